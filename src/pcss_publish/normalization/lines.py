"""Lines with their places, and paragraphs of hard-wrapped text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pcss_publish.model.base import Span

# Line ends of every system, and those that PDF viewers and web pages leave behind.
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

# What is not seen: white space, the byte order mark, zero-width spaces and joiners' kin.
UNSEEN = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + "\ufeff\u200b\u2060"

_TAB = 4
_WIDEST = 110  # Nobody wraps by hand beyond this column.
_LEAST_FULL_LINES = 6


@dataclass(frozen=True)
class Line:
    """One line. ``start`` and ``end`` bound what is seen of it; ``indent`` is in columns.

    ``kind`` is what markup says of it (a ``LineKind``), ``value`` is that mark's number.
    """

    number: int
    start: int
    end: int
    indent: int
    text: str
    kind: str = ""
    value: int = 0

    @property
    def span(self) -> Span:
        """Where the seen part lies."""
        return Span(self.start, self.end)

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see."""
        return self.start == self.end

    @property
    def column(self) -> int:
        """The column after its last character."""
        return self.indent + len(self.text)

    def emptied(self) -> Line:
        """The line as if nothing stood in it, for passes that are not to see it."""
        return Line(self.number, self.start, self.start, 0, "")

    @cached_property
    def folded(self) -> str:
        """The text for comparisons: case folded, every run of blanks one space."""
        return " ".join(self.text.casefold().split())


def split_lines(text: str) -> list[Line]:
    """The lines of ``text``, numbered from 1 as an editor shows them."""
    found: list[Line] = []
    at = 0
    for end in [match.span() for match in LINE_END.finditer(text)] + [(len(text), len(text))]:
        found.append(_line(text, len(found) + 1, at, end[0]))
        at = end[1]
    return found


def _line(text: str, number: int, start: int, end: int) -> Line:
    raw = text[start:end]
    seen = raw.strip(UNSEEN)
    if not seen:
        return Line(number, start, start, 0, "")
    lead = raw[: len(raw) - len(raw.lstrip(UNSEEN))]
    at = start + len(lead)
    indent = len(lead) + (_TAB - 1) * lead.count("\t") - lead.count("\ufeff")
    return Line(number, at, at + len(seen), indent, seen)


def wrap_column(lines: list[Line]) -> int | None:
    """The right margin of hard-wrapped text; None where lines are paragraphs.

    Text was wrapped by hand or by a browser when line after line ends just where its next word would not
    have fitted.
    """
    seen = [line for line in lines if not line.blank]
    wide = sum(len(line.text) for line in seen if line.column > _WIDEST)
    if not seen or wide * 5 > sum(len(line.text) for line in seen):
        return None
    margin = max((line.column for line in seen if line.column <= _WIDEST and " " in line.text), default=0)
    pairs = [
        (one, two) for one, two in pairwise(lines)
        if not one.blank and not two.blank and one.indent == two.indent and one.column > margin // 2
    ]  # fmt: skip
    full = sum(is_full(one, two, margin) for one, two in pairs)
    return margin if full >= _LEAST_FULL_LINES and full * 2 >= len(pairs) else None


def is_full(line: Line, following: Line, margin: int) -> bool:
    """Whether ``line`` ends because the next line's first word did not fit."""
    word = following.text.split(" ", 1)[0]
    return line.column + 1 + len(word) > margin
