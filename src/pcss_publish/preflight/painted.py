"""What a page paints, as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from pcss_publish.preflight.colour import Colour, Space
from pcss_publish.preflight.state import Box

What = Literal["text", "area", "line", "picture", "gradient"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is painted.

    Attributes:
        box: around it; of a text, where it begins.
        size: width of a line, or the lesser side of an area, in points; pixels an inch of a picture.
        picture: the picture itself.
    """

    what: What
    colour: Colour
    box: Box
    size: float = 0.0
    over: bool = False
    picture: Any = None


@dataclass(slots=True)
class Painted:
    """What one page paints, and what it takes from its resources to do so."""

    marks: list[Mark] = field(default_factory=list)
    blends: set[str] = field(default_factory=set)
    transparent: bool = False
    groups: list[Space] = field(default_factory=list)
    postscript: list[str] = field(default_factory=list)
    fonts: dict[tuple[int, int], Any] = field(default_factory=dict)


class TooMuchError(Exception):
    """The pages hold more operators than a print file would."""
