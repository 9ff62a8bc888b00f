"""What a page would be at other sizes, told from its galley at the designed ones, without another galley.

A text that is set larger takes more lines, in proportion; the height of a line and the space between parts
are what the setting says. It is right to a tenth of a page, and mostly to a line: enough to see which
settings are worth a galley.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from pcss_publish.compose.page_fit import Fit
from pcss_publish.engines.galley import Block, Galley
from pcss_publish.theme import Theme

T = TypeVar("T")
PIXELS = 96 / 72  # in a point
NEAR = 0.05  # pixels
LINES = (("type-leading", "type-body"), ("type-small-leading", "type-small"))
SPACES = ("space-gap", "space-line", "type-small-leading")


class Scale(NamedTuple):
    """How lengths change, in pixels.

    Attributes:
        lines: by the height of a line, its new height, and how much wider its text becomes.
        spaces: by a margin, the new one.
    """

    lines: Mapping[float, tuple[float, float]]
    spaces: Mapping[float, float]


def scale(theme: Theme, fit: Fit) -> Scale | None:
    """How ``fit`` changes a theme's page; None where its sizes are not all in points."""
    try:
        old = {name: _pixels(theme.tokens[name.partition("-")[0]][name.partition("-")[2]]) for name in _NAMES}
        new = old | {name: _pixels(value) for name, value in fit.variables}
    except (KeyError, ValueError):
        return None
    return Scale(
        {old[height]: (new[height], new[size] / old[size]) for height, size in LINES},
        {old[name] / part: new[name] / part for part in (2, 1) for name in SPACES},
    )


_NAMES = (*dict(LINES), *dict(LINES).values(), *SPACES)


def _pixels(value: str) -> float:
    if not value.endswith("pt"):
        raise ValueError(value)
    return float(value.removesuffix("pt")) * PIXELS


def scaled(galley: Galley, by: Scale) -> Galley:
    """The galley as it would be."""
    return replace(galley, root=_scaled(galley.root, by))


def _scaled(block: Block, by: Scale) -> Block:
    above, below = block.margins
    return replace(
        block,
        margins=(_near(by.spaces, above, above), _near(by.spaces, below, below)),
        lines=_lines(block.lines, by),
        children=tuple(_scaled(child, by) for child in block.children),
    )


def _lines(lines: tuple[float, ...], by: Scale) -> tuple[float, ...]:
    usual = Counter(lines).most_common(1)[0][0] if lines else 0.0
    height, ratio = _near(by.lines, usual, (0.0, 1.0))
    if not height:
        return lines
    count = round((len(lines) - 0.5) * ratio + 0.5)  # the last line is half full
    return (height,) * max(1, count)


def _near(known: Mapping[float, T], value: float, otherwise: T) -> T:
    return next((found for key, found in known.items() if abs(key - value) < NEAR), otherwise)
