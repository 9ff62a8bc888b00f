"""Writing so that nothing already built is ever damaged: beside its place, synced, then renamed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from pathlib import Path

from pcss_publish.errors import OutputError

PART = ".part"
"""Ending of a file that is being written."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(name: str) -> bytes:
    """The bytes of a file, by its path as text: a build with nothing to do reads thousands, and no more.

    Raises:
        OSError: it cannot be read.
    """
    with open(name, "rb", buffering=0) as stream:  # noqa: PTH123 - a Path would cost more than the reading
        return stream.read()


def write(path: Path, data: bytes, *, staging: Path | None = None) -> None:
    """Put ``data`` at ``path`` whole or not at all.

    Args:
        path: where.
        data: what.
        staging: folder on the same disk where it is written first; beside its place unless given.

    Raises:
        OutputError: the folder cannot be written, or the disk is full; what was at ``path`` is still there.
    """
    write_all({path: data}, staging=staging)


def create(path: Path, data: bytes) -> bool:
    """Put ``data`` at ``path`` whole or not at all, and never in the place of anything.

    Returns:
        Whether it was put there; else something was there already.

    Raises:
        OutputError: as for :func:`write`.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _stage(path.parent, data)
        _link(temporary, path)
    except FileExistsError:
        return False
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - as below
    return True


def _link(temporary: str, path: Path) -> None:
    """A second name fails where the name is taken; file systems without them are asked first."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if path.exists():
            raise FileExistsError from error
        os.replace(temporary, path)  # noqa: PTH105 - the temporary name is a string


def write_named(path: Path, data: bytes) -> None:
    """Write where a person named a file: into devices and pipes, to what links lead to, and else as `write`.

    Raises:
        OutputError: it is a folder, its own folder is not there, or as for :func:`write`.
    """
    if path.is_dir():
        raise OutputError("is a folder", place=str(path), hint="Name a file in it.")
    if path.exists() and not path.is_file():
        try:
            path.write_bytes(data)
        except OSError as error:
            raise _unwritten(path, error) from error
        return
    target = path.resolve()
    if not target.parent.is_dir():
        missing = path.parent if target.parent == path.parent.resolve() else target.parent
        raise OutputError(f"there is no folder {missing}", place=str(path), hint="Make it, or mend the name.")
    write(target, data)


def write_all(files: dict[Path, bytes], *, staging: Path | None = None) -> None:
    """Write several files; none is put in its place before all of them are on the disk.

    Raises:
        OutputError: as for :func:`write`.
    """
    staged: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            folder = staging or path.parent
            for needed in {folder, path.parent}:
                needed.mkdir(parents=True, exist_ok=True)
            staged.append((_stage(folder, data), path))
        for temporary, path in staged:
            os.replace(temporary, path)  # noqa: PTH105 - the temporary name is a string
    except OSError as error:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - as above
        raise _unwritten(path, error) from error


def append(path: Path, line: str) -> None:
    """Add a line to a file, and see it on the disk. It stands apart from one that was torn before it.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as stream:
            stream.write(b"\n" + line.encode())
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> OutputError:
    """The error for the file that was meant: the name of its temporary helps nobody."""
    way = "Free some space" if error.errno in _FULL else "Look at its name, and at who may write there"
    return OutputError(
        f"cannot be written: {error.strerror or error}",
        place=str(path),
        hint=f"{way}, or choose another folder. What was there before is unharmed.",
    )


def _stage(folder: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=folder)
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
