"""What neither EPUBCheck nor Ace asks of an EPUB: titles and links that say something, pages that agree."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from pcss_publish.maillint.tables import pattern

from . import Complaint
from .tools import Tools

HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
# What converters give for want of a title: "ch001.xhtml", "untitled", "Chapter 3".
EMPTY_TITLE = re.compile(r"[\w-]*\.x?html?|untitled.*|(chapter|section|part|page)?[\W\d]*", re.IGNORECASE)


class Book(NamedTuple):
    """The parts of an EPUB that are asked about; documents by their names, in reading order."""

    package: ET.Element
    documents: dict[str, ET.Element]
    ncx: ET.Element | None

    @classmethod
    def read(cls, path: Path) -> Book:
        """Read a file that EPUBCheck has passed."""
        with ZipFile(path) as archive:
            container = _parsed(archive, "META-INF/container.xml")
            name = next(e.get("full-path", "") for e in container.iter() if e.tag.endswith("rootfile"))
            package = _parsed(archive, name)
            folder = posixpath.dirname(name)
            items = {
                i.get("id"): posixpath.join(folder, i.get("href", "")) for i in package.iter(f"{OPF}item")
            }
            spine = [items[ref.get("idref")] for ref in package.iter(f"{OPF}itemref")]
            ncx = next((one for one in items.values() if one.endswith(".ncx")), None)
            return cls(
                package,
                {posixpath.basename(one): _parsed(archive, one) for one in spine},
                _parsed(archive, ncx) if ncx else None,
            )

    def said(self, name: str) -> list[str]:
        """Values of a property of the package."""
        return [e.text or "" for e in self.package.iter(f"{OPF}meta") if e.get("property") == name]


def _parsed(archive: ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(name))  # noqa: S314 - a book of our own


def check(epubs: list[Path], tools: Tools) -> Iterator[Complaint]:  # noqa: ARG001 - as the others
    """Every complaint of this module."""
    for path in epubs:
        book = Book.read(path)
        pages = path.with_suffix(".pdf")
        for message in (*titles(book), *links(book), *page_list(book, pages), *conformance(book)):
            yield Complaint("own checks", path, message)


def titles(book: Book) -> Iterator[str]:
    """Each document has a title, its own, that says what it is (WCAG 2.4.2)."""
    found = {
        name: (root.findtext(f"{HTML}head/{HTML}title") or "").strip()
        for name, root in book.documents.items()
    }
    often = Counter(found.values())
    for name, title in found.items():
        if EMPTY_TITLE.fullmatch(title):
            yield f"{name}: the title {title!r} says nothing"
        elif often[title] > 1:
            yield f"{name}: another document has the title {title!r}"


def links(book: Book) -> Iterator[str]:
    """Each link says where it leads (WCAG 2.4.4): links are read out alone, too."""
    for name, root in book.documents.items():
        for link in root.iter(f"{HTML}a"):
            words = " ".join("".join(link.itertext()).split()) or link.get("aria-label", "")
            if not words or pattern("words", "vague", whole=True).match(words):
                yield f"{name}: the link {words!r} to {link.get('href')!r} says nothing"


def page_list(book: Book, pdf: Path) -> Iterator[str]:
    """Markers, page list, NCX, metadata and the PDF beside the book tell of the same pages, in one order."""
    marked = [
        (f"{name}#{e.get('id')}", e.get("aria-label", ""))
        for name, root in book.documents.items()
        for e in root.iter()
        if e.get("role") == "doc-pagebreak"
    ]
    navs = [
        e for root in book.documents.values() for e in root.iter(f"{HTML}nav") if e.get(TYPE) == "page-list"
    ]
    listed = [(a.get("href", ""), "".join(a.itertext())) for nav in navs for a in nav.iter(f"{HTML}a")]
    if marked != listed:
        yield f"{len(marked)} markers, {len(listed)} entries in the page list, or in another order"
    targets = [] if book.ncx is None else list(book.ncx.iter(f"{NCX}pageTarget"))
    if [(t.find(f"{NCX}content").get("src"), t.get("value")) for t in targets] != marked:  # type: ignore[union-attr]
        yield f"{len(marked)} markers, {len(targets)} pages in the NCX, or in another order"
    features = {"pageNavigation", "pageBreakMarkers"}.intersection(book.said("schema:accessibilityFeature"))
    if {bool(marked), bool(book.said("pageBreakSource")), len(features) == 2} != {bool(marked)}:
        yield "the metadata tell of pages where there are none, or not of those that there are"
    if marked and pdf.is_file() and len(marked) != (printed := _pages(pdf)):
        yield f"{len(marked)} markers for the {printed} pages of {pdf.name}"


def _pages(pdf: Path) -> int:
    import pikepdf

    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def conformance(book: Book) -> Iterator[str]:
    """Conformance is claimed by somebody (EPUB Accessibility 1.1, 4.3)."""
    if book.said("dcterms:conformsTo") and not book.said("a11y:certifiedBy"):
        yield "claims conformance that nobody certifies"
