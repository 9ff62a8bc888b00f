"""Where a page begins, as data that needs no engine."""

from __future__ import annotations

from typing import NamedTuple


class Start(NamedTuple):
    """A text that begins, or goes on, at the head of a page.

    Attributes:
        id: of its element.
        offset: how many characters of it, spaces not counted, stand on earlier pages.
        words: all of it, without spaces, of a house text; empty for a unit.
    """

    id: str
    offset: int
    words: str = ""


Starts = tuple[Start, ...]
"""The first texts of one page: house texts, then the unit after them. A page without text has none."""


def compact(text: str) -> str:
    """A text without its spaces."""
    return "".join(text.split())
