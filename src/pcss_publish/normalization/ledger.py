"""Claims become the ledger: every code point of the source, classified once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pcss_publish.model import Ledger, Segment, SegmentClass, Span
from pcss_publish.model.marks import Place
from pcss_publish.normalization.draft import Claim
from pcss_publish.normalization.lines import UNSEEN, Line

_UNSEEN = frozenset(UNSEEN)


def ledger_of(
    text: str, lines: Sequence[Line], claims: Iterable[Claim], origins: Sequence[tuple[int, Place]] = ()
) -> Ledger:
    """Partition ``text``: claims of nodes, marks between them, white space, furniture.

    Of overlapping claims the one made first holds. A line that no node claims is furniture. ``origins`` are
    the offsets of a structured source's lines with their places in the file.
    """
    found: list[Segment] = []
    at = 0
    by_line = _by_line(lines, claims)
    for place, line in enumerate(lines):
        if line.blank:
            continue
        if line.start > at:
            found.append(_segment(text, at, line.start, "whitespace", ""))
        found += _line_segments(text, line, by_line.get(place, []))
        at = line.end
    if at < len(text):
        found.append(_segment(text, at, len(text), "whitespace", ""))
    return tuple(_placed(found, origins) if origins else found)


def _placed(segments: Iterable[Segment], origins: Sequence[tuple[int, Place]]) -> Iterator[Segment]:
    """The segments, those that are no white space with their places in the file."""
    starts = [start for start, _ in origins]
    for one in segments:
        if one.kind == "whitespace":
            yield one
        else:
            _, place = origins[max(bisect_right(starts, one.start) - 1, 0)]
            yield _made(one.start, one.end, one.kind, one.owner, one.text, place)


def _by_line(lines: Sequence[Line], claims: Iterable[Claim]) -> dict[int, list[Claim]]:
    """Each line's claims in the order in which they were made, cut at the line's ends."""
    found: dict[int, list[tuple[int, Claim]]] = {}
    ordered = sorted(enumerate(claims), key=lambda pair: pair[1].span.start)
    first = 0
    for made, claim in ordered:
        while first < len(lines) and lines[first].end <= claim.span.start:
            first += 1
        place = first
        while place < len(lines) and lines[place].start < claim.span.end:
            line = lines[place]
            span = Span(max(claim.span.start, line.start), min(claim.span.end, line.end))
            if span.end > span.start:
                found.setdefault(place, []).append((made, Claim(span, claim.kind, claim.owner)))
            place += 1
    return {
        place: [claim for _, claim in sorted(rows, key=lambda row: row[0])] for place, rows in found.items()
    }


def _line_segments(text: str, line: Line, claims: list[Claim]) -> Iterator[Segment]:
    if not claims:
        yield _segment(text, line.start, line.end, "chrome", "")
        return
    held = _resolved(claims)
    at = line.start
    before = held[0].owner
    for claim in held:
        yield from _between(text, at, claim.span.start, before)
        yield _segment(text, claim.span.start, claim.span.end, claim.kind, claim.owner)
        at, before = claim.span.end, claim.owner
    yield from _between(text, at, line.end, before)


def _resolved(claims: list[Claim]) -> list[Claim]:
    """The claims of one line without overlap, left to right."""
    ordered = sorted(claims, key=lambda claim: claim.span.start)
    if all(one.span.end <= two.span.start for one, two in pairwise(ordered)):
        return ordered
    held: list[Claim] = []
    for claim in claims:
        free = [claim.span]
        for other in held:
            free = [piece for span in free for piece in _without(span, other.span)]
        held += [Claim(span, claim.kind, claim.owner) for span in free]
    return sorted(held, key=lambda claim: claim.span.start)


def _without(span: Span, taken: Span) -> Iterator[Span]:
    if taken.end <= span.start or span.end <= taken.start:
        yield span
        return
    if span.start < taken.start:
        yield Span(span.start, taken.start)
    if taken.end < span.end:
        yield Span(taken.end, span.end)


def _between(text: str, start: int, end: int, owner: str) -> Iterator[Segment]:
    """What lies between two claims of one line: blanks, and marks that set the claims off."""
    at = start
    while at < end:
        blank = text[at] in _UNSEEN
        stop = at + 1
        while stop < end and (text[stop] in _UNSEEN) == blank:
            stop += 1
        yield _segment(text, at, stop, "whitespace" if blank else "mark", "" if blank else owner)
        at = stop


def _segment(text: str, start: int, end: int, kind: SegmentClass, owner: str) -> Segment:
    # A label or mark that is nothing but blanks is white space.
    if kind not in {"chrome", "whitespace"} and not text[start:end].strip(UNSEEN):
        kind, owner = "whitespace", ""
    return _made(start, end, kind, owner, text[start:end], None)


def _made(start: int, end: int, kind: SegmentClass, owner: str, text: str, place: Place | None) -> Segment:
    # Nothing here comes from outside: validating half a million segments would take most of the time.
    return Segment.model_construct(start=start, end=end, kind=kind, owner=owner, text=text, place=place)
