"""A page as blocks with heights: what a plan of it needs, without the engine that measured it.

All lengths are CSS pixels (1/96 inch).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

PAGE_BREAKS = {"page", "left", "right", "recto", "verso"}


@dataclass(frozen=True)
class Block:
    """A block before it is broken over columns and pages.

    Attributes:
        selector: of its element; empty where it has none of its own.
        kind: first class, or tag.
        margins: above and below.
        edges: padding and border above and below.
        lines: heights of its lines, if it holds text.
        children: its blocks, if it holds blocks.
        whole: height of what is never broken (tables, boxes side by side), border and padding included.
        inner: top and height of the lines in that, from its border's top.
        kept: it must not be broken.
        own: whether its element is not its parent's.
        clones: ``box-decoration-break: clone``.
        columns: how many columns it has, 0 for none.
        height: of its columns, if it is set.
        marks: which of ``root``, ``column``, ``keep`` and ``body`` it is.
    """

    selector: str = ""
    kind: str = ""
    margins: tuple[float, float] = (0.0, 0.0)
    edges: tuple[float, float] = (0.0, 0.0)
    lines: tuple[float, ...] = ()
    children: tuple[Block, ...] = ()
    whole: float | None = None
    inner: tuple[tuple[float, float], ...] = ()
    break_before: str = "auto"
    break_after: str = "auto"
    kept: bool = False
    orphans: int = 2
    widows: int = 2
    own: bool = True
    clones: bool = False
    columns: int = 0
    balanced: bool = True
    height: float | None = None
    marks: frozenset[str] = frozenset()

    @cached_property
    def before(self) -> tuple[str, ...]:
        """``break-before`` of the block and of the first blocks in it, outermost first."""
        return (self.break_before, *(self.children[0].before if self.children else ()))

    @cached_property
    def after(self) -> tuple[str, ...]:
        """``break-after`` of the last blocks in it and of the block, innermost first."""
        return (*(self.children[-1].after if self.children else ()), self.break_after)

    @cached_property
    def is_closed(self) -> bool:
        """Whether the margins of its children stay inside it at its top."""
        return self.whole is not None or not self.marks.isdisjoint(("root", "column"))


class Cut(NamedTuple):
    """How columns end on one page.

    Attributes:
        columns: how many there are.
        height: to which they are balanced; 0 where they take the height that there is.
        goes_on: whether their text goes on on the next page.
    """

    columns: int
    height: float
    goes_on: bool


@dataclass
class Piece:
    """What stands of a block on one page, in one column.

    Attributes:
        top: upper end of its margin.
        above: its margin above, as used; ``below``: its margin below.
        lines: top and height of its lines.
        index: number among its block's siblings.
        started: number of its first line among its block's lines.
        cut: how its columns end, if it has any.
    """

    block: Block
    top: float
    above: float = 0.0
    below: float = 0.0
    edges: tuple[float, float] = (0.0, 0.0)
    height: float = 0.0
    children: list[Piece] = field(default_factory=list)
    lines: list[tuple[float, float]] = field(default_factory=list)
    index: int = 0
    started: int = 0
    cut: Cut | None = None

    @property
    def content(self) -> float:
        """Where its content begins."""
        return self.top + self.above + self.edges[0]

    @property
    def margin_height(self) -> float:
        """Its height, margins included."""
        return self.above + self.edges[0] + self.height + self.edges[1] + self.below

    @property
    def border_end(self) -> float:
        """Where its border ends."""
        return self.content + self.height + self.edges[1]

    def move(self, distance: float) -> None:
        """Move it down with all that stands in it."""
        if not distance:
            return
        self.top += distance
        self.lines = [(top + distance, height) for top, height in self.lines]
        for child in self.children:
            child.move(distance)

    def every_line(self) -> Iterator[tuple[float, float]]:
        """Top and height of all lines in it."""
        yield from self.lines
        for child in self.children:
            yield from child.every_line()


@dataclass(frozen=True)
class Rules:
    """Changes to the style of a page, by selector and by number of the page (from 0).

    Attributes:
        heights: of columns.
        gaps: margins, by selector and side.
        breaks: what begins a page.
        early: by how much a page ends earlier.
    """

    heights: Mapping[str, float] = field(default_factory=dict)
    gaps: Mapping[tuple[str, str], float] = field(default_factory=dict)
    breaks: frozenset[str] = frozenset()
    early: Mapping[int, float] = field(default_factory=dict)

    def __or__(self, other: Rules) -> Rules:
        return Rules(
            {**self.heights, **other.heights},
            {**self.gaps, **other.gaps},
            self.breaks | other.breaks,
            {**self.early, **other.early},
        )

    def __bool__(self) -> bool:
        return bool(self.heights or self.gaps or self.breaks or self.early)

    def _names(self, selector: str) -> bool:
        return (
            selector in self.heights
            or selector in self.breaks
            or (selector, "top") in self.gaps
            or (selector, "bottom") in self.gaps
        )

    def apply(self, block: Block) -> Block:
        """``block`` with the rules in its style; what they do not change stays the same object."""
        children = tuple(self.apply(child) for child in block.children)
        same = all(new is old for new, old in zip(children, block.children, strict=True))
        name = block.selector if block.own else ""
        if not (name and self._names(name)):
            return block if same else replace(block, children=children)
        above, below = block.margins
        margins = (self.gaps.get((name, "top"), above), self.gaps.get((name, "bottom"), below))
        height = self.heights.get(name)
        return replace(
            block,
            children=children,
            margins=margins,
            height=height,
            balanced=block.balanced and height is None,
            break_before="page" if name in self.breaks else block.break_before,
        )


@dataclass(frozen=True)
class Galley:
    """The blocks of an article, and the page that they are to stand on."""

    root: Block
    top: float
    height: float
