"""ZIP files: what kind one is, and the files in it, within bounds. Nothing is ever unpacked onto the disk.

The bounds stand against bombs (https://www.bamsoftware.com/hacks/zipbomb/) and against names that lead out of
a folder (CWE-22). What an archive says of itself is not believed: bytes are counted as they come.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, BinaryIO, Final, Literal, NamedTuple

from pcss_publish.errors import SourceError
from pcss_publish.readers.office.kinds import ODT, holds_docx

Kind = Literal["", "zip", "docx", "odt", "epub", "other"]

MOST_FILES: Final = 10_000
MOST_BYTES: Final = 200_000_000
#: Of a whole archive: many small files that are each packed as tightly as may be would cost minutes to read.
MOST_OF_ALL: Final = 30
_ANYWAY_OF_ALL: Final = 10_000_000
#: Text is packed 3 to 20 times, a page of one word over and over up to 1,000 times.
MOST_RATIO: Final = 100
_ANYWAY: Final = 1_000_000  # bytes that a small file may give at any ratio
_DIRECTORY: Final = 4_000_000  # bytes of the list of files, at a hundred each and more
_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_MIME: Final[dict[bytes, Kind]] = {
    ODT.encode(): "odt",
    b"application/epub+zip": "epub",
}
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LEADS_OUT: Final = re.compile(r"[\\/]|[A-Za-z]:|.*(?:^|[\\/])\.\.(?:[\\/]|$)", re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    IndexError,
)  # fmt: skip


class Member(NamedTuple):
    """One file of an archive: its bytes, or why they are not given out."""

    name: str
    stream: BinaryIO
    refused: str = ""


def kind_of(data: bytes | BinaryIO) -> Kind:
    """What a file is that packs others: ``zip`` is an archive, the rest are single documents; empty: no ZIP.

    DOCX is told by its parts (ECMA-376-2), ODT and EPUB by the file ``mimetype`` that comes first (ODF 1.3
    part 2, 3.3; EPUB OCF 4.3). An archive that is damaged is a ``zip``.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    stream.seek(0)
    if stream.read(4) not in _STARTS:
        return ""
    try:
        with _opened(stream) as archive:
            names = archive.namelist()
            if holds_docx(names):
                return "docx"
            if "[Content_Types].xml" in names:
                return "other"
            if names[:1] == ["mimetype"] or {"mimetype", "content.xml"} <= {*names}:
                with archive.open("mimetype") as first:
                    return _MIME.get(first.read(100).strip(), "other")
    except (*_BROKEN, SourceError):
        return "zip"
    return "zip"


def members(stream: BinaryIO, name: str) -> Iterator[Member]:
    """The files of an archive in their order, without folders; each is read before the next is asked for.

    Args:
        stream: the archive; one that can be searched.
        name: what messages call it.

    Raises:
        SourceError: it is damaged, holds more files or gives more bytes than any collection of articles.
            Reading from a member raises it too, of that file alone if it says so.
    """
    try:
        with _opened(stream) as archive:
            found = [one for one in archive.infolist() if not one.is_dir()]
            if len(found) > MOST_FILES:
                raise _too_much(name, f"holds {len(found):,} files; the most is {MOST_FILES:,}")
            often = Counter(one.orig_filename.casefold() for one in found)
            size = stream.seek(0, io.SEEK_END)
            budget = _Budget(name, min(MOST_BYTES, size * MOST_OF_ALL + _ANYWAY_OF_ALL))
            for info in found:
                refused = _refused(info, often[info.orig_filename.casefold()])
                shown = _CONTROL.sub("?", info.orig_filename)
                if refused:
                    yield Member(shown, io.BytesIO(), refused)
                    continue
                budget.spend(0)
                try:
                    packed = archive.open(info)
                except _BROKEN as error:
                    yield Member(shown, io.BytesIO(), f"it is damaged: {error}")
                    continue
                with packed:
                    counted = _Counted(packed, budget, f"{name}/{shown}", info.compress_size)
                    yield Member(shown, io.BufferedReader(counted, 1 << 16))
    except _BROKEN as error:
        raise SourceError(
            f"the archive is damaged: {error}", place=name, hint="Unpack it by hand, and name the folder."
        ) from error


def _refused(info: zipfile.ZipInfo, often: int) -> str:
    mode = info.external_attr >> 16
    if _LEADS_OUT.match(info.orig_filename) or _CONTROL.search(info.orig_filename):
        return "its name leads out of the archive"
    if info.flag_bits & 1:
        return "it is encrypted"
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "it is a link" if stat.S_ISLNK(mode) else "it is a device and no file"
    if often > 1:
        return "another file of the archive has its name, but for the case of letters"
    return "" if info.compress_type in _METHODS else "it is packed in a way that is not known here"


def _too_much(place: str, what: str) -> SourceError:
    return SourceError(what, place=place, hint="No collection of articles needs that; look at the file.")


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    stream.seek(0)
    return zipfile.ZipFile(_Guarded(stream))


class _Guarded(io.RawIOBase):
    """The archive's bytes; its list of files is not read whole if that were to fill the memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def read(self, size: int | None = -1) -> bytes:
        wanted = _DIRECTORY + 1 if size is None or size < 0 else size
        if wanted > _DIRECTORY:
            found = self._stream.read(_DIRECTORY + 1)
            if len(found) > _DIRECTORY:
                raise zipfile.BadZipFile("its list of files is larger than any")
            return found
        return self._stream.read(wanted)


class _Budget:
    """How many bytes an archive may still give."""

    def __init__(self, name: str, most: int) -> None:
        self._name, self._most, self._left = name, most, most

    def spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise _too_much(self._name, f"unpacks to more than {self._most:,} bytes")


class _Counted(io.RawIOBase):
    """A file of the archive; it stops where it gives more than what is packed can honestly hold."""

    def __init__(self, packed: IO[bytes], budget: _Budget, place: str, size: int) -> None:
        self._packed, self._budget, self._place = packed, budget, place
        self._most = size * MOST_RATIO + _ANYWAY
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self._packed.read(min(len(view), 1 << 16))
        except _BROKEN as error:
            raise SourceError(f"is damaged: {error}", place=self._place, hint="Pack it again.") from error
        view[: len(data)] = data
        self._given += len(data)
        self._budget.spend(len(data))
        if self._given > self._most:
            raise _too_much(self._place, f"unpacks to more than {MOST_RATIO} times what it is packed in")
        return len(data)
