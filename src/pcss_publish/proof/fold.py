"""Takes from two texts what a page of type cannot keep apart, so that the rest can be compared.

Used for PDF alone: there a text layer tells glyphs, and some characters share one.
"""

from __future__ import annotations

import re
import unicodedata

# Each pair stands on one glyph in common fonts; the text layer holds whichever came first.
_TWINS = {
    "\u00a0": " ",
    "\u2010": "-", "\u2011": "-",
    "\u00b5": "\u03bc",
    "\u2206": "\u0394",
}  # fmt: skip
# Default_Ignorable_Code_Point (Unicode Character Database, DerivedCoreProperties): they have no glyph.
_IGNORABLE = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
)  # fmt: skip
_NO_GLYPH: dict[int, None] = {code: None for first, last in _IGNORABLE for code in range(first, last + 1)}
_NO_GLYPH |= dict.fromkeys(range(0xE0000, 0xE1000))
_TABLE: dict[int, str | None] = {**{ord(one): other for one, other in _TWINS.items()}, **_NO_GLYPH}
_MIRRORED = {ord(close): opening for opening, close in zip("([{<«‹", ")]}>»›", strict=True)}
_RTL = frozenset({"R", "AL"})
_SPACES = re.compile("[ \t\n\r\f\u00a0\u2028\u2029]+")


def spaced(text: str) -> str:
    """Runs of spaces, no-break spaces and line ends as one space."""
    return _SPACES.sub(" ", text)


def folded(text: str) -> str:
    """Spaced, canonically composed, without characters that have no glyph, look-alikes as one."""
    if text.isascii():  # composed, and without any character of the table
        return spaced(text)
    return spaced(unicodedata.normalize("NFC", text).translate(_TABLE))


def strange(expected: str, found: str) -> set[str]:
    """Characters of ``found`` that are not of ``expected``, but for spaces, hyphens and what has no glyph.

    Fonts draw a letter and its marks apart where they lack both in one.
    """
    own = {*expected, *unicodedata.normalize("NFD", expected)}
    return {char for char in {*found} - own if folded(char) not in {"", " ", "-"}}


def unmirrored(text: str) -> str:
    """Brackets without their direction: right-to-left text draws one with the other's glyph."""
    return text.translate(_MIRRORED)


def rtl_words(text: str) -> list[str]:
    """What is written from right to left, without marks, parted by anything else."""
    kinds = ((char, unicodedata.bidirectional(char)) for char in text)
    return "".join(char if kind in _RTL else " " for char, kind in kinds if kind != "NSM").split()


def has_rtl(text: str) -> bool:
    """Whether any character is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _RTL for char in text)
