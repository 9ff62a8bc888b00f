"""What pandoc's blocks hold (https://hackage.haskell.org/package/pandoc-types)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pcss_publish.readers.office.inlines import Inline

Block = dict[str, Any]


def rows_of(content: list[Any]) -> list[list[Any]]:
    """The rows of a table, each as its cells."""
    head, bodies, foot = content[3:]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    return [row[1] for row in rows]


def is_data(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a table holds data: several cells, each with one line at most."""
    cells = [cell[4] for row in rows for cell in row]
    plain = all(len(held) <= 1 and all(one["t"] in {"Para", "Plain"} for one in held) for held in cells)
    breaks = plain and any(inline["t"] in {"LineBreak", "Note"} for held in cells for inline in line_of(held))
    return plain and not breaks and len(rows) > 1 and any(len(row) > 1 for row in rows)


def line_of(blocks: Sequence[Block]) -> Sequence[Inline]:
    """The inlines of a cell that holds one line."""
    return blocks[0]["c"] if blocks else []


def held(kind: str, content: Any) -> list[Block]:
    """The blocks within a block that is no line itself."""
    if kind in {"Div", "Figure"}:
        return list(content[-1])
    if kind == "BlockQuote":
        return list(content)
    if kind == "LineBlock":
        return [{"t": "Plain", "c": line} for line in content]
    if kind in {"OrderedList", "BulletList"}:
        return [block for item in (content[1] if kind == "OrderedList" else content) for block in item]
    if kind == "DefinitionList":
        return [
            b
            for term, texts in content
            for b in ({"t": "Plain", "c": term}, *(one for text in texts for one in text))
        ]
    return []
