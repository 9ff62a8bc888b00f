"""Blocks and inlines of the model as pandoc JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pcss_publish.compose.blocks import safe_target
from pcss_publish.model import (
    Block,
    BlockQuote,
    BulletList,
    Emph,
    Header,
    Inline,
    LineBlock,
    LineBreak,
    Link,
    ListItem,
    LostLink,
    Opaque,
    OrderedList,
    Para,
    SoftBreak,
    Str,
    Strong,
    Subscript,
    Superscript,
    Table,
    label_text,
)

Json = dict[str, Any]
_NO_ATTRIBUTES: list[Any] = ["", [], []]
_WRAPPERS: dict[type, str] = {
    Emph: "Emph",
    Strong: "Strong",
    Superscript: "Superscript",
    Subscript: "Subscript",
}


def string(text: str) -> Json:
    """A run of text, spaces included."""
    return {"t": "Str", "c": text}


def para(content: list[Json]) -> Json:
    """A paragraph."""
    return {"t": "Para", "c": content}


def div(style: str, content: list[Json]) -> Json:
    """Blocks in a named paragraph style."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], content]}


def span(style: str, content: list[Json]) -> Json:
    """A run in a named character style."""
    return {"t": "Span", "c": [["", [], [["custom-style", style]]], content]}


def inlines(nodes: Iterable[Inline]) -> list[Json]:
    """Inline nodes; a link that is not to be followed is its text."""
    return [made for node in nodes for made in _inline(node)]


def _inline(node: Inline) -> list[Json]:
    match node:
        case Str() | Opaque():
            first, *rest = node.text.split("\n")
            return [string(first), *(made for line in rest for made in ({"t": "LineBreak"}, string(line)))]
        case LostLink():
            return [span("LostLink", [string(node.text)])]
        case SoftBreak():
            return [string(" ")]
        case LineBreak():
            return [{"t": "LineBreak"}]
        case Link():
            inner, target = inlines(node.inlines), safe_target(node.target)
            return [{"t": "Link", "c": [_NO_ATTRIBUTES, inner, [target, ""]]}] if target else inner
        case _:
            return [{"t": _WRAPPERS[type(node)], "c": inlines(node.inlines)}]


def blocks(found: Iterable[Block]) -> list[Json]:
    """Blocks of one node."""
    return [made for block in found for made in _block(block)]


def _block(block: Block) -> list[Json]:
    match block:
        case Para():
            return [para(inlines(block.inlines))]
        case Header():
            return [div("Subheading", [para(inlines(block.inlines))])]
        case BulletList():
            return [{"t": "BulletList", "c": [blocks(item.blocks) for item in block.items]}]
        case OrderedList():
            return _ordered(block.items)
        case BlockQuote():
            return [div("Quotation", blocks(block.blocks))]
        case LineBlock():
            return [div("Line", [para(inlines(line))]) for line in block.lines]
        case Table():
            return [_table(block)]
        case Opaque():
            return [para([string(block.text)])]


def _ordered(items: tuple[ListItem, ...]) -> list[Json]:
    """A numbered list where the numbers count up by one, as pandoc's do; else labelled paragraphs."""
    labels = [label_text(item.label) for item in items]
    numbers = [int(label) for label in labels if label.isascii() and label.isdigit()]
    if numbers == list(range(numbers[0], numbers[0] + len(items))) if numbers else not any(labels):
        style = [numbers[0] if numbers else 1, {"t": "Decimal"}, {"t": "Period"}]
        return [{"t": "OrderedList", "c": [style, [blocks(item.blocks) for item in items]]}]
    labelled = zip(labels, items, strict=True)
    return [div("ListItem", _marked(label, blocks(item.blocks))) for label, item in labelled]


def _marked(label: str, drawn: list[Json]) -> list[Json]:
    if not label:
        return drawn
    mark = span("Label", [string(label)])
    if drawn and drawn[0]["t"] == "Para":
        return [para([mark, string(" "), *drawn[0]["c"]]), *drawn[1:]]
    return [para([mark]), *drawn]


def _table(table: Table) -> Json:
    width = max((len(row) for row in table.rows), default=0)
    rows = [_row(row) for row in table.rows]
    top, rest = (rows[:1], rows[1:]) if table.header else ([], rows)
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * width
    body = [_NO_ATTRIBUTES, 0, [], rest]
    caption: list[Any] = [None, []]
    ends: list[Any] = [_NO_ATTRIBUTES, []]
    return {"t": "Table", "c": [_NO_ATTRIBUTES, caption, columns, [_NO_ATTRIBUTES, top], [body], ends]}


def _row(row: tuple[tuple[Inline, ...], ...]) -> list[Any]:
    cells = [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [para(inlines(cell))]] for cell in row]
    return [_NO_ATTRIBUTES, cells]
