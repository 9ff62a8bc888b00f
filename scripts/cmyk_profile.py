"""Write an ICC output profile of a press that does not exist, for tests and validation.

Usage: ``python scripts/cmyk_profile.py FILE``. Its colours are plausible and of no use for printing; it is
made here so that no profile of anybody's has to be shipped. Format: ICC.1:2001-04 (version 2.4), lut16Type.
"""

from __future__ import annotations

import struct
import sys
from itertools import product
from pathlib import Path

NAME = "pcss-publish test press (no real one)"
STEPS_IN, STEPS_OUT = 9, 5  # of the tables from and to the connection space
BLACK = 0.5  # how much of the grey is printed in black, so that shadows exceed any usual ink limit
WHITE = (0.9642, 1.0, 0.8249)  # D50
TO_XYZ = ((0.4361, 0.3851, 0.1431), (0.2225, 0.7169, 0.0606), (0.0139, 0.0971, 0.7141))  # of sRGB, at D50
FROM_XYZ = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))
Triple = tuple[float, float, float]


def profile() -> bytes:
    """The profile; always the same bytes."""
    to_lab, to_ink = _table(4, 3, STEPS_OUT, _lab_of_inks), _table(3, 4, STEPS_IN, _inks_of_lab)
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(NAME) + 1) + NAME.encode() + bytes(1 + 78),
        b"cprt": b"text" + bytes(4) + b"Made for tests; no rights reserved.\0",
        b"wtpt": b"XYZ " + bytes(4) + struct.pack(">3i", *(round(65536 * one) for one in WHITE)),
        b"A2B0": to_lab,
        b"B2A0": to_ink,
    }
    at, rows, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        rows += name + struct.pack(">2I", at + len(body), len(data))
        body += padded
    size = at + len(body)
    return _header(size) + struct.pack(">I", len(tags)) + rows + body


def _header(size: int) -> bytes:
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    illuminant = struct.pack(">3i", *(round(65536 * one) for one in WHITE))
    start = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02400000, b"prtr", b"CMYK", b"Lab ") + date
    return (start + b"acsp" + bytes(28) + illuminant).ljust(128, b"\0")


def _table(ins: int, outs: int, steps: int, value: object) -> bytes:
    """A lut16Type: straight curves around a grid of which the last input varies fastest."""
    grid = product(*([n / (steps - 1) for n in range(steps)] for _ in range(ins)))
    unit = struct.pack(">9i", *(65536 if n % 4 == 0 else 0 for n in range(9)))
    head = b"mft2" + bytes(4) + bytes((ins, outs, steps, 0)) + unit + struct.pack(">2H", 2, 2)
    cells = [round(65535 * min(1.0, max(0.0, part))) for place in grid for part in value(*place)]  # type: ignore[operator]
    straight = struct.pack(">2H", 0, 65535)
    return head + straight * ins + struct.pack(f">{len(cells)}H", *cells) + straight * outs


def _lab_of_inks(cyan: float, magenta: float, yellow: float, black: float) -> Triple:
    light = 1 - black
    linear = [_linear((1 - ink) * light) for ink in (cyan, magenta, yellow)]
    x, y, z = (
        _root(sum(a * b for a, b in zip(row, linear, strict=True)) / white)
        for row, white in zip(TO_XYZ, WHITE, strict=True)
    )
    return _encoded(116 * y - 16, 500 * (x - y), 200 * (y - z))


def _inks_of_lab(lightness: float, a: float, b: float) -> tuple[float, float, float, float]:
    lab = 100 * lightness * 65535 / 65280, a * 65535 / 256 - 128, b * 65535 / 256 - 128
    y = (lab[0] + 16) / 116
    xyz = [
        white * _cube(part)
        for white, part in zip(WHITE, (y + lab[1] / 500, y, y - lab[2] / 200), strict=True)
    ]
    rgb = [_coded(sum(p * q for p, q in zip(row, xyz, strict=True))) for row in FROM_XYZ]
    black = BLACK * (1 - max(rgb))
    cyan, magenta, yellow = (1 - part / (1 - black) for part in rgb)
    return cyan, magenta, yellow, black


def _encoded(lightness: float, a: float, b: float) -> Triple:
    """Version 2's way to write Lab in 16 bits, here from 0 to 1."""
    return lightness / 100 * 65280 / 65535, (a + 128) * 256 / 65535, (b + 128) * 256 / 65535


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _coded(value: float) -> float:
    held = min(1.0, max(0.0, value))
    return float(12.92 * held if held <= 0.0031308 else 1.055 * held ** (1 / 2.4) - 0.055)


def _root(value: float) -> float:
    return float(value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116)


def _cube(value: float) -> float:
    return float(value**3 if value > 6 / 29 else (116 * value - 16) * 27 / 24389)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(profile())
