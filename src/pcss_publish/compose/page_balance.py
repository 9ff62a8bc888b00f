"""Balanced headlines: the narrowest measure in which a text takes no more lines than in the widest."""

from __future__ import annotations

from collections.abc import Iterator

from pcss_publish.engines import glyphs
from pcss_publish.theme import FontFace, Theme

SLACK = 1.015  # kerning and the engine's rounding


def balanced(text: str, face: FontFace, size: float, widest: float) -> float:
    """The measure in points; ``widest`` for a single line and for words that do not fit.

    Args:
        text: what is set.
        face: in which font.
        size: font size, points.
        widest: the measure that there is, points.
    """
    words = [glyphs.width(word, face, size) for word in text.split()]
    space = glyphs.width(" ", face, size)
    lines = _lines(words, space, widest)
    if lines < 2 or max(words) > widest:
        return widest
    sums = sorted({width for width in _runs(words, space) if width <= widest})
    least = next((width for width in sums if _lines(words, space, width) == lines), widest)
    return min(widest, least * SLACK)


def _lines(words: list[float], space: float, measure: float) -> int:
    count, used = 1, 0.0
    for word in words:
        if used and used + space + word > measure + 1e-6:
            count, used = count + 1, word
        else:
            used += word + (space if used else 0.0)
    return count


def _runs(words: list[float], space: float) -> Iterator[float]:
    """Widths of all runs of words: the only measures at which a line can begin to hold more."""
    for start in range(len(words)):
        used = 0.0
        for word in words[start : start + 40]:
            used += word + (space if used else 0.0)
            yield used


def face_of(theme: Theme, token: str, weight: str = "400", style: str = "normal") -> FontFace | None:
    """The theme's face for a family of ``[type]``; None where the theme has none."""
    family = theme.tokens["type"].get(token)
    found = (f for f in theme.fonts if (f.family, f.weight, f.style) == (family, weight, style))
    return next(found, None)
