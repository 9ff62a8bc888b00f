"""The numbers and bullets that Word draws before paragraphs, which stand nowhere in the text (17.9)."""

from __future__ import annotations

import re
from typing import Final

from pcss_publish.readers.office.docx_parts import Sheet, W, value
from pcss_publish.readers.office.lists import written
from pcss_publish.readers.office.package import Element

_LEVEL: Final = re.compile(r"%([1-9])")
_BULLET: Final = "•"
_LONGEST: Final = 40
_LEVELS: Final = 9


class Numbers:
    """Counts the lists of a document; ask for its paragraphs in their order."""

    def __init__(self, root: Element | None, sheet: Sheet) -> None:
        self._sheet = sheet
        self._abstract: dict[str, dict[int, Element]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {_number(one.get(f"{W}ilvl")): one for one in abstract.iter(f"{W}lvl")}
            self._abstract[abstract.get(f"{W}abstractNumId") or ""] = levels
        for one in root.iter(f"{W}num"):
            number = one.get(f"{W}numId") or ""
            self._lists[number] = value(one, "abstractNumId")
            for other in one.iter(f"{W}lvlOverride"):
                if start := value(other, "startOverride"):
                    self._starts[number, _number(other.get(f"{W}ilvl"))] = _number(start)

    def sign(self, properties: Element | None) -> str:
        """What Word draws before a paragraph of these properties; empty for nothing."""
        own = None if properties is None else properties.find(f"{W}numPr")
        style = value(properties, "pStyle")
        drawn = self._sheet.numbering(style)
        number = value(own, "numId") or value(drawn, "numId")
        level = min(max(_number(value(own, "ilvl") or value(drawn, "ilvl")), 0), _LEVELS - 1)
        levels = self._abstract.get(self._lists.get(number, ""), {})
        if number in {"", "0"} or not levels:
            return ""
        return self._next(number, level, levels)

    def _next(self, number: str, level: int, levels: dict[int, Element]) -> str:
        counts = self._counts.setdefault(self._lists[number], {})
        if (number, level) in self._starts and (number, level) not in self._begun:
            counts.pop(level, None)
        self._begun.add((number, level))
        counts[level] = counts[level] + 1 if level in counts else self._start(number, level, levels)
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        form = value(levels.get(level), "numFmt") or "decimal"
        shape = value(levels.get(level), "lvlText")[:_LONGEST]
        if form == "bullet":
            return _bullet(shape)
        if form == "none":
            return shape if "%" not in shape else ""

        def drawn(match: re.Match[str]) -> str:
            of = int(match[1]) - 1
            shown = value(levels.get(of), "numFmt") or "decimal"
            return written(counts.get(of, self._start(number, of, levels)), shown)

        return " ".join(_LEVEL.sub(drawn, shape).split())

    def _start(self, number: str, level: int, levels: dict[int, Element]) -> int:
        if (number, level) in self._starts:
            return self._starts[number, level]
        return _number(value(levels.get(level), "start") or "1")


def _bullet(shape: str) -> str:
    """A bullet as text; fonts of signs have theirs in the private area, and ``o`` is a ring."""
    shape = shape.strip()
    plain = shape and shape != "o" and not any("\ue000" <= char <= "\uf8ff" for char in shape)
    return shape if plain else _BULLET


def _number(text: str | None) -> int:
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
