"""What the markup of a structured source says: looked up by the passes before they go by the wording."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from pcss_publish.model.base import Span
from pcss_publish.model.marks import INLINE, LINES, ROLES, Mark, Markup
from pcss_publish.normalization.dates import Stamp, stamps
from pcss_publish.normalization.lines import Line

_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")
_OFFSET = re.compile(r"(?<=:\d\d)(?:[+-]\d\d:?\d\d|Z)$")
# A time of day, in whatever way it is joined to the day.
_CLOCK = re.compile(r"\d{1,2}\s?(?:[:.h]\s?\d{2}|[ap]\.?\s?m\b)", re.IGNORECASE)


class Marks:
    """The marks of one source, by kind and place; copied text has none.

    Attributes:
        structured: the source has markup, which is trusted where it speaks.
        authored: the markup names the parts of the article; nothing is left to the wording.
    """

    def __init__(self, markup: Markup | None = None) -> None:
        self.markup = markup or Markup()
        self.structured = markup is not None
        self._by_kind: dict[str, list[Mark]] = {}
        for mark in self.markup.marks:
            self._by_kind.setdefault(mark.kind, []).append(mark)
        self._starts = {kind: [mark.start for mark in found] for kind, found in self._by_kind.items()}
        self._inline = [mark for mark in self.markup.marks if mark.kind in INLINE]
        self._inline_starts = [mark.start for mark in self._inline]
        self._reach = list(accumulate((mark.end for mark in self._inline), max))
        # Notes below a text say nothing of what stands above them.
        roles = [mark for mark in self.markup.marks if mark.kind in ROLES]
        self.authored = any((mark.kind, mark.value) != ("section", "notes") for mark in roles)

    def of(self, *kinds: str) -> list[Mark]:
        """The marks of these kinds, in the order of the text, outer before inner."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        return [mark for mark in self.markup.marks if mark.kind in kinds]

    def within(self, kind: str, span: Span) -> list[Mark]:
        """The marks of a kind that begin within a stretch."""
        starts = self._starts.get(kind, [])
        return self._by_kind.get(kind, [])[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def inline(self, span: Span) -> list[Mark]:
        """The inline marks that lie within a stretch, outer before inner, cut at its ends."""
        last = bisect_left(self._inline_starts, span.end)
        first = bisect_left(self._inline_starts, span.start)
        while first and self._reach[first - 1] > span.start:
            first -= 1
        cut = (
            mark._replace(start=max(mark.start, span.start), end=min(mark.end, span.end))
            for mark in self._inline[first:last]
        )
        return [mark for mark in cut if mark.end > mark.start]

    def claim(self, key: str) -> tuple[str, ...]:
        """What the source says outside its text of title, byline or date, the most trusted first."""
        return tuple(claim.value for claim in self.markup.claims if claim.key == key)


def told(lines: Sequence[Line], marks: Marks) -> list[Line]:
    """The lines with what the markup says of each; inner marks hold before outer ones."""
    found = [replace(line, kind="para") for line in lines] if marks.authored else list(lines)
    for mark in marks.of(*sorted(LINES)):
        reach = places(lines, mark.span)
        for place in reach:
            line = lines[place]
            if line.blank or (mark.kind == "item" and line.start > mark.start):
                continue
            # A row begins with its first cell, which may be empty.
            start = min(mark.start, line.start) if mark.kind == "row" and place == reach[0] else line.start
            found[place] = replace(line, kind=mark.kind, value=mark.number, start=start)
    return found


def places(lines: Sequence[Line], span: Span) -> range:
    """The places of the lines that a stretch touches."""
    first = max(bisect_right(lines, span.start, key=lambda line: line.start) - 1, 0)
    if first < len(lines) and lines[first].end <= span.start:
        first += 1
    return range(first, max(first, bisect_left(lines, span.end, key=lambda line: line.start)))


def numbers(lines: Sequence[Line], marks: Iterable[Mark]) -> set[int]:
    """The numbers of the lines that marks cover to their ends."""
    return {
        lines[place].number
        for mark in marks
        for place in places(lines, mark.span)
        if mark.start <= lines[place].start and mark.end >= lines[place].end and not lines[place].blank
    }


def stamp_of(mark: Mark, text: str) -> Stamp:
    """The date that a mark lies over: as it is printed, told by the markup where that is not clear."""
    said = text[mark.start : mark.end]
    printed = next(iter(stamps(said)), None)
    clock = printed is not None and _CLOCK.search(said[: printed.start] + said[printed.end :]) is not None
    if printed and printed.full and not printed.numeric and not (clock and mark.value):
        zone = printed.zone or (_zone(mark.value) if printed.value and _same(printed, mark.value) else None)
        return replace(printed, start=mark.start + printed.start, end=mark.start + printed.end, zone=zone)
    known = next((one for one in stamps(mark.value.replace("T", " ")[:19]) if one.full), None)
    if known is None and printed:
        return replace(printed, start=mark.start + printed.start, end=mark.start + printed.end)
    parts = known.parts if known else _part_of_a_date(mark.value)
    if printed and printed.full and printed.parts[3] is None:
        parts = (*parts[:3], *(parts[3:5] if clock else (None, None)), None)
    return Stamp(mark.start, mark.end, said, parts, _zone(mark.value) if parts[3] is not None else None)


def _part_of_a_date(iso: str) -> tuple[int | None, int | None, None, None, None, None]:
    """A year or a month in ISO 8601, of which no printed form is told from a number."""
    found = _YEAR_OR_MONTH.fullmatch(iso)
    year, month = found.groups() if found else (None, None)
    return int(year) if year else None, int(month) if month else None, None, None, None, None


def _same(printed: Stamp, iso: str) -> bool:
    """Whether the markup's time is the printed one, to the minute."""
    return printed.parts[3] is not None and iso.startswith(printed.value[:16])


def _zone(iso: str) -> str | None:
    """The distance from UTC that a time in ISO 8601 names."""
    found = _OFFSET.search(iso)
    return found[0] if found else None
