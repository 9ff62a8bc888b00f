"""Boxes that WeasyPrint has laid out, read as blocks and pieces that need no WeasyPrint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pcss_publish.engines.galley import Block, Galley, Piece
from pcss_publish.engines.measure import Measures, measure
from pcss_publish.engines.weasy import Layout


def measured(layout: Layout) -> Measures:
    """Measure all pages of a layout."""
    boxes = [page._page_box for page in layout.document.pages]  # noqa: SLF001 - no public box tree
    pieces = [_piece(box.children[0], None) for box in boxes]
    return measure(pieces, boxes[-1].content_box_y(), boxes[-1].height)


def galley(layout: Layout, columns: dict[str, int], below: float) -> Galley:
    """The blocks of an article that was laid out on one endless page.

    Args:
        layout: the page; what runs in columns stands in one of the same width.
        columns: how many columns a container has, by its class.
        below: by how much the endless page is longer than one to print, in pixels.
    """
    page = layout.document.pages[0]._page_box  # noqa: SLF001 - as above
    root = _block(page.children[0], None, columns, inside=False)
    return Galley(root, page.content_box_y(), page.height - below)


def _children(box: Any) -> Iterator[Any]:
    from weasyprint.layout.absolute import AbsolutePlaceholder

    for child in getattr(box, "children", ()):
        yield child._box if isinstance(child, AbsolutePlaceholder) else child  # noqa: SLF001 - as elsewhere


def _blocks(box: Any) -> list[Any]:
    from weasyprint.formatting_structure import boxes

    return [
        child
        for child in _children(box)
        if isinstance(child, boxes.BlockLevelBox) and child.element is not None and child.is_in_normal_flow()
    ]


def _lines(box: Any) -> list[tuple[float, float]]:
    """Top and height of the lines and pictures at any depth."""
    from weasyprint.formatting_structure import boxes

    found = []
    for child in _children(box):
        if isinstance(child, boxes.LineBox):
            found.append((child.position_y, child.height))
        elif isinstance(child, boxes.ReplacedBox):
            found.append((child.position_y, child.margin_height()))
        else:
            found += _lines(child)
    return found


def _holds_lines(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return any(isinstance(child, boxes.LineBox) for child in _children(box))


def _is_whole(box: Any, inside: bool) -> bool:
    """Whether a box is set as one: side by side, in a table, a picture, or kept together outside columns."""
    from weasyprint.formatting_structure import boxes

    if not isinstance(box, boxes.BlockBox) or box.is_table_wrapper:
        return True
    kept = not inside and box.style["break_inside"] != "auto"
    empty = not _blocks(box) and not _holds_lines(box)
    return kept or (empty and bool(box.height)) or any(child.is_floated() for child in _children(box))


def _block(box: Any, parent: Any, columns: dict[str, int], *, inside: bool) -> Block:
    from weasyprint.formatting_structure import boxes

    style = box.style
    margins = (_length(box.margin_top), _length(box.margin_bottom))
    common = _facts(box, parent) | {
        "margins": margins,
        "break_before": style["break_before"],
        "break_after": style["break_after"],
        "kept": style["break_inside"] != "auto",
        "clones": style["box_decoration_break"] == "clone",
    }
    if parent is not None and _is_whole(box, inside):
        top = box.position_y + margins[0]
        inner = tuple((y - top, height) for y, height in _lines(box))
        if isinstance(box, boxes.ReplacedBox):
            inner = ((-margins[0], box.margin_height()),)
        joints = {side: _strongest(box, side) for side in ("before", "after")}
        return Block(
            **common | {f"break_{side}": value for side, value in joints.items()},
            whole=box.border_height(),
            inner=inner,
        )
    count = 0 if inside else _count(box, columns)
    lines = [child for child in _children(box) if isinstance(child, boxes.LineBox)]
    return Block(
        **common,
        edges=(
            box.padding_top + box.border_top_width,
            box.padding_bottom + box.border_bottom_width,
        ),
        lines=tuple(line.height for line in lines),
        children=tuple(
            _block(child, box, columns, inside=inside or bool(count)) for child in _blocks(box) if not lines
        ),
        orphans=style["orphans"],
        widows=style["widows"],
        columns=count,
    )


def _count(box: Any, columns: dict[str, int]) -> int:
    classes = (box.element.get("class") or "").split()
    return next((count for name, count in columns.items() if name in classes), 0)


def _strongest(box: Any, side: str) -> str:
    """The break beside what is set as one: its own, or that of its first or last part."""
    while True:
        value = str(box.style[f"break_{side}"])
        blocks = _blocks(box)
        if value != "auto" or not blocks:
            return value
        box = blocks[0 if side == "before" else -1]


def _facts(box: Any, parent: Any) -> dict[str, Any]:
    """What stands in the markup about a box."""
    element = box.element
    marks = {name for name in ("keep", "body") if element.get(f"data-{name}")}
    if parent is None:
        marks.add("root")
    if getattr(box, "is_column", False):
        marks.add("column")
    return {
        "selector": selector(element),
        "kind": (element.get("class") or "").split(" ")[0] or element.tag,
        "own": parent is None or element is not parent.element,
        "marks": frozenset(marks),
    }


def _piece(box: Any, parent: Any) -> Piece:
    from weasyprint.formatting_structure import boxes

    columns = [child for child in _children(box) if getattr(child, "is_column", False)]
    count = box.style["column_count"]
    block = Block(**_facts(box, parent), columns=(count if isinstance(count, int) else 1) if columns else 0)
    piece = Piece(block, box.position_y, _length(box.margin_top), _length(box.margin_bottom))
    piece.height = _length(box.height)
    broken = isinstance(box, boxes.BlockBox) and not box.is_table_wrapper
    if broken and not _holds_lines(box):
        piece.children = [_piece(child, box) for child in _blocks(box)]
    if not piece.children:
        piece.lines = _lines(box)
    if isinstance(box, boxes.ReplacedBox):
        piece.lines = [(box.position_y, box.margin_height())]
    return piece


def _length(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def selector(element: Any) -> str:
    """A selector for an element, by its key or its id; empty where it has neither."""
    if key := element.get("data-k"):
        return f'[data-k="{key}"]'
    return f"#{element.get('id')}" if element.get("id") else ""
