"""Lines of plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

COLUMNS = 72
"""Leaves room for two levels of quoting in mail programs that show 80 columns."""


def width(text: str) -> int:
    """Columns that ``text`` takes: wide characters take two, marks and controls none (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrapped(text: str, columns: int = COLUMNS) -> str:
    """``text`` with line ends in place of single spaces; never inside a word or an address.

    Args:
        text: may hold line ends of its own.
        columns: most columns of a line, unless one word alone is longer.
    """
    return "\n".join(_wrapped_line(line, columns) for line in text.split("\n"))


def _wrapped_line(text: str, columns: int) -> str:
    made: list[str] = []
    used = 0
    for n, word in enumerate(text.split(" ")):
        wide = width(word)
        if n and word and used + 1 + wide > columns:
            made += ("\n", word)
            used = wide
        else:
            made += (" " if n else "", word)
            used += wide + bool(n)
    return "".join(made)


def underlined(text: str, stroke: str) -> str:
    """A heading over a line of ``stroke`` as long as its longest line; nothing for no heading."""
    made = wrapped(text)
    return f"{made}\n{stroke * max(width(line) for line in made.split(chr(10)))}" if made else ""


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of a table on a line each, their cells one under the other where the page is wide enough."""
    wide = [max(map(width, column)) for column in zip_longest(*rows, fillvalue="")]
    fits = sum(wide) + 3 * len(wide) <= COLUMNS and not any("\n" in cell for row in rows for cell in row)
    spare = wide if fits else [0] * len(wide)
    return "\n".join(" | ".join((*_padded(row[:-1], spare), *row[-1:])) for row in rows)


def _padded(cells: Sequence[str], wide: Sequence[int]) -> list[str]:
    return [cell + " " * (room - width(cell)) for cell, room in zip(cells, wide, strict=False)]
