"""What the proof asks of a published issue: of each of its articles all that it asks of an article alone.

The ids of units have the article's place before them (see ``model.issue``), and with them everything that
goes by units: statements, list markers, links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pcss_publish.model import Edit, Model, PublishedIssue, Unit, within
from pcss_publish.proof.article import Article
from pcss_publish.proof.links import Links
from pcss_publish.proof.markers import Markers

T = TypeVar("T")


@dataclass(frozen=True)
class Edition:
    """A published issue as the proof sees it; its attributes are those of ``article.Article``."""

    published: PublishedIssue

    @cached_property
    def parts(self) -> dict[int, Article]:
        """The articles by their places."""
        return {n: Article(one) for n, one in enumerate(self.published.articles, 1)}

    @property
    def name(self) -> str:
        """Its id."""
        return self.published.id

    @property
    def sources(self) -> tuple[str, ...]:
        """Digests of what its articles were read from."""
        return tuple(one for part in self.parts.values() for one in part.sources)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Ids of nodes that a decision removed."""
        return tuple(within(n, node) for n, part in self.parts.items() for node in part.dropped)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Marked edits."""
        return tuple(
            edit.model_copy(update={"unit": within(n, edit.unit)})
            for n, part in self.parts.items()
            for edit in part.edits
        )

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units, in reading order."""
        return self.published.units()

    @cached_property
    def statements(self) -> dict[str, tuple[Unit, ...]]:
        """The units of each statement by its id."""
        return self.published.statements()

    @cached_property
    def awards(self) -> dict[str, str]:
        """The first statement of each numbered award by its number."""
        found: dict[str, str] = {}
        for n, part in self.parts.items():
            for award, statement in part.awards.items():
                found.setdefault(award, within(n, statement))
        return found

    @cached_property
    def comments(self) -> tuple[str, ...]:
        """Ids of the comments that are printed, in order."""
        return tuple(within(n, one) for n, part in self.parts.items() for one in part.comments)

    def required(self, left_out: Sequence[str]) -> tuple[Unit, ...]:
        """The units; an issue leaves out no comments."""
        return () if left_out else self.units

    @cached_property
    def markers(self) -> Markers:
        """Labels of list items by the unit that they introduce."""
        return self._joined({n: part.markers for n, part in self.parts.items()})

    @cached_property
    def links(self) -> Links:
        """Where the links of each unit go, by its id."""
        return self._joined({n: part.links for n, part in self.parts.items()})

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Addresses that any text may lead to."""
        return frozenset(one for part in self.parts.values() for one in part.addresses)

    @property
    def models(self) -> tuple[Model, ...]:
        """What an attached file may hold."""
        return (self.published,)

    @cached_property
    def stated(self) -> tuple[str, ...]:
        """What the issue file says and a product has to show, among its declared texts."""
        issue = self.published.issue
        posts = [text for post in issue.masthead for text in (post.role, *post.names)]
        departments = [department.name for department in issue.departments]
        texts = (issue.title, issue.volume, issue.number, issue.dated, issue.issn, *posts, *departments)
        return tuple(dict.fromkeys(text for text in texts if text))

    @staticmethod
    def in_text(required: Iterable[Unit]) -> tuple[Unit, ...]:
        """The units in the order of a plain text."""
        return tuple(required)

    @staticmethod
    def _joined(parts: Mapping[int, Mapping[str, T]]) -> dict[str, T]:
        return {within(n, name): value for n, part in parts.items() for name, value in part.items()}


@dataclass(frozen=True)
class Digest(Edition):
    """What of an issue a digest shows: heads and standfirsts, then each statement, like ones once."""

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Cards, then statements."""
        whole = {unit.id: unit for unit in self.published.units()}
        names = (within(n, name) for n, part in self.parts.items() for name in _card(part))
        return (*(whole[name] for name in names), *(u for units in self.told.values() for u in units))

    @cached_property
    def told(self) -> dict[str, tuple[Unit, ...]]:
        """The statements, of those whose texts are the same the first."""
        found: dict[tuple[tuple[str, str], ...], str] = {}
        for name, units in self.published.statements().items():
            found.setdefault(tuple((unit.role, unit.text) for unit in units), name)
        every = self.published.statements()
        return {name: every[name] for name in found.values()}

    @cached_property
    def comments(self) -> tuple[str, ...]:
        """None: a digest shows no comments."""
        return ()

    @cached_property
    def statements(self) -> dict[str, tuple[Unit, ...]]:
        """All statements; those that are told once stand for all with the same texts."""
        texts = {tuple((u.role, u.text) for u in units): units for units in self.told.values()}
        every = self.published.statements()
        return {name: texts[tuple((u.role, u.text) for u in units)] for name, units in every.items()}

    @cached_property
    def stated(self) -> tuple[str, ...]:
        """A digest is short: what it is called, and when it came out."""
        issue = self.published.issue
        return tuple(text for text in (issue.title, issue.volume, issue.number, issue.dated) if text)


def _card(part: Article) -> list[str]:
    """Ids of the units that a card shows: what the article is called, its names, its standfirst."""
    document = part.published.document
    called = "title" if document.title else "series" if document.series else ""
    names = [unit.id for unit in part.units if unit.role in {"byline", "standfirst"}]
    return [called, *names] if called else names
