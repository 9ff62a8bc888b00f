"""Rules about the boxes of pages (ISO 32000-1, 14.11.2; ISO 15930-7, 6.11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pcss_publish.preflight.file import File, Page
from pcss_publish.preflight.painted import Mark
from pcss_publish.preflight.state import Box, empty, shared
from pcss_publish.preflight.tables import Told, limit

_NESTED = (("/TrimBox", "/BleedBox"), ("/BleedBox", "/MediaBox"), ("/TrimBox", "/MediaBox"))
_SLACK = 0.01
_CUT = 0.5  # points by which art that ends at the cut may miss it


class Sides(NamedTuple):
    """Lengths at the left, below, at the right and above."""

    left: float
    below: float
    right: float
    above: float


def trim(file: File) -> Iterator[Told]:
    """No trim box, or an art box beside it."""
    for page in _read(file):
        if "/TrimBox" not in page.boxes and "/ArtBox" not in page.boxes:
            yield Told("X101", "no TrimBox", page.number)
        if "/TrimBox" in page.boxes and "/ArtBox" in page.boxes:
            yield Told("X106", "TrimBox and ArtBox", page.number)


def nesting(file: File) -> Iterator[Told]:
    """A box that reaches beyond the one around it."""
    for page in _read(file):
        for inner, outer in _NESTED:
            within, around = page.boxes.get(inner), page.boxes.get(outer)
            if within and around and not _holds(around, within):
                yield Told("X102", f"{inner[1:]} reaches out of {outer[1:]}", page.number)


def bleeds(file: File) -> Iterator[Told]:
    """No bleed, too little, or not the same everywhere."""
    found: set[float] = set()
    for page in _read(file):
        if "/TrimBox" not in page.boxes:
            continue
        sides = bleed(page)
        if min(sides) < limit("bleed") - _SLACK:
            yield Told("X103", f"{min(sides):.1f} pt of bleed", page.number)
        elif max(sides) - min(sides) > limit("bleed_slack"):
            yield Told("X104", f"bleeds from {min(sides):.1f} to {max(sides):.1f} pt", page.number)
        else:
            found.add(round(max(sides), 1))
    if len(found) > 1:
        yield Told("X104", f"bleeds of {', '.join(f'{one} pt' for one in sorted(found))} on different pages")


def sizes(file: File) -> Iterator[Told]:
    """Pages that are not all cut to one size."""
    found: dict[tuple[int, int], int] = {}
    pages = list(_read(file))
    cut = [page for page in pages if "/TrimBox" in page.boxes]
    for page in cut or pages:
        left, bottom, right, top = _shown(page)
        found.setdefault((round(right - left), round(top - bottom)), page.number)
    if len(found) > 1:
        told = "; ".join(f"{wide} × {high} pt from page {number}" for (wide, high), number in found.items())
        yield Told("X105", told)


def short_art(file: File) -> Iterator[Told]:
    """An area or picture that reaches the cut and not the edge of the bleed."""
    for page in _read(file):
        if "/TrimBox" in page.boxes and "/BleedBox" in page.boxes:
            art = [mark.box for mark in page.painted.marks if _is_art(mark)]
            for side in dict.fromkeys(side for box in art for side in _stopping(box, page)):
                yield Told("X107", f"art stops short of the bleed {side}", page.number)


def bleed(page: Page) -> Sides:
    """How far the bleed box reaches beyond the trim box."""
    inner = page.boxes["/TrimBox"]
    outer = page.boxes.get("/BleedBox", inner)
    return Sides(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])


def _read(file: File) -> Iterator[Page]:
    return (page for page in file.pages if not page.damage)


def _shown(page: Page) -> Box:
    boxes = page.boxes
    return boxes.get("/TrimBox") or boxes.get("/CropBox") or boxes.get("/MediaBox") or (0, 0, 0, 0)


def _holds(outer: Box, inner: Box) -> bool:
    low = all(one <= other + _SLACK for one, other in zip(outer[:2], inner[:2], strict=True))
    return low and all(one >= other - _SLACK for one, other in zip(outer[2:], inner[2:], strict=True))


def _is_art(mark: Mark) -> bool:
    seen = mark.colour.inks is None or mark.colour.total > 0
    return seen and mark.what in {"area", "picture", "gradient"}


def _stopping(box: Box, page: Page) -> Iterator[str]:
    cut, edge = page.boxes["/TrimBox"], page.boxes["/BleedBox"]
    if empty(shared(box, (cut[0] + _CUT, cut[1] + _CUT, cut[2] - _CUT, cut[3] - _CUT))):
        return
    for at, side in enumerate(("at the left", "below")):
        if edge[at] + _CUT < box[at] <= cut[at] + _CUT:
            yield side
    for at, side in ((2, "at the right"), (3, "above")):
        if cut[at] - _CUT <= box[at] < edge[at] - _CUT:
            yield side
