"""The graphics state as far as a press is concerned (ISO 32000-1, 8.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from pcss_publish.preflight.colour import GRAY, Colour, initial

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Point = tuple[float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK = initial(GRAY)
ENDLESS: Box = (-1e9, -1e9, 1e9, 1e9)


@dataclass(frozen=True, slots=True)
class State:
    """``over``: whether fills, and strokes, overprint; ``mode``: what showing text paints."""

    ctm: Matrix = UNIT
    clip: Box = ENDLESS
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0
    size: float = 0.0
    mode: int = 0
    over_fill: bool = False
    over_stroke: bool = False


def times(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that first does ``one``, then ``other``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def point(x: float, y: float, m: Matrix) -> Point:
    """A point in the space that ``m`` leads to."""
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def around(points: Sequence[Point]) -> Box:
    """The rectangle around some points, of which there is one at least."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def shared(one: Box, other: Box) -> Box:
    """What two rectangles have in common; empty where an edge lies beyond its opposite."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def empty(box: Box) -> bool:
    """Whether nothing lies in a rectangle."""
    return box[0] > box[2] or box[1] > box[3]


def corners(box: Sequence[float], m: Matrix) -> list[Point]:
    """The corners of a rectangle in the space that ``m`` leads to."""
    return [point(x, y, m) for x in (box[0], box[2]) for y in (box[1], box[3])]


def scales(m: Matrix) -> tuple[float, float]:
    """By how much a matrix stretches what is one unit wide, and one unit high."""
    return hypot(m[0], m[1]), hypot(m[2], m[3])
