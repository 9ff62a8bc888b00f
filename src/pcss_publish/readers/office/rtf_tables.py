"""What the control words of RTF mean, and the tables of fonts, styles and authors at the head of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from pcss_publish.readers.office.prepared import Embedded
from pcss_publish.readers.office.rtf_tokens import CHARSETS
from pcss_publish.readers.office.styles import Styles

# Destinations by what becomes of their words; what stands in none of them and is ignorable is no text.
STORIES: Final = {
    "footnote": "note", "annotation": "comment", "shptxt": "box", "dptxbxtext": "box", "listtext": "sign",
    "pntext": "sign", "fldinst": "code", "atnauthor": "author", "atnid": "author", "sn": "name",
    "sv": "value", "pict": "picture", "moMath": "equation", "moMathPara": "equation", "objclass": "class",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}  # fmt: skip
THROUGH: Final = frozenset(
    {"shpinst", "shppict", "ud", "shprslt", "picprop", "shp", "sp", "do", "dptxbx", "mmath", "result"}
)
TABLES: Final = {"fonttbl": "fonts", "stylesheet": "styles", "revtbl": "authors"}
LEFT: Final = frozenset(
    {
        "colortbl", "info", "listtable", "listoverridetable", "nonshppict", "xe", "tc", "rxe", "bkmkstart",
        "bkmkend", "objdata", "objclass", "upr", "generator", "themedata", "datastore", "filetbl",
        "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "falt", "panose", "pnseclvl",
        "background", "formfield", "datafield", "private", "nesttableprops", "nonesttables",
    }
)  # fmt: skip
SIGNS: Final = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "tab": "\t", "line": "\n", "lbr": "\n", "~": "\u00a0", "-": "\u00ad", "_": "\u2011",
    "\\": "\\", "{": "{", "}": "}", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
PICTURES: Final = {
    "pngblip": "png",
    "jpegblip": "jpg",
    "emfblip": "emf",
    "wmetafile": "wmf",
    "macpict": "pict",
    "dibitmap": "dib",
}
# Codes of fields: a link, an equation. How a part of an equation looks is a destination with such a name.
LINK: Final = re.compile(r'\s*HYPERLINK\s+(?!\\)"?([^"\s]+)')
EQUATION: Final = re.compile(r"\s*EQ\b", re.IGNORECASE)
SETTINGS: Final = re.compile(r"m\w*Pr")
_LONGEST_CHAIN: Final = 20
_LONGEST_NAME: Final = 200
DESTINATIONS: Final = frozenset({*STORIES, *TABLES, *LEFT, "fldrslt"})


@dataclass
class Drawn:
    """A picture as it is read."""

    kind: str = "bin"
    alt: str = ""
    data: bytearray = field(default_factory=bytearray)

    def embedded(self, digits: str, number: int) -> Embedded:
        """The picture, of its bytes or of hexadecimal digits; without either it holds nothing."""
        data = bytes(self.data)
        if not data:
            digits = "".join(digits.split())
            try:
                data = bytes.fromhex(digits[: len(digits) // 2 * 2])
            except ValueError:
                data = b""
        return Embedded(f"picture-{number}.{self.kind}", self.alt, data or None)


class Tables:
    """Fonts by number, styles with what they are based on, authors of changes.

    Attributes:
        page: the code page where a font names none.
        roles: roles by the folded names of styles.
    """

    def __init__(self, roles: Styles) -> None:
        self.page = "cp1252"
        self.roles = roles
        self._fonts: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._based: dict[int, int] = {}
        self._authors: list[str] = []
        self._number = 0
        self._said = ""

    def word(self, mode: str, name: str, number: int) -> None:
        """A control word in a table."""
        if (mode == "fonts" and name == "f") or (mode == "styles" and name == "s"):
            self._number = number
        elif mode == "styles" and name in {"cs", "ds", "ts"}:
            self._number = -1
        elif name == "fcharset" and number in CHARSETS:
            self._fonts[self._number] = CHARSETS[number]
        elif name == "sbasedon":
            self._based[self._number] = number

    def text(self, mode: str, words: str) -> None:
        """Words in a table; a semicolon ends each entry."""
        *ended, self._said = (self._said + words).split(";")
        self._said = self._said[:_LONGEST_NAME]
        for name in ended:
            if mode == "styles":
                self._names.setdefault(self._number, name.strip())
                self._number = 0
            elif mode == "authors":
                self._authors.append(name.strip())

    def font(self, number: int) -> str:
        """The code page of a font."""
        return self._fonts.get(number, self.page)

    def author(self, number: int) -> str:
        """Who made a change."""
        return self._authors[number] if 0 <= number < len(self._authors) else ""

    def names(self, number: int) -> list[str]:
        """The names of a style and of those that it is based on."""
        found: list[str] = []
        seen: set[int] = set()
        while number in self._names and number not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(number)
            found.append(self._names[number])
            number = self._based.get(number, -1)
        return found
