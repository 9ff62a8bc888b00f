"""What the codes of a font stand for: CMaps to Unicode and to glyphs (ISO 32000-1, 9.7.5 and 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SECTION = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\d+)|([\[\]])")
_WIDEST = 0x10000

Value = bytes | int


def read(data: bytes) -> dict[int, Value]:
    """Codes and what they stand for: UTF-16 (big-endian) in a map to Unicode, the number of a CID else."""
    found: dict[int, Value] = {}
    for kind, body in _SECTION.findall(data):
        values = _values(body)
        if kind.endswith(b"char"):
            found.update(
                (int.from_bytes(_bytes(code)), value)
                for code, value in zip(values, values, strict=False)
                if not isinstance(value, list)
            )
        else:
            for first, last, start in zip(values, values, values, strict=False):
                found |= _range(int.from_bytes(_bytes(first)), int.from_bytes(_bytes(last)), start)
    return found


def _values(body: bytes) -> Iterator[Value | list[Value]]:
    listed: list[Value] | None = None
    for digits, number, bracket in _TOKEN.findall(body):
        if bracket == b"[":
            listed = []
        elif bracket == b"]" and listed is not None:
            yield listed
            listed = None
        else:
            value: Value = int(number) if number else bytes.fromhex(digits.decode("ascii"))
            if listed is None:
                yield value
            else:
                listed.append(value)


def _bytes(value: Value | list[Value]) -> bytes:
    return value if isinstance(value, bytes) else b""


def _range(first: int, last: int, start: Value | list[Value]) -> dict[int, Value]:
    codes = range(first, min(last, first + _WIDEST) + 1)
    if isinstance(start, list):
        return dict(zip(codes, start, strict=False))
    if isinstance(start, int):
        return {code: start + n for n, code in enumerate(codes)}
    head, end = start[:-2], int.from_bytes(start[-2:])
    return {code: head + ((end + n) & 0xFFFF).to_bytes(2) for n, code in enumerate(codes)}
