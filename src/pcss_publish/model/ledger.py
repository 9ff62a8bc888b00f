"""The ledger: every code point of the source, classified exactly once and owned by one node."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from pcss_publish.model.base import Model, Span
from pcss_publish.model.marks import Place

SegmentClass = Literal["content", "label", "head", "mark", "whitespace", "chrome"]


class Segment(Model):
    """A stretch of the source.

    content: text that products show; label: what introduces it (``Answer``, ``1)``, ``by``); head: a
    comment's name and stamp; mark: punctuation of the form (``|``, ``says:``); whitespace; chrome: page
    furniture.
    ``owner`` is a node's id (``title``, ``a1``, ``c3``), empty for whitespace and chrome.
    ``place`` is where a structured file has it; copied text needs none, its spans are the file's own.
    """

    start: int
    end: int
    kind: SegmentClass
    owner: str = ""
    text: str
    place: Annotated[Place | None, Field(exclude_if=lambda place: place is None)] = None

    @property
    def span(self) -> Span:
        """Where the segment lies."""
        return Span(self.start, self.end)


Ledger = tuple[Segment, ...]

_LAST = sys.maxsize  # Behind every line that a file can have.


def joined(ledger: Iterable[Segment]) -> str:
    """The decoded source."""
    return "".join(segment.text for segment in ledger)


def line_finder(ledger: Ledger) -> Callable[[int], int]:
    """What gives the 1-based line of a place in the file; 0 for all where there is no ledger."""
    source = joined(ledger)
    if not source:
        return lambda _: 0
    placed = [(segment.start, segment.place.line) for segment in ledger if segment.place]
    if placed:
        return lambda offset: line_from(placed, offset)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", source))]
    return lambda offset: bisect_right(starts, offset)


def line_from(placed: Sequence[tuple[int, int]], offset: int) -> int:
    """The file's line of a place in the text; ``placed`` are offsets in order, each with its line."""
    return placed[max(bisect_right(placed, (offset, _LAST)) - 1, 0)][1]


def dropped(ledger: Ledger) -> list[tuple[int, Segment]]:
    """What was left to the page around the article, each with its line."""
    line_of = line_finder(ledger)
    return [(line_of(segment.start), segment) for segment in ledger if segment.kind == "chrome"]


def faults(ledger: Ledger, source: str) -> list[str]:
    """Say where ``ledger`` is not a partition of ``source``; empty when it is."""
    found, at = [], 0
    for segment in ledger:
        if segment.start != at or segment.end <= segment.start:
            found.append(f"segment {segment.start}:{segment.end} does not continue at {at}")
        if segment.text != source[segment.start : segment.end]:
            found.append(f"segment {segment.start}:{segment.end} does not hold the source's text")
        at = segment.end
    if at != len(source):
        found.append(f"the ledger ends at {at} of {len(source)}")
    return found
