"""Faults in fonts and in what their codes stand for."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from pdf.gate_faults.editing import Change, Row, in_content, in_stream


def font_of(pdf: Pdf) -> Any:
    """The font of the first text of the first page."""
    used = re.search(rb"/(\S+) [\d.]+ Tf", pdf.pages[0].Contents.read_bytes())
    assert used
    return pdf.pages[0].Resources.Font[f"/{used[1].decode()}"]


def font(change: Callable[[Any], object]) -> Change:
    return lambda pdf: change(font_of(pdf))


def inner(change: Callable[[Any], object]) -> Change:
    """Edit the CID font."""
    return lambda pdf: change(font_of(pdf).DescendantFonts[0])


def without(*keys: str) -> Callable[[Any], object]:
    def change(node: Any) -> None:
        for key in keys:
            del node[key]

    return change


def with_(key: str, value: Any) -> Callable[[Any], object]:
    return lambda node: node.__setitem__(key, value)


def program(change: Callable[[bytes], bytes]) -> Change:
    """Edit the font file."""

    def edit(pdf: Pdf) -> None:
        stream = font_of(pdf).DescendantFonts[0].FontDescriptor.FontFile2
        stream.write(change(stream.read_bytes()))

    return edit


def table(data: bytes, name: bytes) -> int:
    """Where a table of a font file begins."""
    count: int = struct.unpack_from(">H", data, 4)[0]
    rows = dict(struct.unpack_from(">4s4xL4x", data, 12 + 16 * n) for n in range(count))
    return int(rows[name])


def fewer_glyphs(data: bytes) -> bytes:
    at = table(data, b"maxp") + 4
    return data[:at] + struct.pack(">H", 3) + data[at + 2 :]


def wider(data: bytes) -> bytes:
    """The same widths over half as many units: all glyphs are twice as wide."""
    at = table(data, b"head") + 18
    units = struct.unpack_from(">H", data, at)[0]
    return data[:at] + struct.pack(">H", units // 2) + data[at + 2 :]


def first_character(text: bytes) -> Change:
    """Map the first glyph that is shown to another text."""

    def change(pdf: Pdf) -> None:
        stream = font_of(pdf).ToUnicode
        data = stream.read_bytes()
        at = re.search(rb"beginbfchar\s*<\w{4}> <(\w*)>", data)
        assert at
        stream.write(data[: at.start(1)] + text + data[at.end(1) :])

    return change


def shown_first(code: bytes) -> Change:
    """Show another code first."""

    def change(data: bytes) -> bytes:
        found = re.search(rb"<[0-9a-fA-F]{4}", data)
        assert found
        return data[: found.start()] + b"<" + code + data[found.end() :]

    return in_content(change)


def fewer_characters(pdf: Pdf) -> None:
    stream = font_of(pdf).ToUnicode
    stream.write(re.sub(rb"(beginbfchar\s*)<\w{4}> <\w*>", rb"\1", stream.read_bytes(), count=1))


def own_map(body: bytes = b"", system: dict[str, Any] | None = None, **keys: Any) -> Change:
    """The font's codes go through a CMap of the file's own, which says the same as Identity-H."""

    def change(pdf: Pdf) -> None:
        node = font_of(pdf)
        told: dict[str, Any] = {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0} | (system or {})
        stream = pdf.make_stream(b"1 begincidrange <0000> <ffff> 0 endcidrange " + body)
        stream.update(Dictionary(Type=Name.CMap, CMapName=Name.Own, CIDSystemInfo=Dictionary(**told), **keys))
        node.Encoding = stream

    return change


def simple(kind: str, flags: int = 32, **entries: Any) -> Change:
    """A font of one byte instead of a composite one; flag 4 says that it is for symbols, 32 that it is not."""

    def change(pdf: Pdf) -> None:
        node = font_of(pdf)
        node.Subtype = Name(f"/{kind}")
        node.FontDescriptor = node.DescendantFonts[0].FontDescriptor
        node.FontDescriptor.Flags = flags
        del node["/DescendantFonts"], node["/Encoding"]
        for key, value in entries.items():
            node[f"/{key}"] = value

    return change


def untold(pdf: Pdf) -> None:
    """A font of one byte that is not mapped to characters."""
    simple("TrueType")(pdf)
    del font_of(pdf)["/ToUnicode"]


NAMED = Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array([1, Name.blot]))

ROWS = (
    Row("31-001", "a CMap of another registry", own_map(system={"Registry": "Other"})),
    Row("31-002", "a CMap of another ordering", own_map(system={"Ordering": "Japan1"})),
    Row("31-003", "a CMap of a later supplement", own_map(system={"Supplement": 6})),
    Row("31-004", "a map to glyphs that is neither a stream nor Identity",
        inner(with_("/CIDToGIDMap", Name.Other))),
    Row("31-005", "no map to glyphs", inner(without("/CIDToGIDMap"))),
    Row("31-006", "an encoding that nobody knows", font(with_("/Encoding", Name("/House-H")))),
    Row("31-007", "a CMap that writes downwards in its stream alone", own_map(b"/WMode 1 def")),
    Row("31-008", "a CMap that uses another", own_map(b"/House-H usecmap", UseCMap=Name("/House-H"))),
    Row("31-009", "a font that is not embedded", inner(lambda f: without("/FontFile2")(f.FontDescriptor))),
    Row("31-011", "a font file with fewer glyphs than are shown", program(fewer_glyphs)),
    Row("31-011", "a font file that is damaged", program(lambda data: data[:200])),
    Row("31-012", "a list of glyph names that is too short",
        inner(lambda f: with_("/CharSet", "/A")(f.FontDescriptor))),
    Row("31-013", "a list of glyph names that is too long",
        inner(lambda f: with_("/CharSet", "/A/blot")(f.FontDescriptor))),
    Row("31-014", "a list of glyphs that is too short",
        lambda pdf: with_("/CIDSet", pdf.make_stream(b"\x80"))(font_of(pdf).DescendantFonts[0].FontDescriptor)),
    Row("31-015", "a list of glyphs that is too long",
        lambda pdf: with_("/CIDSet", pdf.make_stream(b"\xff" * 8192))(font_of(pdf).DescendantFonts[0].FontDescriptor)),
    Row("31-016", "glyphs of other widths than the file says", program(wider)),
    Row("31-017", "a TrueType font of one byte without a map for characters", simple("TrueType", Encoding=Name.WinAnsiEncoding)),
    Row("31-018", "a TrueType font of one byte that lacks a character", simple("TrueType", Encoding=Name.WinAnsiEncoding)),
    Row("31-019", "a TrueType font of one byte without an encoding", simple("TrueType")),
    Row("31-020", "one with an encoding that names no base", simple("TrueType", Encoding=Dictionary())),
    Row("31-021", "one with the encoding of Macintosh experts", simple("TrueType", Encoding=Name.MacExpertEncoding)),
    Row("31-022", "one with names of glyphs that nobody knows", simple("TrueType", Encoding=NAMED)),
    Row("31-023", "one with names of glyphs and no map of Unicode", simple("TrueType", Encoding=NAMED)),
    Row("31-024", "a font of one byte for symbols with an encoding",
        simple("TrueType", flags=4, Encoding=Name.WinAnsiEncoding)),
    Row("31-025", "a font of one byte for symbols without a map", simple("TrueType", flags=4)),
    Row("31-026", "a font of one byte for symbols with other maps", simple("TrueType", flags=4)),
    Row("31-027", "a font without characters", font(without("/ToUnicode"))),
    Row("31-027", "a font of one byte without characters", untold),
    Row("10-001", "a code without a character", fewer_characters),
    Row("17-003", "a code without a character, as in a formula", fewer_characters),
    Row("10-001", "a code that stands for nothing", first_character(b"")),
    Row("31-028", "a code that stands for U+0000", first_character(b"0000")),
    Row("31-029", "a code that stands for U+FEFF", first_character(b"feff")),
    Row("31-029", "a code that stands for U+FFFE", first_character(b"fffe")),
    Row("31-030", "the glyph for no character is shown", shown_first(b"0000")),
    Row("31-030", "a CMap that leads to the glyph for no character",
        lambda pdf: (own_map()(pdf), in_stream(lambda p: font_of(p).Encoding, b" 0 endcidrange", b" 0 endNOTHING")(pdf))),
    Row("31-011", "a glyph is shown that the font does not have", shown_first(b"fff0")),
)  # fmt: skip
