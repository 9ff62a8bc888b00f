"""What stands around the start of WeasyPrint: which fonts it may see, and how its libraries are found."""

from __future__ import annotations

import ctypes.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def private_fontconfig() -> Iterator[None]:
    """Fontconfig without folders: it is read at import and by each ``FontConfiguration``."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def no_library_search() -> Iterator[None]:
    """On Linux the loader knows the names; ``find_library`` would start a compiler for each."""
    original = ctypes.util.find_library
    if sys.platform == "linux":
        setattr(ctypes.util, "find_library", lambda _name: None)  # noqa: B010 - typed as a function
    try:
        yield
    finally:
        setattr(ctypes.util, "find_library", original)  # noqa: B010 - as above
