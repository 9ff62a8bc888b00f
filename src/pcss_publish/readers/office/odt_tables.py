"""Tables of OpenDocument (9.1) as simple as pandoc reads them: rows of cells, and none within another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pcss_publish.readers.office.odt_parts import PARAGRAPHS, TABLE, TEXT, remove
from pcss_publish.readers.office.package import Element

#: What stands for itself, and not within a line.
BLOCKS: Final = (*PARAGRAPHS, f"{TEXT}list", f"{TABLE}table")
_GROUPS: Final = tuple(
    f"{TABLE}table-{name}"
    for name in ("rows", "header-rows", "row-group", "columns", "header-columns", "column-group")
)


def outermost(element: Element) -> Iterator[Element]:
    """The blocks within an element that lie in no other block of it."""
    for one in element.iter(*BLOCKS):
        inside = (above for above in one.iterancestors() if above.tag in BLOCKS)
        if one is not element and not any(element in above.iterancestors() for above in inside):
            yield one


def plain_tables(body: Element) -> None:
    """Leave only rows and cells of tables; those within others, and those without rows, become their text."""
    from lxml import etree

    etree.strip_tags(body, *_GROUPS)
    for cell in body.iter(f"{TABLE}covered-table-cell"):
        cell.tag = f"{TABLE}table-cell"
    for table in list(body.iter(f"{TABLE}table")):
        inner = any(True for _ in table.iterancestors(f"{TABLE}table"))
        if inner or table.find(f"{TABLE}table-row/{TABLE}table-cell") is None:
            for block in list(outermost(table)):
                block.tail = None
                table.addprevious(block)
            remove(table)
