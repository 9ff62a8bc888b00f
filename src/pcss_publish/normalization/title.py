"""Which of the lines above a byline is the title, and which the kicker, the series, the standfirst."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pcss_publish.normalization.chunks import Chunk


class Heads(NamedTuple):
    """The lines of a head by their roles."""

    kicker: Chunk | None
    title: Chunk
    subtitle: Chunk | None
    score: float


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
