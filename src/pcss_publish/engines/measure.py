"""Measures of pages: where columns end, how full the last page is, what stands where.

All lengths are CSS pixels (1/96 inch).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from pcss_publish.engines.galley import Block, Cut, Piece


class Gap(NamedTuple):
    """The space between two blocks of a column.

    Attributes:
        selector: of the element whose margin makes the space.
        side: which margin: ``bottom`` of the upper block, or ``top`` of the lower where that has no handle.
        space: used value.
        upper: kind of the upper block.
        lower: kind of the lower block.
    """

    selector: str
    side: str
    space: float
    upper: str
    lower: str


@dataclass(frozen=True)
class Column:
    """One column on one page. ``bottom`` is the foot of its last line."""

    bottom: float
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Group:
    """The columns of one container on one page.

    Attributes:
        selector: of the container's element.
        count: number of columns that it may have.
        line: height of its lines.
        whole: whether the container stands on one page.
        height: of the container's content, margins at the foot of its columns included.
        cut: how its columns end, if it was planned.
    """

    page: int
    selector: str
    count: int
    top: float
    line: float
    columns: tuple[Column, ...]
    whole: bool
    height: float = 0.0
    cut: Cut | None = None

    @property
    def comments(self) -> bool:
        """Whether these are the columns of the comments."""
        return "thread" in self.selector

    @property
    def mean_height(self) -> float:
        """The height of the columns if they could be cut anywhere."""
        return sum(column.bottom - self.top for column in self.columns) / self.count

    @property
    def foot(self) -> float:
        """The lowest end of a column."""
        return max(column.bottom for column in self.columns)

    @property
    def unevenness(self) -> float:
        """How far the shortest column ends above the longest, in lines; a missing column has no lines."""
        ends = [column.bottom for column in self.columns]
        ends += [self.top] * (self.count - len(self.columns))
        return (max(ends) - min(ends)) / self.line


@dataclass(frozen=True)
class Measures:
    """What was measured of one layout.

    Attributes:
        fill: how much of the last page's height is used, 0 to 1.
        parted: selectors of parts whose head stands on one page and whose body begins on the next.
    """

    pages: int
    fill: float
    groups: tuple[Group, ...]
    parted: tuple[str, ...] = ()

    @property
    def unevenness(self) -> tuple[float, float]:
        """The unevenness of the worst group and the sum over all, in lines."""
        every = [round(group.unevenness, 2) for group in self.groups]
        return max(every, default=0.0), sum(every)

    @property
    def beside(self) -> int:
        """How many columns stand beside the page, which has no room for them."""
        return sum(max(0, len(group.columns) - group.count) for group in self.groups)


def measure(pages: Sequence[Piece], top: float, height: float) -> Measures:
    """Measure pages.

    Args:
        pages: the piece of the root that stands on each.
        top: where the text of a page begins.
        height: of the text of a page.
    """
    found = [_group(one, number) for number, page in enumerate(pages) for one in _containers(page)]
    seen = [group.selector for group in found]
    groups = tuple(replace(group, whole=seen.count(group.selector) == 1) for group in found)
    heads: dict[str, int] = {}
    bodies: dict[str, int] = {}
    for number, page in enumerate(pages):
        for part in _marked(page, "keep"):
            heads.setdefault(part.block.selector, number)
            if any(next(one.every_line(), None) for one in _marked(part, "body")):
                bodies.setdefault(part.block.selector, number)
    parted = tuple(name for name, page in bodies.items() if heads[name] < page)
    fill = min(1.0, max(0.0, (_bottom(pages[-1]) - top) / height))
    return Measures(len(pages), fill, groups, parted)


def _marked(piece: Piece, mark: str) -> Iterator[Piece]:
    for child in piece.children:
        if mark in child.block.marks:
            yield child
        yield from _marked(child, mark)


def _containers(piece: Piece) -> Iterator[Piece]:
    """Pieces whose children are columns, as far as rules can reach them."""
    for child in piece.children:
        if child.block.columns and child.children and child.block.selector:
            yield child
        else:
            yield from _containers(child)


def _group(piece: Piece, page: int) -> Group:
    return Group(
        page=page,
        selector=piece.block.selector,
        count=piece.block.columns,
        top=piece.children[0].top,
        line=_line_height(piece),
        columns=tuple(Column(_bottom(column), tuple(_gaps(column))) for column in piece.children),
        whole=True,
        height=piece.height,
        cut=piece.cut,
    )


def _line_height(piece: Piece) -> float:
    heights = [round(height, 6) for _, height in piece.every_line()]
    return max(dict.fromkeys(heights), key=heights.count, default=16.0)


def _gaps(piece: Piece) -> Iterator[Gap]:
    """Where blocks of this column follow one another, at any depth."""
    for child in piece.children:
        yield from _gaps(child)
    for upper, lower in pairwise(piece.children):
        space = max(upper.below, lower.above)
        for block, side in ((upper.block, "bottom"), (lower.block, "top")):
            if block.selector and block.own:
                yield Gap(block.selector, side, space, _kind(upper.block), _kind(lower.block))
                break


def _kind(block: Block) -> str:
    # An anonymous box bears its parent's element; it holds lines, so it counts as a paragraph.
    return block.kind if block.own else "p"


def _bottom(piece: Piece) -> float:
    """Foot of the last line or picture inside ``piece``."""
    return max((top + height for top, height in piece.every_line()), default=piece.top)
