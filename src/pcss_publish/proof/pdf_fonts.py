"""What the codes of a PDF font mean: ToUnicode and widths (ISO 32000-1, 9.7.4.3 and 9.10.3)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pcss_publish.proof.fold import folded, has_rtl

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[((?:\s*<[0-9A-Fa-f\s]*>)*\s*)\])"
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_WIDEST_RANGE = 0x10000
UNMAPPED = "\ufffd"
_LATIN = {code: bytes([code]).decode("cp1252", "replace") for code in range(256)}
"""Fonts of one byte without a map of their own have this encoding, or nearly."""


@dataclass(frozen=True, slots=True)
class Font:
    """Text and advance (thousandths of the font size) by code of ``code_bytes`` bytes.

    ``shown`` keeps what was worked out for each string: pages show the same few of them again and again.
    """

    code_bytes: int
    texts: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    usual_width: float = 0.0
    key: tuple[int, int] = (0, 0)
    shown: dict[bytes, tuple[str, float]] = field(default_factory=dict, compare=False)

    def show(self, data: bytes) -> tuple[str, float]:
        """The text of a shown string and its advance."""
        if data not in self.shown:
            step = self.code_bytes
            codes = [int.from_bytes(data[n : n + step]) for n in range(0, len(data), step)]
            advance = sum(self.widths.get(code, self.usual_width) for code in codes)
            self.shown[data] = "".join(self.texts.get(code, UNMAPPED) for code in codes), advance
        return self.shown[data]


def load(font: Any) -> Font:
    """Read a font dictionary (a ``pikepdf.Dictionary``)."""
    texts = _texts(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    if str(font.Subtype) != "/Type0":
        first = int(font.get("/FirstChar", 0))
        scale = float(font.FontMatrix[0]) * 1000 if "/FontMatrix" in font else 1.0
        widths = {first + n: float(width) * scale for n, width in enumerate(font.get("/Widths", ()))}
        return Font(1, _LATIN | texts, widths, key=font.objgen)
    inner = font.DescendantFonts[0]
    texts = _confirmed(texts, _characters(inner))
    return Font(2, texts, _cid_widths(inner.get("/W", ())), float(inner.get("/DW", 1000)), font.objgen)


def _characters(font: Any) -> Mapping[int, set[str]]:
    """What the font that is embedded says its glyphs are, by code, where codes are glyph numbers."""
    from io import BytesIO

    from fontTools.ttLib import TTFont, TTLibError

    descriptor = font.get("/FontDescriptor", {})
    program = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
    found: dict[int, set[str]] = defaultdict(set)
    if program is None or str(font.get("/CIDToGIDMap", "/Identity")) != "/Identity":
        return found
    try:
        with TTFont(BytesIO(program.read_bytes()), lazy=True) as face:
            # Numbers for names: those that fontTools would make up cost more than all else here.
            face.setGlyphOrder([str(number) for number in range(face["maxp"].numGlyphs)])
            for code, name in (face.getBestCmap() or {}).items():
                found[int(name.removeprefix("glyph"))].add(chr(code))
    except (TTLibError, KeyError):
        return {}
    return found


def _confirmed(texts: Mapping[int, str], drawn: Mapping[int, set[str]]) -> dict[int, str]:
    """The texts of ToUnicode, but of the font itself where a glyph's own character is another one."""
    return {code: _drawn(text, drawn.get(code, set())) for code, text in texts.items()}


def _drawn(text: str, own: Iterable[str]) -> str:
    forms = {_form(char) for char in own}
    # An invisible character stands on the glyph of the space.
    if not forms or _form(text) in forms or not folded(text):
        return text
    return min(own)


def _form(text: str) -> str:
    return unicodedata.normalize("NFKC", folded(text))


def _cid_widths(array: Any) -> dict[int, float]:
    """``c [w1 w2 …]`` and ``first last w`` (ISO 32000-1, 9.7.4.3)."""
    import pikepdf

    widths: dict[int, float] = {}
    items = list(array)
    n = 0
    while n + 1 < len(items):
        first = int(items[n])
        if isinstance(items[n + 1], pikepdf.Array):
            widths |= {first + k: float(width) for k, width in enumerate(items[n + 1])}
            n += 2
        else:
            last = min(int(items[n + 1]), first + _WIDEST_RANGE)
            widths |= dict.fromkeys(range(first, last + 1), float(items[n + 2]))
            n += 3
    return widths


def _texts(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(cmap):
        if kind == b"bfchar":
            found |= {int(code, 16): _text(value) for code, value in _CHAR.findall(body)}
        else:
            for first, last, start, listed in _RANGE.findall(body):
                found |= _range(int(first, 16), int(last, 16), start, listed)
    return found


def _range(first: int, last: int, start: bytes, listed: bytes) -> dict[int, str]:
    last = min(last, first + _WIDEST_RANGE)
    if not start:
        return dict(zip(range(first, last + 1), map(_text, _HEX.findall(listed)), strict=False))
    text = _text(start)
    return {code: text[:-1] + chr(ord(text[-1]) + code - first) for code in range(first, last + 1)}


def _text(value: bytes) -> str:
    """UTF-16 as hexadecimal; clusters of a right-to-left script in the order in which lines are drawn."""
    text = bytes.fromhex(value.decode("ascii")).decode("utf-16-be", "replace")
    return text[::-1] if len(text) > 1 and has_rtl(text) else text
