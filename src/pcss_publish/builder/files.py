"""Writing so that nothing already built is ever damaged: beside its place, synced, then renamed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from pcss_publish.errors import OutputError


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` whole or not at all.

    Raises:
        OutputError: the folder cannot be written, or the disk is full; what was at ``path`` is still there.
    """
    write_all({path: data})


def write_all(files: dict[Path, bytes]) -> None:
    """Write several files; none is put in its place before all of them are on the disk.

    Raises:
        OutputError: as for :func:`write`.
    """
    staged: list[tuple[str, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_stage(path, data), path))
        for temporary, path in staged:
            os.replace(temporary, path)  # noqa: PTH105 - the temporary name is a string
    except OSError as error:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - as above
        raise OutputError(
            f"cannot be written: {error.strerror or error}",
            place=str(error.filename or next(iter(files), "")),
            hint="Free some space or choose another folder. What was there before is unharmed.",
        ) from error


def _stage(path: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)  # noqa: PTH101 - mkstemp's 0600 would keep a web server from the product
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - as above
        raise
    return name
