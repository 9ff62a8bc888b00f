"""A magazine issue: several published articles in order, and what stands around them.

Ids of an article's units are unique within the article. In an issue each has the article's place before it
(``n3_title``), so that the products of an issue can be read back unit by unit as those of an article can.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pcss_publish.model.base import Model
from pcss_publish.model.document import node_units
from pcss_publish.model.published import CommentDesk, Published, Withheld
from pcss_publish.model.units import Unit


def within(number: int, name: str) -> str:
    """The id, in an issue, of what the article at place ``number`` (from 1) calls ``name``."""
    return f"n{number}_{name}"


class Post(Model):
    """One line of the masthead: who does what."""

    role: str
    names: tuple[str, ...]


class Department(Model):
    """A department and its articles (slugs), in order; those of no department have no name before them."""

    name: str = ""
    articles: tuple[str, ...]


class Issue(Model):
    """What an issue file says.

    Attributes:
        date: ISO 8601, in the precision that is known.
        printed_date: the date as it is printed; ``date`` where it is empty.
        cover: a picture below the folder of the issue file; drawn from the theme where it is empty.
        cover_alt: what the picture shows.
    """

    title: str
    volume: str = ""
    number: str = ""
    date: str = ""
    printed_date: str = ""
    issn: str = ""
    cover: str = ""
    cover_alt: str = ""
    masthead: tuple[Post, ...] = ()
    departments: tuple[Department, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Slugs of all articles, in order."""
        return tuple(slug for department in self.departments for slug in department.articles)

    @property
    def dated(self) -> str:
        """The date as it is printed."""
        return self.printed_date or self.date


class PublishedIssue(Model):
    """An issue with its articles as they may be seen, in order. ``id`` is its name."""

    id: str
    issue: Issue
    articles: tuple[Published, ...]

    @property
    def title(self) -> str:
        """What the issue is called."""
        return self.issue.title

    @property
    def state(self) -> Literal["release", "proof"]:
        """``proof`` while one of its articles is."""
        return "proof" if any(one.state == "proof" for one in self.articles) else "release"

    @property
    def queries(self) -> int:
        """How many open queries a proof is marked with."""
        return sum(one.queries for one in self.articles if one.state == "proof")

    @property
    def date(self) -> str:
        """ISO date for metadata."""
        return self.issue.date

    @property
    def comments(self) -> CommentDesk:
        """The reckoning of all articles together; ``declared`` where each page states its count."""
        desks = [one.comments for one in self.articles]
        counts = [desk.declared for desk in desks if desk.declared is not None]
        reasons: dict[str, int] = {}
        for desk in desks:
            for item in desk.withheld:
                reasons[item.reason] = reasons.get(item.reason, 0) + item.count
        return CommentDesk(
            declared=sum(counts) if len(counts) == len(desks) else None,
            printed=sum(desk.printed for desk in desks),
            withheld=tuple(Withheld(reason=reason, count=n) for reason, n in reasons.items()),
            undecided=tuple(within(n, one) for n, desk in enumerate(desks, 1) for one in desk.undecided),
        )

    def numbered(self) -> Iterator[tuple[int, Published]]:
        """The articles with their places, each marked as the issue is: one query marks every page."""
        proof = {"state": "proof", "open": tuple(f"query {n}" for n in range(self.queries))}
        marked = proof if self.state == "proof" else {}
        return ((n, one.model_copy(update=marked)) for n, one in enumerate(self.articles, 1))

    def units(self) -> tuple[Unit, ...]:
        """What a product that holds the whole articles must show, in this order."""
        return tuple(unit for n, one in enumerate(self.articles, 1) for unit in placed(n, one.units()))

    def statements(self) -> dict[str, tuple[Unit, ...]]:
        """The units of every statement by its id in the issue."""
        return {
            within(n, node.id): placed(n, node_units(node))
            for n, one in enumerate(self.articles, 1)
            for node in one.document.statements
        }


def placed(number: int, units: tuple[Unit, ...] | list[Unit]) -> tuple[Unit, ...]:
    """Units of the article at a place under their ids in the issue."""
    return tuple(unit.model_copy(update={"id": within(number, unit.id)}) for unit in units)
