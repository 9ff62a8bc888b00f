"""What the markup says of an article's head: whose name, which date, which line is the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast, get_args

from pcss_publish.model import Identifier
from pcss_publish.model.marks import Mark
from pcss_publish.normalization.bylines import DateRole, Meta, PersonRole, is_collective
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.marks import stamp_of

_SCHEMES = ("doi", "url", "volume", "other")
_NEAR = 6  # Lines below the title that its names and dates may stand in; others are at the article's foot.


def marked_places(draft: Draft, chunks: Sequence[Chunk]) -> list[int]:
    """The places of the lines to which the markup gives a part in the head."""
    title = _places(draft, chunks, ("title", "subtitle", "kicker"))
    last = title[-1] if title else 0
    near = [n for n in _places(draft, chunks, ("byline", "date")) if n <= last + _NEAR]
    return sorted({*title, *near})


def _places(draft: Draft, chunks: Sequence[Chunk], kinds: Sequence[str]) -> list[int]:
    return [
        n for n, chunk in enumerate(chunks) if any(draft.marks.within(kind, chunk.span) for kind in kinds)
    ]


def marked_below(draft: Draft) -> list[tuple[Chunk, Meta]]:
    """The lines outside the head that have marked names or dates, as bylines at an article's foot."""
    found: dict[int, Meta] = {}
    take_marked(draft, draft.chunks, found)
    return [(draft.chunks[n], meta) for n, meta in found.items()]


def take_marked(draft: Draft, zone: Sequence[Chunk], metas: dict[int, Meta]) -> None:
    """Let names and dates be those that are marked; what the wording tells of others does not hold."""
    names = {n: found for n, chunk in enumerate(zone) if (found := draft.marks.within("byline", chunk.span))}
    dates = {n: found for n, chunk in enumerate(zone) if (found := draft.marks.within("date", chunk.span))}
    if names:
        for meta in metas.values():
            meta.names = []
    for n, marks in names.items():
        meta = metas.setdefault(n, Meta())
        _sign(draft, zone[n], meta, marks)
    if any(mark.ref in {"", "published"} for marks in dates.values() for mark in marks):
        for meta in metas.values():
            meta.dates = [(stamp, role) for stamp, role in meta.dates if role != "published"]
    for n, marks in dates.items():
        _date(draft, zone[n], metas.setdefault(n, Meta()), marks)
    for n in [n for n, meta in metas.items() if not (meta.names or meta.dates or meta.identifiers)]:
        del metas[n]


def _sign(draft: Draft, chunk: Chunk, meta: Meta, marks: Sequence[Mark]) -> None:
    at = chunk.parts[0].start
    for mark in marks:
        role = cast("PersonRole", mark.value if mark.value in get_args(PersonRole) else "author")
        meta.names.append((mark.start - at, mark.end - at, role))
        told = mark.value == "collective" or is_collective(draft.text[mark.start : mark.end])
        meta.collective = meta.collective or told
    meta.signed = True


def _date(draft: Draft, chunk: Chunk, meta: Meta, marks: Sequence[Mark]) -> None:
    at = chunk.parts[0].start
    for mark in marks:
        stamp = stamp_of(mark, draft.text)
        role = cast("DateRole", mark.ref if mark.ref in get_args(DateRole) else "published")
        placed = replace(stamp, start=stamp.start - at, end=stamp.end - at)
        if not any(one.start < placed.end and placed.start < one.end for one, _ in meta.dates):
            meta.dates.append((placed, role))


def take_identifiers(draft: Draft) -> None:
    """The article's identifiers where the markup has each on a line of its own."""
    for mark in draft.marks.of("identifier"):
        take_identifier(draft, mark)
        draft.take([chunk for chunk in draft.chunks if chunk.line.start == mark.start])


def take_identifier(draft: Draft, mark: Mark) -> None:
    """An identifier that a mark lies over, with its scheme."""
    found = draft.head.identifiers
    draft.claim(mark.span, "content", f"identifier-{len(found) + 1}")
    known = {
        "scheme": mark.ref if mark.ref in _SCHEMES else "other",
        "value": draft.text[mark.start : mark.end],
        "span": mark.span,
    }
    found.append(Identifier.model_validate(known))
