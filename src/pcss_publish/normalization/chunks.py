"""Chunks: paragraphs, list items, table rows and quotations, still in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pcss_publish.model.base import Span
from pcss_publish.normalization.labels import label_of
from pcss_publish.normalization.lines import Line, is_full

ChunkKind = Literal["para", "item", "row", "quote", "verse"]

_BULLET = re.compile(r"[•◦▪‣●○■►*–-]\s+(?=\S)")
_ORDERED = re.compile(r"(?P<mark>[(\[]?(?P<value>\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})[.)\]])\s+(?=\S)")
_QUOTE = re.compile(r">\s?")
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True)
class Chunk:
    """One paragraph-like piece. ``parts`` are its seen stretches, line by line, without ``marker``."""

    kind: ChunkKind
    parts: tuple[Span, ...]
    text: str
    line: Line
    gap: bool
    last: Line
    marker: Span | None = None
    mark: str = ""

    @property
    def span(self) -> Span:
        """From the first to the last seen code point of the text, without the marker."""
        return Span(self.parts[0].start, self.parts[-1].end)

    @property
    def words(self) -> int:
        """How many blank-separated words it has."""
        return len(self.text.split())

    @property
    def whole(self) -> str:
        """The text with its marker."""
        return f"{self.mark} {self.text}" if self.mark else self.text

    def cut(self, start: int, source: str) -> Chunk:
        """The chunk without what stands before ``start``, with blanks trimmed."""
        parts = [part for part in self.parts if part.end > start]
        if not parts:
            return replace(self, parts=(), text="")
        first = parts[0]
        at = max(first.start, start)
        while at < first.end and source[at].isspace():
            at += 1
        kept = (Span(at, first.end), *parts[1:]) if at < first.end else tuple(parts[1:])
        return replace(self, parts=kept, text=joined(kept, source))

    def until(self, end: int, source: str) -> Chunk:
        """The chunk without what stands from ``end`` on."""
        kept = tuple(Span(part.start, min(part.end, end)) for part in self.parts if part.start < end)
        return replace(self, parts=kept, text=joined(kept, source))


def joined(parts: Sequence[Span], source: str) -> str:
    """The parts with one space between lines; none after a word that was broken at its hyphen."""
    pieces = [source[part.start : part.end] for part in parts]
    found = pieces[:1]
    for before, piece in pairwise(pieces):
        found += [piece] if breaks_word(before, piece) else [" ", piece]
    return "".join(found)


def breaks_word(text: str, following: str) -> bool:
    """Whether a line ends inside a hyphenated word."""
    return text[-1:] == "-" and text[-2:-1].isalpha() and following[:1].islower()


def chunked(lines: Iterable[Line], source: str, margin: int | None) -> list[Chunk]:
    """Cut ``lines`` into chunks. ``margin`` is the right margin of hard-wrapped text."""
    groups = _groups(lines)
    found: list[Chunk] = []
    for group in groups:
        found += _group_chunks(group, source, margin)
    return found


def _groups(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines without a blank line between them."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.blank and groups[-1]:
            groups.append([])
        elif not line.blank:
            groups[-1].append(line)
    return [group for group in groups if group]


def _group_chunks(group: list[Line], source: str, margin: int | None) -> list[Chunk]:
    found: list[Chunk] = []
    more: list[list[Line]] = []
    table = _table_rows(group)
    for place, line in enumerate(group):
        if place in table and not line.kind:
            found.append(Chunk("row", (line.span,), line.text, line, place == 0, line))
            more.append([])
            continue
        marker = _marker(group, place)
        if (
            not marker
            and margin
            and place
            and (place - 1) not in table
            and _continues(group, place, margin, found)
        ):
            more[-1].append(line)
            continue
        found.append(_started(line, marker, place == 0, source))
        more.append([])
    return _versed(
        [_extended(chunk, lines, source) for chunk, lines in zip(found, more, strict=True)], margin
    )


def _table_rows(group: list[Line]) -> set[int]:
    """The places of lines with tabs that have a neighbour with tabs."""
    tabbed = {n for n, line in enumerate(group) if "\t" in line.text and not line.kind}
    return {n for n in tabbed if n - 1 in tabbed or n + 1 in tabbed}


def _started(line: Line, marker: re.Match[str] | None, gap: bool, source: str) -> Chunk:
    if line.kind:
        return _marked(line, gap, source)
    quote = _QUOTE.match(line.text)
    if quote and len(line.text) > quote.end():
        part = Span(line.start + quote.end(), line.end)
        mark = Span(line.start, line.start + 1)
        return Chunk("quote", (part,), source[part.start : part.end], line, gap, line, mark, ">")
    if marker:
        part = Span(line.start + marker.end(), line.end)
        mark = Span(line.start, line.start + len(marker.group().rstrip()))
        return Chunk(
            "item", (part,), source[part.start : part.end], line, gap, line, mark, marker.group().strip()
        )
    return Chunk("para", (line.span,), line.text, line, gap, line)


def _marked(line: Line, gap: bool, source: str) -> Chunk:
    """What the markup says it is; the sign before an item is the page's own and stands in the text."""
    if line.kind == "item":
        marker = Span(line.start, line.start + line.value)
        start = next((n for n in range(marker.end, line.end) if not source[n].isspace()), line.end)
        part = Span(start, line.end)
        return Chunk(
            "item", (part,), source[start : line.end], line, gap, line, marker, line.text[: line.value]
        )
    kinds: dict[str, ChunkKind] = {"quote": "quote", "row": "row", "verse": "verse"}
    kind = kinds.get(line.kind, "para")
    return Chunk(kind, (line.span,), line.text, line, gap, line)


def _continues(group: list[Line], place: int, margin: int, found: list[Chunk]) -> bool:
    """Whether a line belongs to the paragraph above it: the line above was full, or the item is indented."""
    line, above = group[place], group[place - 1]
    if found[-1].kind == "item":
        return line.indent > found[-1].line.indent or is_full(above, line, margin)
    if found[-1].kind == "quote" or _QUOTE.match(line.text):
        return False
    if above.text[-1] in '.?!:”"' and label_of(line.text):
        return False
    long = above.column * 10 >= margin * 7 or is_full(above, line, margin)
    return long and line.indent <= above.indent + 4


def _extended(chunk: Chunk, lines: list[Line], source: str) -> Chunk:
    if not lines:
        return chunk
    parts = (*chunk.parts, *(line.span for line in lines))
    return replace(chunk, parts=parts, text=joined(parts, source), last=lines[-1])


def _versed(found: list[Chunk], margin: int | None) -> list[Chunk]:
    """In hard-wrapped text, lines that end before the margin on purpose are lines of a block."""
    if not margin or len(found) < 3 or any(chunk.kind != "para" or len(chunk.parts) > 1 for chunk in found):
        return found
    return [replace(chunk, kind="verse") for chunk in found]


def _marker(group: list[Line], place: int) -> re.Match[str] | None:
    text = group[place].text
    bullet = _BULLET.match(text)
    if bullet:
        return bullet
    ordered = _ORDERED.match(text)
    if not ordered:
        return None
    neighbours = [line.text for line in group[max(0, place - 8) : place + 9] if line is not group[place]]
    return ordered if any(_in_sequence(ordered, _ORDERED.match(other)) for other in neighbours) else None


def _in_sequence(one: re.Match[str], two: re.Match[str] | None) -> bool:
    if two is None or _style(one) != _style(two):
        return False
    return any(
        abs(a - b) == 1
        for kind, a in _values(one["value"])
        for other, b in _values(two["value"])
        if kind == other
    )


def _style(match: re.Match[str]) -> str:
    return match["mark"].replace(match["value"], "")


def _values(text: str) -> list[tuple[str, int]]:
    """What number a marker may stand for: 3, c, iii."""
    if text.isdigit():
        return [("digit", int(text))]
    found = [("upper" if text.isupper() else "letter", ord(text))] if len(text) == 1 else []
    lower = text.lower()
    if all(char in _ROMAN for char in lower):
        total = 0
        for one, two in zip(lower, lower[1:] + " ", strict=True):
            value = _ROMAN[one]
            total += -value if two != " " and _ROMAN.get(two, 0) > value else value
        found.append(("roman", total))
    return found


def number_of(mark: str) -> int | None:
    """The number that a list marker or a label shows, letters counted from 1."""
    match = re.search(r"\d+", mark)
    if match:
        return int(match.group())
    letter = re.fullmatch(r"\W*([a-z])\W*", mark.strip(), re.IGNORECASE)
    return ord(letter.group(1).lower()) - ord("a") + 1 if letter else None
