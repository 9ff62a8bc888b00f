"""The order of an EPUB's article and its table of contents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final, Literal

from pcss_publish.compose.flow import groups
from pcss_publish.model import Document, Question, Section, Str, element_id, leaves

ARTICLE: Final = "article.xhtml"
_LONGEST_ENTRY: Final = 110


@dataclass(frozen=True)
class Entry:
    """One line of the contents; ``order`` is its place, counted from 1."""

    href: str
    text: str
    kind: Literal["repeat", "editorial"]
    order: int = 0
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Part:
    """A group as the template draws it; ``early``: it stands before the article begins."""

    kind: str
    nodes: tuple[Any, ...]
    early: bool = False
    after_panel: bool = False

    @property
    def heading(self) -> str:
        """Key of the house words above the group, empty where it has none."""
        late = self.kind == "statements" and not self.early
        return "questions" if self.kind == "panel" else "notices" if late else ""

    @property
    def anchor(self) -> str:
        """Id of the element around the group, for links."""
        return f"at-{self.nodes[0].id}"


def parts(document: Document) -> tuple[Part, ...]:
    """The groups of an article, each with what the drawing of it depends on."""
    every = groups(document)
    first = next((n for n, g in enumerate(every) if g.kind not in ("statements", "figure")), len(every))
    return tuple(
        Part(
            group.kind, group.nodes,
            early=group.kind == "statements" and n < first,
            after_panel=n > 0 and every[n - 1].kind == "panel",
        )
        for n, group in enumerate(every)
    )  # fmt: skip


def article_entry(title: str, article: tuple[Part, ...], words: Callable[[str], str]) -> Entry:
    """The entry of the article, with those of its questions, sections and notices below it.

    Args:
        title: of the article.
        article: its parts.
        words: gives the house words for a key.
    """
    children = [entry for part in article for entry in _part_entries(part, words)]
    numbered = tuple(replace(entry, order=n) for n, entry in enumerate(children, 2))
    return Entry(ARTICLE, title, "repeat", 1, numbered)


def _part_entries(part: Part, words: Callable[[str], str]) -> list[Entry]:
    """One entry for a panel and for the notices, one for each lone question and headed section."""
    if part.heading:
        return [Entry(f"{ARTICLE}#{part.anchor}", words(part.heading), "editorial")]
    found = []
    for node in part.nodes:
        match node:
            case Question() if part.kind == "question":
                found += [_entry(leaf.path, leaf.text) for leaf in islice(leaves(node.blocks, node.id), 1)]
            case Section(heading=Str() as head):
                found.append(_entry(f"{node.id}-heading", head.text))
            case _:
                pass
    return found


def _entry(unit_id: str, text: str) -> Entry:
    return Entry(f"{ARTICLE}#{element_id(unit_id)}", _shortened(text), "repeat")


def _shortened(text: str) -> str:
    """A line of the contents: whole, or its first words."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST_ENTRY:
        return line
    return line[:_LONGEST_ENTRY].rsplit(" ", maxsplit=1)[0] + " …"
