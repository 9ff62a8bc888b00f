"""Colours as ``#rrggbb``: how well one stands out from another (WCAG 2.2), and shades made of others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

WHITE: Final = "#ffffff"
BLACK: Final = "#000000"
_STEPS: Final = 100
_LIT: Final = 6.0  # what a colour that is lightened for the dark has, above the 4.5 that it needs


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with ``share`` (0 to 1) of ``other``."""
    pairs = ((int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lightened(colour: str, grounds: Iterable[str]) -> str:
    """The nearest lighter shade that can be read with ease on dark grounds."""
    dark = tuple(grounds)
    shades = (mixed(colour, WHITE, n / _STEPS) for n in range(_STEPS))
    return next((one for one in shades if min(contrast(one, g) for g in dark) >= _LIT), WHITE)


def rule(colour: str, least: float) -> str:
    """The nearest shade for lines on a page that may be white or black: an EPUB's reader chooses.

    Args:
        colour: of lines on paper.
        least: contrast to both, at most 4.5; lines need 3 (WCAG 2.2, 1.4.11).
    """
    end = WHITE if luminance(colour) < luminance("#777777") else BLACK
    shades = (mixed(colour, end, n / _STEPS) for n in range(_STEPS + 1))
    return next(one for one in shades if min(contrast(one, WHITE), contrast(one, BLACK)) >= least)
