"""Which text of a page is painted so that a reader sees it: on another colour, and under nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pcss_publish.proof.pdf_state import Box, Colour, Point, State, around, within

SMALLEST_TYPE = 4.0  # points; nothing that is meant to be read is smaller
_WHITE: Colour = (1.0, 1.0, 1.0)
_LIKE = 0.1  # of full strength: colours that differ less in red, green and blue are one to the eye
_OPAQUE = 0.9
_SLACK = 0.5  # points by which the middle of a text may lie outside what is shown
_INVISIBLE = frozenset({3, 7})  # text rendering modes (ISO 32000-1, table 106)


@dataclass(slots=True)
class Run:
    """Text that was shown at one go; ``x``, ``y``, ``end`` and ``size`` in points of the page.

    Attributes:
        font: object number of its font.
        boxed: characters that no font had and that stand as boxes.
    """

    text: str
    page: int
    x: float
    y: float
    end: float
    size: float
    hidden: str = ""
    font: tuple[int, int] = (0, 0)
    boxed: int = 0


@dataclass(frozen=True, slots=True)
class _Fill:
    """One area that was painted; of a shape that is no rectangle, the rectangle around it."""

    shapes: tuple[Box, ...]
    even_odd: bool
    clip: Box
    colour: Colour | None
    before: int

    def over(self, place: Point) -> bool:
        if not within(place, self.clip):
            return False
        count = sum(within(place, shape) for shape in self.shapes)
        return count % 2 == 1 if self.even_odd else count > 0


@dataclass(slots=True)
class Canvas:
    """Takes what a page paints, in order; then says what of its text is not seen."""

    fills: list[_Fill] = field(default_factory=list)
    texts: list[tuple[Run, tuple[Point, ...], Colour | None]] = field(default_factory=list)

    def fill(self, paths: Sequence[Sequence[Point]], state: State, *, even_odd: bool = False) -> None:
        """An area is painted; what shines through neither covers nor grounds anything."""
        shapes = tuple(around(path) for path in paths if path)
        if shapes and state.opacity > _OPAQUE:
            self.fills.append(_Fill(shapes, even_odd, state.clip, state.fill, len(self.texts)))

    def text(self, run: Run, places: tuple[Point, ...], state: State) -> None:
        """Text is painted; ``places`` lie in it, the middle first."""
        run.hidden = run.hidden or _unseen(run, places, state)
        self.texts.append((run, places, state.fill))

    def judge(self) -> None:
        """Mark the texts that lie under a later area, or on one of their own colour."""
        for number, (run, places, ink) in enumerate(self.texts):
            if run.hidden or not run.text.strip():
                continue
            later = [fill for fill in self.fills if fill.before > number]
            if any(fill.over(place) for fill in later for place in places):
                run.hidden = "covered"
            elif any(_alike(ink, self._ground(place, number)) for place in places):
                run.hidden = "in the colour of its ground"

    def _ground(self, place: Point, number: int) -> Colour | None:
        earlier = (fill for fill in reversed(self.fills) if fill.before <= number)
        return next((fill.colour for fill in earlier if fill.over(place)), _WHITE)


def _alike(one: Colour | None, other: Colour | None) -> bool:
    if one is None or other is None:
        return False
    return all(abs(a - b) < _LIKE for a, b in zip(one, other, strict=True))


def _unseen(run: Run, places: tuple[Point, ...], state: State) -> str:
    if not within(places[0], state.clip, _SLACK):
        return "outside what the page shows"
    if state.mode in _INVISIBLE:
        return f"text rendering mode {state.mode}"
    if state.opacity == 0:
        return "transparent"
    return f"type of {run.size:.1f} pt" if run.size < SMALLEST_TYPE and run.text.strip() else ""
