"""Files of word processors, kept as folders of the parts that a person can read, and packed for a test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path


def bytes_of(path: Path) -> bytes:
    """A file's bytes; those of a folder are the ZIP of what is in it."""
    if not path.is_dir():
        return path.read_bytes()
    parts = {str(one.relative_to(path)): one.read_bytes() for one in path.rglob("*") if one.is_file()}
    return packed(parts)


def packed(parts: Mapping[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members; ``mimetype`` comes first, as OpenDocument wants it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name in sorted(parts, key=lambda one: (one != "mimetype", one)):
            archive.writestr(zipfile.ZipInfo(name), parts[name], method)
    return held.getvalue()
