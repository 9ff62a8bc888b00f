"""The few facts of a TrueType or OpenType font file that the gate asks for (ISO/IEC 14496-22)."""

from __future__ import annotations

import struct
from typing import NamedTuple


class Program(NamedTuple):
    """How many glyphs a font file has, and the advance widths of the first of them in units of the em."""

    glyphs: int
    units: int
    advances: tuple[int, ...]

    def width(self, glyph: int) -> float:
        """The advance width of a glyph in thousandths of an em; those after the last entry have its width."""
        return self.advances[min(glyph, len(self.advances) - 1)] * 1000 / self.units


def read(data: bytes) -> Program | None:
    """Read a font file; None for one that is damaged or of another kind."""
    try:
        tables = _tables(data)
        units: int = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
        glyphs: int = struct.unpack_from(">H", data, tables[b"maxp"] + 4)[0]
        metrics: int = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
        advances = struct.unpack_from(f">{metrics * 2}H", data, tables[b"hmtx"])[::2]
        return Program(glyphs, units, advances) if units and advances else None
    except (struct.error, KeyError):
        return None


def _tables(data: bytes) -> dict[bytes, int]:
    if data[:4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        return {}
    (count,) = struct.unpack_from(">H", data, 4)
    rows = (struct.unpack_from(">4s4xL4x", data, 12 + 16 * n) for n in range(count))
    return dict(rows)
