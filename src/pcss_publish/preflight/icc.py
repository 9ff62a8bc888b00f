"""The header of an ICC profile (ICC.1:2022, 7.2): enough to tell a press from a screen."""

from __future__ import annotations

from typing import NamedTuple

_SMALLEST = 132  # bytes: header and number of tags
_SIGNATURE = b"acsp"


class Header(NamedTuple):
    """What a profile is for: class (``prtr``), colour space (``CMYK``), and the tags that it has."""

    kind: str
    space: str
    tags: frozenset[str]

    @property
    def for_press(self) -> bool:
        """Whether colours can be converted to the inks of a press with it, and looked at from there."""
        return (self.kind, self.space) == ("prtr", "CMYK") and {"A2B0", "B2A0"} <= self.tags


def header(data: bytes) -> Header | None:
    """The header of a profile; None for what is none, or is cut short."""
    if len(data) < _SMALLEST or data[36:40] != _SIGNATURE or int.from_bytes(data[:4], "big") != len(data):
        return None
    count = int.from_bytes(data[128:132], "big")
    rows = [data[132 + 12 * n : 144 + 12 * n] for n in range(min(count, 200))]
    tags = frozenset(row[:4].decode("latin-1") for row in rows if len(row) == 12)
    return Header(data[12:16].decode("latin-1").strip(), data[16:20].decode("latin-1").strip(), tags)
