"""The ledger: every code point of the source, classified exactly once and owned by one node."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Literal

from pcss_publish.model.base import Model, Span

SegmentClass = Literal["content", "label", "head", "mark", "whitespace", "chrome"]


class Segment(Model):
    """A stretch of the source.

    content: text that products show; label: what introduces it (``Answer``, ``1)``, ``by``); head: a
    comment's name and stamp; mark: punctuation of the form (``|``, ``says:``); whitespace; chrome: page
    furniture.
    ``owner`` is a node's id (``title``, ``a1``, ``c3``), empty for whitespace and chrome.
    """

    start: int
    end: int
    kind: SegmentClass
    owner: str = ""
    text: str

    @property
    def span(self) -> Span:
        """Where the segment lies."""
        return Span(self.start, self.end)


Ledger = tuple[Segment, ...]


def joined(ledger: Iterable[Segment]) -> str:
    """The decoded source."""
    return "".join(segment.text for segment in ledger)


def line_finder(ledger: Ledger) -> Callable[[int], int]:
    """What gives the 1-based line of a place in the source; 0 for all where there is no ledger."""
    source = joined(ledger)
    if not source:
        return lambda _: 0
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", source))]
    return lambda offset: bisect_right(starts, offset)


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
