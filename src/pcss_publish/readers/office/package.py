"""A word processor's file as a ZIP of XML parts: opened within bounds, and nothing in it run or fetched."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any, Final

from pcss_publish.errors import SourceError

MOST_MEMBERS: Final = 4_000
LARGEST: Final = 200_000_000  # bytes of all members, unpacked
LARGEST_PART: Final = 40_000_000  # bytes of one XML part
RATIO: Final = 300  # a member that shrank more is a bomb; text seldom shrinks to a fiftieth
_BEGINNING: Final = 4_096  # bytes within which a document type is looked for before anything is parsed
_SMALL: Final = 1_000_000  # below this no ratio matters
DEEPEST: Final = 512
MOST_ELEMENTS: Final = 1_000_000

#: An element of a part's tree; lxml carries no types.
Element = Any

# The names of ISO 29500 Strict, and those that all programs write and pandoc knows (Part 4, annex A).
_STRICT: Final = tuple(
    (f"http://purl.oclc.org/ooxml/{old}".encode(), f"http://schemas.openxmlformats.org/{new}".encode())
    for old, new in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
        ("drawingml/picture", "drawingml/2006/picture"),
    )
)
_BROKEN: Final = "Open it in the program that wrote it, and save it again."
_FAULTS: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def names(data: bytes) -> frozenset[str]:
    """The names of a ZIP's members; empty where it is none."""
    if not data.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist()[: MOST_MEMBERS + 1])
    except _FAULTS:
        return frozenset()


class Package:
    """The members of one file, read when they are asked for.

    Args:
        data: the file.
        name: its name, for messages.

    Raises:
        SourceError: it is damaged, encrypted, or larger unpacked than any article.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except _FAULTS as error:
            raise SourceError(f"the file is damaged: {error}", place=name, hint=_BROKEN) from error
        self._refuse_bombs(infos)
        self.members = {info.filename: info for info in infos if not info.is_dir()}

    def _refuse_bombs(self, infos: list[zipfile.ZipInfo]) -> None:
        hint = "No article needs that; look at the file."
        if len(infos) > MOST_MEMBERS:
            raise SourceError(f"the file has more than {MOST_MEMBERS:,} members", place=self.name, hint=hint)
        if sum(info.file_size for info in infos) > LARGEST:
            raise SourceError(
                f"the file has more than {LARGEST:,} bytes unpacked", place=self.name, hint=hint
            )
        for info in infos:
            if info.file_size > _SMALL and info.file_size > RATIO * max(info.compress_size, 1):
                what = f"{info.filename} unpacks to {info.file_size:,} bytes from {info.compress_size:,}"
                raise SourceError(what, place=self.name, hint=hint)
            if info.flag_bits & 1:
                raise SourceError(
                    "the file has a password", place=self.name, hint="Take the password off, and save it."
                )

    def bytes_of(self, member: str) -> bytes:
        """A member, never more than its own entry says.

        Raises:
            SourceError: it is not there, or damaged.
        """
        info = self.members.get(member)
        if info is None:
            raise SourceError(f"{member} is missing from the file", place=self.name, hint=_BROKEN)
        try:
            with self._archive.open(info) as stream:
                return stream.read(info.file_size + 1)
        except (*_FAULTS, RuntimeError) as error:
            raise SourceError(f"{member} is damaged: {error}", place=self.name, hint=_BROKEN) from error

    def tree(self, member: str) -> Element:
        """The root of an XML part; entities and document types are refused.

        Raises:
            SourceError: it is not there, no XML, too large, too deep, or declares a document type.
        """
        data = self.bytes_of(member)
        if len(data) > LARGEST_PART:
            raise SourceError(
                f"{member} has more than {LARGEST_PART:,} bytes", place=self.name,
                hint="No article needs that; look at the file.",
            )  # fmt: skip
        return parsed(data, f"{self.name}:{member}")

    def tree_of(self, member: str) -> Element | None:
        """The root of a part that need not be there."""
        return self.tree(member) if member in self.members else None


def parsed(data: bytes, place: str) -> Element:
    """XML within bounds.

    Raises:
        SourceError: it is no XML, too deep, or declares a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    _refuse_type(b"<!DOCTYPE" in data[:_BEGINNING], place)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"no XML can be read: {error}", place=place, hint=_BROKEN) from error
    _refuse_type(root.getroottree().docinfo.doctype != "", place)
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST or count > MOST_ELEMENTS:
            what = f"nests {DEEPEST}" if depth > DEEPEST else f"has {MOST_ELEMENTS:,}"
            raise SourceError(
                f"{what} elements or more", place=place, hint="No article needs that; look at the file."
            )
    return root


def _refuse_type(declared: bool, place: str) -> None:
    if declared:
        raise SourceError(
            "declares a document type, which no word processor does", place=place,
            hint="Its entities are not expanded; save the file again, or copy its text.",
        )  # fmt: skip
