"""The native libraries that shape text and cut fonts to size, and their versions."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final, NamedTuple


class _Library(NamedTuple):
    """``number`` is that of its binary interface, which is part of the file's name."""

    file: str
    number: int
    function: str
    version: Callable[[Any], str]


def _text(function: Any) -> str:
    function.restype = ctypes.c_char_p
    return str(function().decode("ascii"))


def _number(function: Any) -> str:
    """Fontconfig's way: 21400 is 2.14.0."""
    value = function()
    return f"{value // 10_000}.{value // 100 % 100}.{value % 100}"


LIBRARIES: Final = {
    "pango": _Library("pango-1.0", 0, "pango_version_string", _text),
    "harfbuzz": _Library("harfbuzz", 0, "hb_version_string", _text),
    # It has no version of its own, and shows that of the HarfBuzz that it belongs to.
    "harfbuzz-subset": _Library("harfbuzz-subset", 0, "hb_version_string", _text),
    "fontconfig": _Library("fontconfig", 1, "FcGetVersion", _number),
}


def versions() -> dict[str, str]:
    """Versions of those libraries that can be loaded.

    Asked of the libraries themselves: importing WeasyPrint would cost half a second.
    """
    found = {}
    for name, library in LIBRARIES.items():
        stem, number = f"lib{library.file}", library.number
        for file in (f"{stem}.so.{number}", f"{stem}.{number}.dylib", f"{stem}.dylib"):
            try:
                found[name] = library.version(getattr(ctypes.CDLL(file), library.function))
            except (OSError, AttributeError):
                continue
            break
    return found
