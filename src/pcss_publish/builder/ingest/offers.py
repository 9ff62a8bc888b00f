"""What a person names, taken apart into single files: folders, archives and exports of many posts."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from pcss_publish.builder.project import DESK_SUFFIX
from pcss_publish.errors import NoInputError, PublishError, SourceError
from pcss_publish.readers import archive, wxr

STDIN: Final = "-"
_MOST_FILES: Final = archive.MOST_FILES
_DEEPEST: Final = 32
_HEAD: Final = 1 << 16  # bytes in which an export names itself
#: Folders in which browsers keep a saved page's own files, by the end of their names.
_PAGE_FOLDERS: Final = ("_files", ".files", ".fld", "-Dateien", "_fichiers", "_archivos", "-bestanden")


@dataclass(frozen=True)
class Offer:
    """One file, or what stands in its way.

    Attributes:
        name: what messages call it.
        data: its bytes, as they are.
        found: it was found in a folder or archive; nobody said that it is an article.
        left: why it is not looked at.
        error: why it cannot be.
        slug: what its maker calls it, where that is known.
    """

    name: str
    data: bytes = b""
    found: bool = False
    left: str = ""
    error: PublishError | None = None
    slug: str = ""


def offers(names: Iterable[str], stdin: BinaryIO, limit: int) -> Iterator[Offer]:
    """All files that ``names`` stand for, one held in memory at a time.

    Args:
        names: files, folders, archives, exports; ``-`` is standard input.
        stdin: standard input.
        limit: largest article, in bytes.
    """
    for name in names:
        try:
            if name == STDIN:
                yield from _kept(stdin, "standard input", limit)
            elif Path(name).is_dir():
                yield from _of_folder(Path(name), limit)
            else:
                with _opened(Path(name)) as stream:
                    yield from (_of_stream if stream.seekable() else _kept)(stream, name, limit)
        except PublishError as error:
            yield Offer(name, error=error)


def _kept(stream: BinaryIO, name: str, limit: int) -> Iterator[Offer]:
    """What comes through a pipe: archives are read from their end."""
    import tempfile

    with tempfile.TemporaryFile() as kept:
        left = archive.MOST_BYTES
        while chunk := stream.read(_HEAD):
            left -= len(chunk)
            if left < 0:
                raise _too_large(name, archive.MOST_BYTES)
            kept.write(chunk)
        kept.seek(0)
        yield from _of_stream(kept, name, limit)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise NoInputError(
            f"cannot be read: {error.strerror}", place=str(path), hint="Check the name."
        ) from error


def _of_stream(stream: BinaryIO, name: str, limit: int, *, found: bool = False) -> Iterator[Offer]:
    """One file, or what it is a collection of. Only the files of an archive cannot be searched."""
    head = stream.read(_HEAD)
    if wxr.recognise(head.decode("utf-8", "replace")):
        yield from _of_export(_Joined(head, stream), name, limit)
        return
    if stream.seekable() and archive.kind_of(stream) == "zip":
        yield from _of_archive(stream, name, limit)
        return
    if stream.seekable():
        stream.seek(len(head))
    data = head + stream.read(max(limit + 1 - len(head), 0))
    if len(data) > limit:
        raise _too_large(name, limit)
    nested = archive.kind_of(data) == "zip"
    yield Offer(name, data, found, left="an archive within another; unpack it first" if nested else "")


def _too_large(name: str, limit: int) -> SourceError:
    return SourceError(
        f"has more than {limit:,} bytes", place=name,
        hint="Raise limits.source_bytes in pcss.toml if this really is one article.",
    )  # fmt: skip


class _Joined(io.RawIOBase):
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        taken, self._head = self._head, b""
        return taken or self._stream.read(size)


def _of_export(stream: io.RawIOBase, name: str, limit: int) -> Iterator[Offer]:
    from pcss_publish.readers.wxr.split import posts

    for post in posts(stream, name, limit=limit):  # type: ignore[arg-type]
        own = f"{name}:{post.line} ({post.title or post.slug or 'without a title'})"
        yield Offer(own, b"" if post.reason else post.data, left=post.reason, slug=post.slug)


def _of_archive(stream: BinaryIO, name: str, limit: int) -> Iterator[Offer]:
    for member in archive.members(stream, name):
        own = f"{name}/{member.name}"
        left = _beside(PurePosixPath(member.name))
        if member.refused:
            yield Offer(own, error=SourceError(member.refused, place=own, hint="It was not taken."))
        elif left:
            yield Offer(own, found=True, left=left)
        else:
            yield from _found(member.stream, own, limit)


def _found(stream: BinaryIO, name: str, limit: int) -> Iterator[Offer]:
    """A file of a folder or archive; what is wrong with it concerns no other."""
    try:
        yield from _of_stream(stream, name, limit, found=True)
    except PublishError as error:
        yield Offer(name, found=True, error=error)


def _of_folder(folder: Path, limit: int) -> Iterator[Offer]:
    """The files below a folder, by name. Links are not followed, and nothing but files is opened."""
    count = 0
    for where, folders, names in os.walk(folder, followlinks=False):
        here = Path(where)
        linked = [one for one in folders if (here / one).is_symlink()]
        folders[:] = sorted(set(folders) - set(linked))
        if len(here.relative_to(folder).parts) > _DEEPEST:
            raise SourceError(f"nests more than {_DEEPEST} folders", place=where, hint="Name a folder in it.")
        for name in sorted([*names, *linked]):
            count += 1
            if count > _MOST_FILES:
                raise SourceError(
                    f"holds more than {_MOST_FILES:,} files", place=str(folder), hint="Name a folder in it."
                )
            path = here / name
            yield from _of_entry(path, _beside(PurePosixPath(path.relative_to(folder))), limit)


def _of_entry(path: Path, left: str, limit: int) -> Iterator[Offer]:
    try:
        # Opened without following, without waiting; looked at only then: it may change meanwhile.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        told = "a link; links are not followed" if path.is_symlink() else ""
        cannot = NoInputError(f"cannot be read: {error.strerror}", place=str(path), hint="Check its rights.")
        yield Offer(str(path), found=True, left=told, error=None if told else cannot)
        return
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            yield Offer(str(path), found=True, left="no file, but a device, a pipe or a socket")
        elif left:
            yield Offer(str(path), found=True, left=left)
        else:
            yield from _found(stream, str(path), limit)


def _beside(path: PurePosixPath) -> str:
    """Why a file of a folder or archive does not stand for itself; empty if it does."""
    if any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return "hidden"
    if any(part.endswith(_PAGE_FOLDERS) for part in path.parts[:-1]):
        return "a saved page's own"
    return "a desk file; put it beside its source by hand" if path.name.endswith(DESK_SUFFIX) else ""
