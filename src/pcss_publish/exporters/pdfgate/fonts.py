"""Checks on fonts: each code that is shown has a glyph, a width and a character (ISO 14289-1, 7.21).

The engine writes composite fonts with TrueType or OpenType outlines alone. Any other kind is refused as such,
and with it whatever could be wrong in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

from pcss_publish.exporters.pdfgate import cmap, sfnt
from pcss_publish.exporters.pdfgate.file import File, Found, Shown

IDENTITY = {"/Identity-H", "/Identity-V"}
_SIMPLE = {"/Type1": "MP 31-012, 31-013", "/MMType1": "MP 31-012, 31-013", "/TrueType": "MP 31-017 to 31-026"}
_NO_CHARACTER = {b"": "MP 10-001", b"\0\0": "MP 31-028", b"\xfe\xff": "MP 31-029", b"\xff\xfe": "MP 31-029"}


@dataclass(frozen=True)
class Font:
    """A composite font and what is shown in it."""

    node: Any
    strings: set[bytes]

    @property
    def name(self) -> str:
        """As the file calls it."""
        return str(self.node.get("/BaseFont", "/a font"))[1:]

    @property
    def inner(self) -> Any:
        """The CID font."""
        return self.node["/DescendantFonts"][0]

    @property
    def descriptor(self) -> Any:
        """What the file says of the font as a whole."""
        return self.inner.get("/FontDescriptor", {})

    @cached_property
    def codes(self) -> set[int]:
        """The codes that are shown, two bytes each."""
        return {int.from_bytes(raw[n : n + 2]) for raw in self.strings for n in range(0, len(raw), 2)}

    @cached_property
    def cids(self) -> dict[int, int]:
        """The CIDs of the codes that are shown."""
        encoding = self.node.get("/Encoding")
        if not isinstance(encoding, pikepdf.Stream):
            return {code: code for code in self.codes}
        known = cmap.read(encoding.read_bytes())
        return {code: cid if isinstance(cid := known.get(code, 0), int) else 0 for code in self.codes}

    @cached_property
    def program(self) -> sfnt.Program | None:
        """The embedded font file."""
        stream = self.descriptor.get("/FontFile2", self.descriptor.get("/FontFile3"))
        return sfnt.read(stream.read_bytes()) if stream is not None else None

    @cached_property
    def widths(self) -> dict[int, float]:
        """Widths by CID (ISO 32000-1, 9.7.4.3)."""
        found: dict[int, float] = {}
        items = iter(self.inner.get("/W", []))
        for first in items:
            following = next(items, None)
            if isinstance(following, pikepdf.Array):
                found |= {int(first) + n: float(width) for n, width in enumerate(following)}
            elif following is not None:
                width = float(next(items, 0))
                found |= dict.fromkeys(range(int(first), min(int(following), 0xFFFF) + 1), width)
        return found


def _composite(file: File) -> Iterator[Font]:
    return (Font(*shown) for shown in file.fonts if _is_composite(shown))


def _is_composite(shown: Shown) -> bool:
    return bool(shown.font.get("/Subtype") == "/Type0" and len(shown.font.get("/DescendantFonts", [])))


def kinds(file: File) -> Found:
    """A font of a kind that the engine does not make."""
    for shown in file.fonts:
        if not _is_composite(shown):
            kind = str(shown.font.get("/Subtype", "/no kind"))
            clause = _SIMPLE.get(kind, "our own")
            yield clause if "/ToUnicode" in shown.font else f"{clause}; MP 31-027", f"a font of {kind[1:]}"


def embedded(file: File) -> Found:
    """A font that is not in the file, or of which sets of glyphs are listed that nobody holds to it."""
    for font in _composite(file):
        if not any(key in font.descriptor for key in ("/FontFile2", "/FontFile3")):
            yield "MP 31-009", font.name
        elif font.program is None:
            yield "MP 31-011", f"{font.name}: the font file cannot be read"
        if "/CIDSet" in font.descriptor or "/CharSet" in font.descriptor:
            yield "MP 31-012 to 31-015", f"{font.name} has a list of glyphs"


def encoding(file: File) -> Found:
    """A map from codes to glyphs that is absent, unknown or contradicts the font."""
    for font in _composite(file):
        how = font.inner.get("/CIDToGIDMap")
        if font.inner.get("/Subtype") == "/CIDFontType2" and how != "/Identity":
            yield "MP 31-005" if how is None else "MP 31-004", f"{font.name}: CIDToGIDMap is not Identity"
        encoded = font.node.get("/Encoding")
        if isinstance(encoded, pikepdf.Stream):
            yield from ((clause, f"{font.name}: {fault}") for clause, fault in _own_map(font, encoded))
        elif str(encoded) not in IDENTITY:
            yield "MP 31-006", f"{font.name}: encoding {encoded}"


def _own_map(font: Font, encoded: Any) -> Found:
    theirs, ours = encoded.get("/CIDSystemInfo", {}), font.inner.get("/CIDSystemInfo", {})
    for clause, key in (("MP 31-001", "/Registry"), ("MP 31-002", "/Ordering")):
        if str(theirs.get(key, "")) != str(ours.get(key, "")):
            yield clause, f"its CMap has another {key[1:]}"
    if int(ours.get("/Supplement", 0)) < int(theirs.get("/Supplement", 0)):
        yield "MP 31-003", "its CMap has a later Supplement"
    if int(encoded.get("/WMode", 0)) or b"/WMode" in encoded.read_bytes():
        yield "MP 31-007", "its CMap says WMode"
    if "/UseCMap" in encoded or b"usecmap" in encoded.read_bytes():
        yield "MP 31-008", "its CMap uses another"


def characters(file: File) -> Found:
    """A code of which nobody can tell the character."""
    for font in _composite(file):
        stream = font.node.get("/ToUnicode")
        if not isinstance(stream, pikepdf.Stream):
            yield "MP 31-027, 10-001", f"{font.name} has no ToUnicode"
            continue
        known = cmap.read(stream.read_bytes())
        if unknown := sorted(font.codes - known.keys()):
            yield "MP 10-001, 17-003", f"{font.name}: no character for code {unknown[0]} (of {len(unknown)})"
        for code, text in known.items():
            told = bytes(text) if isinstance(text, bytes) else b""
            for part in {told[n : n + 2] for n in range(0, len(told), 2)} or {b""}:
                if part in _NO_CHARACTER and (part or code in font.codes):
                    yield _NO_CHARACTER[part], f"{font.name}: code {code} stands for no character"


def glyphs(file: File) -> Found:
    """A code that shows no glyph, or one of another width than the file says."""
    for font in _composite(file):
        cids = set(font.cids.values())
        if 0 in cids:
            yield "MP 31-030; A 6.2.11.8", f"{font.name}: characters without a glyph"
        if font.program is None:
            continue
        if missing := sorted(cid for cid in cids if cid >= font.program.glyphs):
            yield "MP 31-011", f"{font.name}: the font file has no glyph {missing[0]}"
        usual = float(font.inner.get("/DW", 1000))
        for cid in sorted(cids - {0}):
            told, own = font.widths.get(cid, usual), font.program.width(cid)
            if abs(told - own) > 1 and cid < font.program.glyphs:
                yield "MP 31-016", f"{font.name}: glyph {cid} is {own:.1f} wide, not {told:.1f}"
                break
