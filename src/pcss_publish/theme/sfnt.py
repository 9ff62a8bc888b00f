"""The frame of a font file (OpenType 1.9, "Organization of an OpenType font"): its tables and licence bit."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

_LARGEST: Final = 30_000_000  # bytes
_TAKEN: Final = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_OTHERS: Final = {b"wOF2": "WOFF2", b"wOFF": "WOFF", b"ttcf": "a font collection"}
_NEEDED: Final = frozenset((b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2"))
_OUTLINES: Final = frozenset((b"glyf", b"CFF ", b"CFF2"))
_FS_TYPE: Final = 8  # where it stands in OS/2
_RESTRICTED: Final = 0x0002  # fsType: Restricted License embedding

ASK: Final = "Ask the foundry for the TTF or OTF file, or convert it."
LICENCE: Final = "Ask the foundry for a licence to embed it, or take another font."


def fault(path: Path) -> tuple[str, str]:
    """What is wrong with a font file, and what to do about it if that is anything special; empty: nothing.

    Raises:
        OSError: it cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        start = stream.read(12)
        if start[:4] in _OTHERS:
            return f"is {_OTHERS[start[:4]]}", ASK
        if start[:4] not in _TAKEN or len(start) < 12:
            return "is no font", ""
        if size > _LARGEST:
            return f"has {size} bytes, more than {_LARGEST}", ""
        count = int.from_bytes(start[4:6], "big")
        entries = stream.read(16 * count)
        if len(entries) < 16 * count:
            return "is a torn font", ""
        tables = {tag: (at, length) for tag, _, at, length in struct.iter_unpack(">4sIII", entries)}
        torn = any(at + length > size for at, length in tables.values())
        if torn or not (tables.keys() >= _NEEDED and tables.keys() & _OUTLINES):
            return "is a torn font, or lacks tables", ""
        stream.seek(tables[b"OS/2"][0] + _FS_TYPE)
        bits = int.from_bytes(stream.read(2), "big")
    return ("forbids embedding (fsType)", LICENCE) if bits & 0x000F == _RESTRICTED else ("", "")
