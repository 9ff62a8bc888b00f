"""What the fonts of a theme can show, read from the font files with fontTools (it comes with WeasyPrint)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pcss_publish.theme import FontFace

# Characters that need no glyph: Default_Ignorable_Code_Point of the Unicode Character Database.
IGNORABLE = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xE0000, 0xE0FFF),
)
INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}


@cache
def _font(path: Path) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(path, lazy=True)


@cache
def _characters(path: Path) -> dict[int, str]:
    found: dict[int, str] = _font(path).getBestCmap()
    return found


def missing(text: Iterable[str], faces: Iterable[FontFace]) -> frozenset[str]:
    """The characters of ``text`` that need a glyph and have one in none of the faces."""
    wanted = {char for char in set(text) if _needs_glyph(char)}
    for face in faces:
        if not wanted:
            break
        known = _characters(face.path)
        wanted = {char for char in wanted if ord(char) not in known}
    return frozenset(wanted)


def _needs_glyph(char: str) -> bool:
    if unicodedata.category(char) in INVISIBLE:
        return False
    return not any(first <= ord(char) <= last for first, last in IGNORABLE)


def width(text: str, face: FontFace, size: float) -> float:
    """The sum of the advances of ``text`` set in ``face``, in the unit of ``size``; kerning is left out."""
    font, names = _font(face.path), _characters(face.path)
    advances = font["hmtx"]
    units = sum(advances[names.get(ord(char), ".notdef")][0] for char in text)
    return float(units) / float(font["head"].unitsPerEm) * size
