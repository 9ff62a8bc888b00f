"""One comment as lines, and a region read by a form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pcss_publish.normalization.comments.heads import Head
from pcss_publish.normalization.comments.layouts import Item, Layout
from pcss_publish.normalization.lines import Line

_SENTENCES = re.compile(r"\w{2}[.!?…][”\"’)]?\s+[“\"‘(]?[^\W\d_]|[.!?…”\"]\Z")


@dataclass
class Found:
    """One comment as lines: each field's lines, and how well they fit the form."""

    head: Head | None
    fields: dict[str, list[Line]] = field(default_factory=dict)
    body: list[Item] = field(default_factory=list)
    fit: float = 0.0
    stamp: Head | None = None

    @property
    def first(self) -> Line | None:
        """The topmost line."""
        lines = [line for group in self.fields.values() for line in group] + [item.line for item in self.body]
        lines += [self.head.line] if self.head else []
        return min(lines, key=lambda line: line.start, default=None)


class Reading(NamedTuple):
    """A region read by one form."""

    layout: Layout
    found: list[Found]
    prologue: list[Item]
    score: float


def with_stamp(block: Found) -> Found:
    """The block with the anchor's own stamp where it has one."""
    stamped = block.head if block.head and block.head.stamp else block.stamp
    return replace(block, stamp=stamped)


def substance(items: Sequence[Item]) -> int:
    """How many paragraphs read as sentences, signed or not; a text browser breaks each into lines."""
    paragraphs: list[str] = []
    for item in items:
        if item.furniture or item.gap or not paragraphs:
            paragraphs.append("")
        if not item.furniture:
            paragraphs[-1] += f" {item.line.text}"
    return sum(len(text) > 40 and bool(_SENTENCES.search(text)) for text in paragraphs)
