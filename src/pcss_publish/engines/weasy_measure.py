"""Measures of pages that are laid out: where columns end, how full the last page is, what stands where.

All lengths are CSS pixels (1/96 inch).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, NamedTuple

from pcss_publish.engines.weasy import Layout


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
    """One column on one page. ``bottom`` is the foot of its last line; ``last``: kind of the last block."""

    bottom: float
    gaps: tuple[Gap, ...]
    last: str


@dataclass(frozen=True)
class Group:
    """The columns of one container on one page.

    Attributes:
        selector: of the container's element.
        count: number of columns that it may have.
        line: height of its lines.
        whole: whether the container stands on one page.
    """

    page: int
    selector: str
    count: int
    top: float
    line: float
    columns: tuple[Column, ...]
    whole: bool

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


def measure(layout: Layout) -> Measures:
    """Measure all pages."""
    found: list[Group] = []
    heads: dict[str, int] = {}
    bodies: dict[str, int] = {}
    fill = 0.0
    for number, page in enumerate(layout.document.pages):
        box = page._page_box  # noqa: SLF001 - no public box tree
        body = box.children[0]
        top, height = box.content_box_y(), box.height
        fill = min(1.0, max(0.0, (_bottom(body) - top) / height))
        found += [_group(one, number) for one in _containers(body)]
        for part in _marked(body, "data-keep"):
            heads.setdefault(selector(part.element), number)
            if any(next(_lines(one), None) for one in _marked(part, "data-body")):
                bodies.setdefault(selector(part.element), number)
    seen = [group.selector for group in found]
    groups = tuple(replace(group, whole=seen.count(group.selector) == 1) for group in found)
    parted = tuple(name for name, page in bodies.items() if heads[name] < page)
    return Measures(len(layout.document.pages), fill, groups, parted)


def _marked(box: Any, attribute: str) -> Iterator[Any]:
    """Boxes of the elements with ``attribute``."""
    for child in _children(box):
        if _is_block(child) and child.element.get(attribute):
            yield child
        yield from _marked(child, attribute)


def _children(box: Any) -> Iterator[Any]:
    from weasyprint.layout.absolute import AbsolutePlaceholder

    for child in getattr(box, "children", ()):
        yield child._box if isinstance(child, AbsolutePlaceholder) else child  # noqa: SLF001 - as elsewhere


def _containers(box: Any) -> Iterator[Any]:
    """Boxes whose children are columns."""
    for child in _children(box):
        if any(getattr(one, "is_column", False) for one in _children(child)):
            yield child
        else:
            yield from _containers(child)


def _group(box: Any, page: int) -> Group:
    columns = [child for child in _children(box) if child.is_column]
    count = box.style["column_count"]
    return Group(
        page=page,
        selector=selector(box.element),
        count=count if isinstance(count, int) else 1,
        top=columns[0].position_y,
        line=_line_height(box),
        columns=tuple(_column(column) for column in columns),
        whole=True,
    )


def _line_height(box: Any) -> float:
    lines = [line.height for line in _lines(box)]
    return max(set(lines), key=lines.count, default=16.0)


def _column(box: Any) -> Column:
    every = list(_blocks(box))
    return Column(_bottom(box), tuple(_gaps(box)), _kind(every[-1]) if every else "")


def _gaps(box: Any) -> Iterator[Gap]:
    """Where blocks of this column follow one another, at any depth."""
    from weasyprint.formatting_structure import boxes

    blocks = [child for child in _children(box) if _is_block(child)]
    for upper, lower in zip_longest(blocks, blocks[1:]):
        if not isinstance(upper, boxes.TableBox):
            yield from _gaps(upper)
        if lower is None:
            continue
        space = max(_length(upper.margin_bottom), _length(lower.margin_top))
        for block, side in ((upper, "bottom"), (lower, "top")):
            name = selector(block.element)
            if name and block.element is not box.element:
                # An anonymous box bears its parent's element; it holds lines, so it counts as a paragraph.
                kinds = (_kind(one) if one.element is not box.element else "p" for one in (upper, lower))
                yield Gap(name, side, space, *kinds)
                break


def _length(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _kind(box: Any) -> str:
    css = (box.element.get("class") or "").split(" ")[0]
    return css or box.element.tag


def _is_block(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.BlockLevelBox) and box.element is not None and box.is_in_normal_flow()


def _blocks(box: Any) -> Iterator[Any]:
    for child in _children(box):
        if _is_block(child):
            yield child
            yield from _blocks(child)


def _lines(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    for child in _children(box):
        if isinstance(child, boxes.LineBox):
            yield child
        else:
            yield from _lines(child)


def _bottom(box: Any) -> float:
    """Foot of the last line or picture inside ``box``."""
    from weasyprint.formatting_structure import boxes

    ends = [line.position_y + line.height for line in _lines(box)]
    pictures = [child for child in _children(box) if isinstance(child, boxes.ReplacedBox)]
    ends += [child.position_y + child.margin_height() for child in pictures]
    return float(max(ends, default=box.position_y))


def selector(element: Any) -> str:
    """A selector for an element, by its key or its id; empty where it has neither."""
    if element is None:
        return ""
    if key := element.get("data-k"):
        return f'[data-k="{key}"]'
    return f"#{element.get('id')}" if element.get("id") else ""
