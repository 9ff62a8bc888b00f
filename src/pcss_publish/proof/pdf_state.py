"""The graphics state as far as text depends on it (ISO 32000-1, 8.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pcss_publish.proof import pdf_fonts

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Point = tuple[float, float]
Colour = tuple[float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class State:
    """``fill`` is None where its colour is not known: patterns and spaces other than of devices."""

    ctm: Matrix
    clip: Box
    font: pdf_fonts.Font | None = None
    size: float = 0.0
    mode: int = 0
    alpha: float = 1.0
    group: float = 1.0
    rise: float = 0.0
    fill: Colour | None = BLACK

    @property
    def opacity(self) -> float:
        """Of what is painted now: 0 to 1."""
        return self.alpha * self.group


def times(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that first does ``one``, then ``other``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def point(x: float, y: float, m: Matrix) -> Point:
    """A point in the space that ``m`` leads to."""
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def around(points: Sequence[Point]) -> Box:
    """The rectangle around some points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def shared(one: Box, other: Box) -> Box:
    """What two rectangles have in common; empty where an edge lies beyond its opposite."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def within(place: Point, box: Box, slack: float = 0.0) -> bool:
    """Whether a point lies in a rectangle, or ``slack`` points beside it."""
    x, y = place
    return box[0] - slack <= x <= box[2] + slack and box[1] - slack <= y <= box[3] + slack


def colour(name: str, operands: Any) -> Colour | None:
    """The colour that an operator sets, as red, green and blue from 0 to 1."""
    match name, [float(n) for n in operands] if name in {"g", "rg", "k"} else []:
        case "g", [grey]:
            return grey, grey, grey
        case "rg", [red, green, blue]:
            return red, green, blue
        case "k", [cyan, magenta, yellow, black]:
            light = 1 - black
            return (1 - cyan) * light, (1 - magenta) * light, (1 - yellow) * light
    return None
