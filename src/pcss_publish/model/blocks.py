"""Block nodes, named as pandoc names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from pcss_publish.model.base import Model
from pcss_publish.model.inlines import Inline, Opaque, Str, text_of


class Para(Model):
    """A paragraph."""

    t: Literal["Para"] = "Para"
    inlines: tuple[Inline, ...]


class Header(Model):
    """A heading inside a node's own blocks; ``level`` 1 is the highest inside the node."""

    t: Literal["Header"] = "Header"
    level: int = 1
    inlines: tuple[Inline, ...]


class ListItem(Model):
    """One item; ``label`` is the marker as received (``1)``, ``a)``, ``•``)."""

    label: Str | None = None
    blocks: tuple[Block, ...]


class BulletList(Model):
    """An unordered list."""

    t: Literal["BulletList"] = "BulletList"
    items: tuple[ListItem, ...]


class OrderedList(Model):
    """An ordered list; its items' labels say how it was numbered."""

    t: Literal["OrderedList"] = "OrderedList"
    items: tuple[ListItem, ...]


class BlockQuote(Model):
    """A quotation; ``mark`` is the sign as received (``>``)."""

    t: Literal["BlockQuote"] = "BlockQuote"
    mark: Str | None = None
    blocks: tuple[Block, ...]


class LineBlock(Model):
    """Lines that stay lines: verse, a transcript, an address."""

    t: Literal["LineBlock"] = "LineBlock"
    lines: tuple[tuple[Inline, ...], ...]


class Table(Model):
    """A table of plain cells; ``header`` says that the first row heads the columns."""

    t: Literal["Table"] = "Table"
    header: bool = True
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Annotated[
    Para | Header | BulletList | OrderedList | BlockQuote | LineBlock | Table | Opaque,
    Field(discriminator="t"),
]

for _node in (ListItem, BulletList, OrderedList, BlockQuote):
    _node.model_rebuild()


class Leaf(Model):
    """The smallest piece that a product must show whole: a paragraph, a cell, a line."""

    path: str
    text: str


def leaves(blocks: Iterable[Block], prefix: str) -> Iterator[Leaf]:
    """Yield each leaf of ``blocks`` in reading order.

    ``path`` is ``prefix`` followed by the 1-based place at each level (``a1-2-i3-1``, ``a1-4-r2c1``,
    ``a1-5-l2``, list labels ``a1-2-i3-label``); composition gives the element that shows the leaf this id.
    """
    for number, block in enumerate(blocks, 1):
        yield from _leaves_of(block, f"{prefix}-{number}")


def _leaves_of(block: Block, path: str) -> Iterator[Leaf]:
    match block:
        case Para() | Header():
            yield Leaf(path=path, text=text_of(block.inlines))
        case BulletList() | OrderedList():
            for n, item in enumerate(block.items, 1):
                yield from leaves(item.blocks, f"{path}-i{n}")
        case BlockQuote():
            yield from leaves(block.blocks, f"{path}-q")
        case LineBlock():
            for n, line in enumerate(block.lines, 1):
                yield Leaf(path=f"{path}-l{n}", text=text_of(line))
        case Table():
            for r, row in enumerate(block.rows, 1):
                for c, cell in enumerate(row, 1):
                    yield Leaf(path=f"{path}-r{r}c{c}", text=text_of(cell))
        case Opaque():
            yield Leaf(path=path, text=block.text)


def block_text(blocks: Iterable[Block]) -> str:
    """All text of ``blocks``, leaves parted by newlines."""
    return "\n".join(leaf.text for leaf in leaves(blocks, ""))
