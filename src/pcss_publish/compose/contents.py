"""The order of an EPUB's article and its table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final, Literal, NamedTuple

from pcss_publish.compose.flow import NUMERAL, after_panels, are_letters, groups
from pcss_publish.compose.notices import Notice, notices
from pcss_publish.model import (
    Answer,
    Document,
    Question,
    Section,
    Statement,
    Str,
    element_id,
    label_text,
    leaves,
)

ARTICLE: Final = "article.xhtml"
_LONGEST_ENTRY: Final = 110


class Chapter(NamedTuple):
    """One XHTML document; ``id`` is that of its manifest item."""

    id: str
    name: str
    data: bytes


@dataclass(frozen=True)
class Entry:
    """One line of the contents; ``order`` is its place among all that the NCX leads to, counted from 1."""

    href: str
    text: str
    kind: Literal["repeat", "editorial"]
    order: int = 0
    children: tuple[Entry, ...] = ()

    @property
    def depth(self) -> int:
        """How many levels there are from this entry down."""
        return 1 + max((child.depth for child in self.children), default=0)

    def every(self) -> Iterator[Entry]:
        """This entry and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.every()

    def placed(self, orders: Iterator[int]) -> Entry:
        """The same entry, it and all below it with the next places."""
        order = next(orders)
        return replace(self, order=order, children=tuple(child.placed(orders) for child in self.children))


@dataclass(frozen=True)
class Part:
    """A group as the template draws it.

    Attributes:
        kind: the group's, or ``letter`` for a question that is no heading.
        early: it stands before the article begins.
        after_panel: the questions before it stand together.
        notices: what stands in a group of statements, each under its head.
    """

    kind: str
    nodes: tuple[Any, ...]
    early: bool = False
    after_panel: bool = False
    notices: tuple[Notice, ...] = ()

    @property
    def anchor(self) -> str:
        """Id of the element around the group, for links."""
        return anchor(self.nodes[0].id)


def anchor(node_id: str) -> str:
    """Id of the element around what begins with a node."""
    return f"at-{node_id}"


def parts(document: Document, language: str) -> tuple[Part, ...]:
    """The groups of an article, each with what the drawing of it depends on.

    Args:
        document: the article.
        language: of the house words that head its notices.
    """
    every = groups(document)
    letters, joint = are_letters(every), after_panels(every)
    first = next((n for n, g in enumerate(every) if g.kind not in ("statements", "figure")), len(every))
    return tuple(
        Part(
            "letter" if letters and group.kind == "question" else group.kind, group.nodes,
            early=group.kind == "statements" and n < first,
            after_panel=joint[n],
            notices=notices((node for node in group.nodes if isinstance(node, Statement)), language),
        )
        for n, group in enumerate(every)
    )  # fmt: skip


def article_entry(title: str, article: tuple[Part, ...], words: Callable[[str], str]) -> Entry:
    """The entry of the article, with those of its questions, answers, sections and notices below it.

    Args:
        title: of the article.
        article: its parts.
        words: gives the house words for a key.
    """
    children = tuple(entry for part in article for entry in _part_entries(part, words))
    return Entry(ARTICLE, title, "repeat", children=children)


def _part_entries(part: Part, words: Callable[[str], str]) -> Iterator[Entry]:
    """Entries of a panel with its questions, of each lone question, its joint answer, section and notice."""
    if part.kind == "panel":
        asked = tuple(_question(node) for node in part.nodes)
        yield Entry(f"{ARTICLE}#{part.anchor}", words("questions"), "editorial", children=asked)
        return
    yield from map(_notice, part.notices)
    for node in part.nodes:
        match node:
            case Question():
                label = label_text(node.label)
                titled = part.kind == "letter" and len(label) > NUMERAL
                yield _entry(f"{node.id}-label", label) if titled else _question(node)
            case Answer(label=Str() as label) if part.after_panel:
                yield _entry(f"{node.id}-label", label_text(label))
            case Section(heading=Str() as head):
                yield _entry(f"{node.id}-heading", head.text)
            case _:
                pass


def _question(node: Question) -> Entry:
    (first,) = islice(leaves(node.blocks, node.id), 1)
    return _entry(first.path, first.text)


def _notice(notice: Notice) -> Entry:
    first = notice.statements[0]
    if first.heading:
        return _entry(f"{first.id}-heading", first.heading.text)
    return Entry(f"{ARTICLE}#{anchor(first.id)}", notice.words, "editorial")


def _entry(unit_id: str, text: str) -> Entry:
    return Entry(f"{ARTICLE}#{element_id(unit_id)}", _shortened(text), "repeat")


def _shortened(text: str) -> str:
    """A line of the contents: whole, or its first words."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST_ENTRY:
        return line
    return line[:_LONGEST_ENTRY].rsplit(" ", maxsplit=1)[0] + " …"
