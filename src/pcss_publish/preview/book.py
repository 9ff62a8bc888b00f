"""Chapters of an EPUB, each whole in itself: style sheets and pictures are put in; it loads nothing."""

from __future__ import annotations

import posixpath
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from pcss_publish.preview.scheme import Scheme, settle

_XHTML = "http://www.w3.org/1999/xhtml"
_H = f"{{{_XHTML}}}"
_PART_BYTES = 32 * 2**20
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp"}

# Reading systems set a book's text apart from the edge of the screen; a bare browser does not.
_GROUND = ":root {{ color-scheme: {}; margin: 0 auto; padding: 20px 24px; max-width: 42em }}"


class NoBookError(Exception):
    """It cannot be read as an EPUB."""


@dataclass(frozen=True)
class Book:
    """The parts of an EPUB by path, their media types, and the chapters in the order of the spine."""

    parts: dict[str, bytes]
    types: dict[str, str]
    spine: tuple[str, ...]

    @classmethod
    def read(cls, data: bytes) -> Book:
        """Read a book.

        Raises:
            NoBookError: no ZIP, no package document, or a part of more than 32 MiB.
        """
        try:
            with ZipFile(BytesIO(data)) as archive:
                infos = archive.infolist()
                if any(info.file_size > _PART_BYTES for info in infos):
                    raise NoBookError("a part is too large to be shown")
                parts = {info.filename: archive.read(info) for info in infos}
            container = _parse(parts["META-INF/container.xml"])
            package = next(
                item.attrib["full-path"] for item in container.iter() if "full-path" in item.attrib
            )
            opf = _parse(parts[package])
            items = {
                item.attrib["id"]: (_join(package, item.attrib["href"]), item.attrib["media-type"])
                for item in opf.iterfind(".//{*}manifest/{*}item")
            }
            spine = tuple(items[item.attrib["idref"]][0] for item in opf.iterfind(".//{*}spine/{*}itemref"))
        except (BadZipFile, ET.ParseError, KeyError, StopIteration, NotImplementedError) as error:
            raise NoBookError(str(error)) from error
        return cls(parts, dict(items.values()), spine)

    def titles(self) -> list[str]:
        """Short names of the chapters, in order."""
        return [self._title(path) for path in self.spine]

    def texts(self) -> list[bytes]:
        """The chapters as they are, in order."""
        return [self.parts.get(path, b"") for path in self.spine]

    def place(self, element: str) -> int | None:
        """Number of the chapter that has an element of this id, counted from 1."""
        wanted = f'id="{element}"'.encode()
        return next((n for n, path in enumerate(self.spine, 1) if wanted in self.parts.get(path, b"")), None)

    def chapter(self, number: int, scheme: Scheme) -> bytes | None:
        """A chapter as XHTML that needs nothing else; None if there is none.

        Raises:
            NoBookError: it is not well-formed.
        """
        if not 1 <= number <= len(self.spine):
            return None
        path = self.spine[number - 1]
        root = self._tree(path)
        for parent, index, link in list(_style_links(root)):
            style = ET.Element(f"{_H}style")
            sheet = self.parts.get(_join(path, link.get("href", "")), b"").decode("utf-8", "replace")
            style.text, style.tail = settle(sheet, scheme), link.tail
            parent[index] = style
        for style in root.iter(f"{_H}style"):
            style.text = settle(style.text or "", scheme)
        for picture in root.iter(f"{_H}img"):
            picture.set("src", self._inline(_join(path, picture.get("src", ""))))
        for anchor in root.iter(f"{_H}a"):
            self._lead(anchor, path)
        head = root.find(f"{_H}head")
        if head is not None:
            ground = ET.SubElement(head, f"{_H}style")
            ground.text = _GROUND.format(scheme)
        # Each time: prefixes are global, and WeasyPrint takes the empty one for metadata when it is imported.
        ET.register_namespace("", _XHTML)
        ET.register_namespace("epub", "http://www.idpf.org/2007/ops")
        markup: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return markup

    def _tree(self, path: str) -> ET.Element:
        try:
            return _parse(self.parts[path])
        except (KeyError, ET.ParseError) as error:
            raise NoBookError(f"{path}: {error}") from error

    def _title(self, path: str) -> str:
        """A short name: the first heading's text, else the title's."""
        try:
            root = self._tree(path)
        except NoBookError:
            return posixpath.basename(path)
        for tag in ("h1", "h2", "title"):
            text = " ".join("".join(next(root.iter(f"{_H}{tag}"), ET.Element("none")).itertext()).split())
            if text:
                return text
        return posixpath.basename(path)

    def _inline(self, path: str) -> str:
        media = self.types.get(path, "")
        if media not in _PICTURES or path not in self.parts:
            return "data:,"
        return f"data:{media};base64,{b64encode(self.parts[path]).decode()}"

    def _lead(self, anchor: ET.Element, path: str) -> None:
        """Links between chapters lead to the chapter's number; outward ones nowhere (see ``scheme``)."""
        target = urlsplit(anchor.get("href", ""))
        if target.scheme or target.netloc:
            anchor.set("target", "_blank")
        elif target.path and (there := _join(path, target.path)) in self.spine:
            hash_ = f"#{target.fragment}" if target.fragment else ""
            anchor.set("href", f"{self.spine.index(there) + 1}{hash_}")


def _parse(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - expat bounds entities, and the size is bounded


def _join(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(urlsplit(href).path)))


def _style_links(root: ET.Element) -> Iterator[tuple[ET.Element, int, ET.Element]]:
    for parent in root.iter():
        for index, child in enumerate(parent):
            if child.tag == f"{_H}link" and "stylesheet" in child.get("rel", "").split():
                yield parent, index, child
