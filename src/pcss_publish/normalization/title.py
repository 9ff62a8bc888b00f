"""Which of the lines beside a byline is the title, and which the kicker, the series, the standfirst."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pcss_publish.normalization.bylines import Meta
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.head_lines import is_prose
from pcss_publish.normalization.labels import is_labelled


class Heads(NamedTuple):
    """The lines of a head by their roles."""

    kicker: Chunk | None
    title: Chunk
    subtitle: Chunk | None
    score: float


def find_heads(
    draft: Draft, zone: Sequence[Chunk], plain: Sequence[int], metas: dict[int, Meta]
) -> tuple[Heads | None, bool]:
    """The title with what stands around it; False where neither byline nor date confirms it."""
    if not plain:
        return None, False
    titled = next((n for n in plain if draft.marks.within("title", zone[n].span)), None)
    headings = [n for n in plain if zone[n].line.kind == "heading"]
    if titled is None and headings:
        titled = min(headings, key=lambda n: zone[n].line.value)
    if titled is not None:
        return _marked(draft, zone, plain, titled, metas), True
    page = [line.folded for line in draft.lines]
    signed = [n for n, meta in metas.items() if meta.names]
    anchor = signed[0] if signed else next(iter(metas), None)
    group = _group_for(zone, plain, anchor, metas)
    if not group:
        return None, False
    standfirst = None
    earlier = [n for n in plain if n < group[0]]
    if len(group) == 1 and earlier and _is_standfirst(zone[group[0]], zone[earlier[-1]]):
        standfirst = zone[group[0]]
        group = _group_around(zone, set(earlier), earlier[-1])
    above = _kicker_above(draft, zone, plain, group[0])
    heads = choose([zone[n] for n in group], above, page)
    return (heads._replace(subtitle=standfirst) if standfirst else heads), anchor is not None


def _marked(
    draft: Draft, zone: Sequence[Chunk], plain: Sequence[int], titled: int, metas: dict[int, Meta]
) -> Heads:
    """The title that the markup names, with the lines around it: as marked, else by their place."""
    named = {
        kind: next((zone[n] for n in plain if draft.marks.within(kind, zone[n].span)), None)
        for kind in ("kicker", "subtitle")
    }
    kicker = named["kicker"] or _kicker_above(draft, zone, plain, titled)
    below = zone[titled + 1] if titled + 1 in plain else None
    signed = titled + 2 in metas
    standfirst = below if below and signed and below.words > 2 and below.line.kind != "heading" else None
    if standfirst and is_labelled(standfirst.text):
        standfirst = None
    return Heads(kicker, zone[titled], named["subtitle"] or standfirst, 0.0)


def _is_standfirst(chunk: Chunk, above: Chunk) -> bool:
    """A sentence between title and byline; one without a stop only below a line that can be a title."""
    if is_prose(above) or chunk.words < 10:
        return False
    long = chunk.words >= 12 and chunk.text[-1] not in "?!”" and above.words >= 4
    return chunk.text[-1] in ".…" or long


def _group_for(
    zone: Sequence[Chunk], plain: Sequence[int], anchor: int | None, metas: dict[int, Meta]
) -> list[int]:
    """The group of lines that holds the title: beside the byline or date, else nearest above, else below."""
    waiting = set(plain)
    if anchor is None:
        group = _group_around(zone, waiting, plain[-1])
        # The page's first lines are its name and its motto: the first of them has to do for a title.
        return group[:1] if group[0] == plain[0] else group
    above = [n for n in plain if n < anchor]
    below = [n for n in plain if n > anchor]
    if below and below[0] == anchor + 1 and not zone[below[0]].gap and (not above or zone[anchor].gap):
        return _group_around(zone, waiting, below[0])
    dated_only = metas[anchor].dates and not any(meta.names for meta in metas.values())
    if below and dated_only and above and _tops_the_page(zone, waiting, above[-1]):
        return _group_around(zone, waiting, below[0])
    if above:
        return _group_around(zone, waiting, above[-1])
    return _group_around(zone, waiting, below[0]) if below else []


def _tops_the_page(zone: Sequence[Chunk], waiting: set[int], n: int) -> bool:
    """Whether the group that holds a line is the page's first."""
    return _group_around(zone, waiting, n)[0] == 0


def _group_around(zone: Sequence[Chunk], waiting: set[int], n: int) -> list[int]:
    start = end = n
    while start - 1 in waiting and not zone[start].gap:
        start -= 1
    while end + 1 in waiting and not zone[end + 1].gap:
        end += 1
    return list(range(start, end + 1))


def _kicker_above(draft: Draft, zone: Sequence[Chunk], plain: Sequence[int], first: int) -> Chunk | None:
    """A single short line directly above the group: nothing else of the page between."""
    n = first - 1
    if n not in plain or not zone[first].gap or not (zone[n].gap or n == 0):
        return None
    between = [
        line for line in draft.lines[zone[n].last.number : zone[first].line.number - 1] if not line.blank
    ]
    chunk = zone[n]
    above_is_list = n - 1 in plain and not zone[n].gap
    return chunk if not between and chunk.words <= 6 and not above_is_list else None


def choose(group: Sequence[Chunk], above: Chunk | None, page: Sequence[str]) -> Heads:
    """Read the lines nearest above the byline.

    Args:
        group: those lines, without a gap between them, top first.
        above: the single line that stands directly above the group behind a gap.
        page: every other line of the page, case folded, where a title is often said again.
    """
    options = []
    for place, title in enumerate(group):
        kicker = group[place - 1] if place else above
        subtitle = group[place + 1] if place + 1 < len(group) else None
        score = _title(title, page)
        score += _kicker(kicker, page) if kicker else 0
        score += _subtitle(subtitle, title) if subtitle else 0
        score -= 0.5 * max(0, place - 1) + 0.8 * max(0, len(group) - place - 2)
        options.append(Heads(kicker, title, subtitle, score))
    return max(options, key=lambda one: one.score)


def _title(chunk: Chunk, page: Sequence[str]) -> float:
    text = chunk.text
    score = 1.5 if text[-1] in "?!" else 0.0
    score += 1.0 if re.search(r"\w: \S", text) else 0.0
    score += (
        0.5 * (chunk.words >= 3)
        + 0.5 * (4 <= chunk.words <= 14)
        - (2.0 if text.isupper() else 1.0) * (chunk.words == 1)
    )
    score -= 1.0 if text.endswith(".") and chunk.words > 6 else 0.0
    score += 3.0 if chunk.words >= 2 and _said_again(text, page) else 0.0
    return score


def _said_again(text: str, page: Sequence[str]) -> bool:
    folded = " ".join(text.casefold().split())
    return any(folded in line and line != folded for line in page) or sum(line == folded for line in page) > 1


def _kicker(chunk: Chunk, page: Sequence[str]) -> float:
    if chunk.words > 7 or chunk.text[-1] == ".":
        return -0.5
    again = 1.5 if chunk.words <= 4 and _said_again(chunk.text, page) else 0.0
    return again + 1.0 * (chunk.words <= 4) + 1.5 * (chunk.text.isupper()) + 0.2


def _subtitle(chunk: Chunk, title: Chunk) -> float:
    text = chunk.text
    score = 0.5 * (len(text) > len(title.text)) + 1.0 * (chunk.words >= 8)
    score += 0.5 if re.match(r"(?:an?|the|how|what|why|where|when|on|notes)\s", text, re.IGNORECASE) else 0.0
    return score - (2.0 if text[-1] == "?" else 0.0)


_SERIES = re.compile(r"(?P<series>[^:]{2,50}?)(?P<mark>\s?:\s+)(?P<title>\S.*)", re.DOTALL)
_NUMBERED_SERIES = re.compile(
    r"(?P<series>.{2,40}?\b(?:no\.?|nr\.?|n°|part|teil|folge|episode|#)\s?\d{1,4})\s*[–—:|-]\s+(?P<title>\S.*)",
    re.DOTALL | re.IGNORECASE,
)


def split_series(text: str) -> tuple[int, int] | None:
    """Where a series' name ends and the title begins, in 'Series: Title'."""
    numbered = _NUMBERED_SERIES.fullmatch(text)
    if numbered:
        return numbered.end("series"), numbered.start("title")
    match = _SERIES.fullmatch(text)
    if not match or len(match["series"].split()) > 6 or len(match["title"].split()) < 2:
        return None
    first = re.sub(r"^\W+", "", match["title"])[:1]
    return (match.end("series"), match.start("title")) if first.isupper() or first.isdigit() else None
