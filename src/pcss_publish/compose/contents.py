"""The order of an EPUB's article and its table of contents."""

from __future__ import annotations

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


def article_entry(title: str, article: tuple[Part, ...]) -> Entry:
    """The entry of the article, with those of its questions and sections below it."""
    children = [entry for part in article for entry in _part_entries(part)]
    numbered = tuple(replace(entry, order=n) for n, entry in enumerate(children, 2))
    return Entry(ARTICLE, title, "repeat", 1, numbered)


def _part_entries(part: Part) -> list[Entry]:
    """Questions that are headings, and headed sections; a panel has none, it stands on the first page."""
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
