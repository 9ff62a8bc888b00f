"""EPUB 3 packages through EbookLib: the only module that imports it.

EbookLib's document classes reparse XHTML and change it in silence (spaces between inline elements,
lost attributes), so every file goes in as a plain item, and the package document is finished here. It gets
files without what is in them, since it would write all of that once more.
"""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from xml.parsers import expat

from pcss_publish.errors import ToolMissingError

_STORED = (".png", ".jpg", ".jpeg", ".webp", ".woff")
_FOLDER = "EPUB"  # where EbookLib puts all files
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_XML = "{http://www.w3.org/XML/1998/namespace}"


class Item(NamedTuple):
    """One file of the package. ``properties`` are those of the manifest (``nav``, ``cover-image``)."""

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


class Meta(NamedTuple):
    """One metadata element: of Dublin Core where ``core``, a link where ``href``, else ``meta property``.

    ``refines`` is the id of the element that it says more about.
    """

    name: str
    value: str
    core: bool = False
    id: str = ""
    refines: str = ""
    href: str = ""


@dataclass(frozen=True)
class Package:
    """What an EPUB holds.

    Attributes:
        identifier: unique and stable across rebuilds.
        modified: aware UTC; goes into ``dcterms:modified``.
        spine: ids of items, in reading order.
    """

    identifier: str
    title: str
    language: str
    rtl: bool
    modified: datetime
    metadata: tuple[Meta, ...]
    items: tuple[Item, ...]
    spine: tuple[str, ...]


def pack(package: Package) -> bytes:
    """Write a package; the same package gives the same bytes.

    Raises:
        ToolMissingError: EbookLib is not installed.
        ValueError: a document is not well-formed XML, which is a fault of the composition.
    """
    for item in package.items:
        if item.media_type.endswith("xml"):
            _assert_well_formed(item)
    epub = _ebooklib()
    book = _book(epub, package)
    raw = io.BytesIO()
    options = {
        "mtime": package.modified, "compresslevel": 0, "epub3_pages": False,
        "epub3_landmark": False, "raise_exceptions": True,
    }  # fmt: skip
    # 0.20 answers a failed write with False and no exception.
    if not epub.write_epub(raw, book, options):
        raise ValueError("EbookLib could not write the package")
    return _finish(raw, package)


def _ebooklib() -> Any:
    try:
        from ebooklib import epub
    except ImportError as error:
        raise ToolMissingError(
            "EPUB needs EbookLib, which is not installed",
            hint=f'Run: {sys.executable} -m pip install "EbookLib>=0.20"',
        ) from error
    return epub


def _assert_well_formed(item: Item) -> None:
    try:
        expat.ParserCreate().Parse(item.data, True)
    except expat.ExpatError as error:
        raise ValueError(f"{item.name} is not well-formed: {error}") from error


def _book(epub: Any, package: Package) -> Any:
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier and the generator's name
    book.IDENTIFIER_ID = "pub-id"
    book.set_identifier(package.identifier)
    book.set_language(package.language)
    book.direction = "rtl" if package.rtl else None
    book.add_metadata("DC", "title", package.title, {"id": "title"})
    for meta in package.metadata:
        _add(book, meta)
    items = {}
    for item in package.items:
        if "cover-image" in item.properties:  # EPUB 2's way, which shops and older readers still look for
            book.add_metadata(None, "meta", "", {"name": "cover", "content": item.id})
        entry = epub.EpubItem(uid=item.id, file_name=item.name, media_type=item.media_type, content=b"")
        entry.properties = list(item.properties)
        book.add_item(entry)
        items[item.id] = entry
    book.spine = [items[name] for name in package.spine]
    return book


def _add(book: Any, meta: Meta) -> None:
    attributes = {"id": meta.id} if meta.id else {}
    if meta.core:
        book.add_metadata("DC", meta.name, meta.value, attributes)
        return
    attributes["rel" if meta.href else "property"] = meta.name
    if meta.refines:
        attributes["refines"] = f"#{meta.refines}"
    if meta.name == "role":
        attributes["scheme"] = "marc:relators"
    if meta.href:
        attributes["href"] = meta.href
    book.add_metadata(None, "link" if meta.href else "meta", meta.value, attributes)


def _finish(raw: io.BytesIO, package: Package) -> bytes:
    out = io.BytesIO()
    own = {f"{_FOLDER}/{item.name}": item.data for item in package.items}
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = own.get(name) or source.read(name)
            if name.endswith(".opf"):
                data = _finished_opf(data, package)
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            stored = name == "mimetype" or name.endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, data, compresslevel=9)
    return out.getvalue()


def _finished_opf(data: bytes, package: Package) -> bytes:
    """Add what EbookLib has no call for: the package's language and direction."""
    from lxml import etree  # comes with EbookLib

    root = etree.fromstring(data)
    root.set(f"{_XML}lang", package.language)
    root.set("dir", "rtl" if package.rtl else "ltr")
    etree.cleanup_namespaces(root)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written
