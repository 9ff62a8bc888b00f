"""Blocks and inlines as CommonMark, with every sign escaped that would be read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

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
    text_of,
)

_SIGNS: Final = re.compile(r"[\\`*_\[\]<>&|~]|!$")  # a link behind ! would be a picture
_AT_START: Final = re.compile(r"(?P<sign>[#+=:-])|(?P<number>\d{1,9})(?P<mark>[.)])")
_NUMBER: Final = re.compile(r"\d{1,9}[.)]")
_TAGS: Final = {Emph: ("*", "em"), Strong: ("**", "strong"), Superscript: ("", "sup"), Subscript: ("", "sub")}
_TARGET: Final = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\\]+", re.IGNORECASE)


def blocks_text(blocks: Iterable[Block]) -> str:
    """The blocks, a blank line between two."""
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Para():
            return inlines_text(block.inlines)
        case Header():
            return f"{'#' * min(max(block.level, 1), 6)} {inlines_text(block.inlines)}"
        case BulletList() | OrderedList():
            return _list(block.items)
        case BlockQuote():
            return _led("> ", blocks_text(block.blocks), "> ")
        case LineBlock():
            return _verse([text_of(line) for line in block.lines])
        case Table():
            return _table(block)
        case Opaque():
            return escaped(block.text)


def _verse(lines: Sequence[str]) -> str:
    """Lines as a block of code, between more backticks than they hold."""
    most = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, most + 1)
    return "\n".join([fence, *lines, fence])


def _list(items: Sequence[ListItem]) -> str:
    """Items as they were marked: a number as such, any other sign as a label behind the bullet."""
    marks = [item.label.text.strip() if item.label else "•" for item in items]
    numbered = all(map(_NUMBER.fullmatch, marks)) and _runs(marks)
    drawn = []
    for mark, item in zip(marks, items, strict=True):
        sign = mark if numbered else "-"
        label = "" if numbered or mark == "•" else f"[{escaped(mark)}]{{.label}} "
        text = blocks_text(item.blocks)
        drawn.append(_led(f"{sign} {label}", text, " " * (len(sign) + 1)))
    return "\n".join(drawn)


def _runs(marks: Sequence[str]) -> bool:
    """Whether numbers count up by one with one sign behind them, as CommonMark has them count."""
    numbers = [int(mark[:-1]) for mark in marks]
    same = len({mark[-1] for mark in marks}) == 1 and all(
        str(n) == mark[:-1] for n, mark in zip(numbers, marks, strict=True)
    )
    return same and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _led(first: str, text: str, rest: str) -> str:
    head, *more = text.split("\n")
    return "\n".join(
        [first + head, *(f"{rest}{line}".rstrip(" ") if not line else rest + line for line in more)]
    )


def _table(table: Table) -> str:
    width = max((len(row) for row in table.rows), default=1)
    rows = [
        [inlines_text(cell, inner=True) for cell in row] + [""] * (width - len(row)) for row in table.rows
    ]
    head = rows.pop(0) if table.header and rows else [""] * width
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * width, *rows])


def inlines_text(inlines: Sequence[Inline], *, inner: bool = False) -> str:
    """Inlines as one line; unless ``inner``, what begins it is kept from being a block's sign."""
    text = "".join(_inline(node, inlines) for node in inlines)
    match = None if inner else _AT_START.match(text)
    if match is None:
        return text
    if match["sign"]:
        return f"\\{text}"
    return f"{match['number']}\\{text[match.end('number') :]}"


def _inline(node: Inline, beside: Sequence[Inline]) -> str:
    match node:
        case Str() | Opaque():
            return escaped(node.text)
        case SoftBreak():
            return " "
        case LineBreak():
            return "\\\n"
        case LostLink():
            return f"[{escaped(node.text)}]()"
        case Link():
            inside = "".join(_inline(one, ()) for one in node.inlines)
            return (
                inside if node.bare or not _TARGET.fullmatch(node.target) else f"[{inside}](<{node.target}>)"
            )
        case _:
            return _emphasis(node, beside)


def _emphasis(node: Emph | Strong | Superscript | Subscript, beside: Sequence[Inline]) -> str:
    """Asterisks where letters stand inside them and nothing else is set off beside them, else tags."""
    sign, tag = _TAGS[type(node)]
    inside = "".join(_inline(one, ()) for one in node.inlines)
    plain = all(isinstance(one, Str) for one in node.inlines) and all(
        isinstance(one, Str | SoftBreak) or one is node for one in beside
    )
    if sign and beside and plain and inside and inside[0].isalnum() and inside[-1].isalnum():
        return f"{sign}{inside}{sign}"
    return f"<{tag}>{inside}</{tag}>"


def escaped(text: str) -> str:
    """Text with what CommonMark would read as markup behind backslashes."""
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
