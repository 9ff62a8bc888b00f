"""Reads an EPUB back with zipfile and expat, in the order of its spine (EPUB 3.3 §3, §5)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from pcss_publish.proof import book_pages, styling
from pcss_publish.proof.markup import Collector, generated, shows_labels
from pcss_publish.proof.pieces import Aside, Piece, Reading, UnreadableError

_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|<!--|-->")
_NAMES = frozenset({"title", "creator"})
_XHTML = "application/xhtml+xml"


def read(data: bytes) -> Reading:
    """Read a book.

    Raises:
        UnreadableError: no ZIP, no package document, or a part that is not well-formed.
    """
    try:
        with ZipFile(BytesIO(data)) as book:
            return _read(book)
    except (BadZipFile, KeyError, IndexError, expat.ExpatError, ET.ParseError, UnicodeDecodeError) as error:
        raise UnreadableError(f"no readable EPUB: {error}") from error


def _read(book: ZipFile) -> Reading:
    package = next(
        item["full-path"]
        for tag, item, _ in _elements(book.read("META-INF/container.xml"))
        if tag == "rootfile"
    )
    opf = _elements(book.read(package))
    items = {
        item["id"]: (posixpath.join(posixpath.dirname(package), unquote(item["href"])), item["media-type"])
        for tag, item, _ in opf
        if tag == "item"
    }
    spine = [
        items[item["idref"]][0] for tag, item, _ in opf if tag == "itemref" and item.get("linear") != "no"
    ]
    pieces: list[Piece] = []
    links: dict[str, list[str]] = {}
    asides: list[Aside] = []
    asides += [Aside(f"{package} {tag}", text) for tag, _, text in opf if tag in _NAMES]
    buried = [Aside(f"{package} {tag}", text) for tag, _, text in opf]
    buried += [Aside(f"{package} {tag}", value) for tag, item, _ in opf for value in item.values()]
    buried.append(Aside("archive comment", book.comment.decode("utf-8", "replace")))
    sheets = [
        book.read(name).decode("utf-8") for name, media_type in items.values() if media_type == "text/css"
    ]
    labelled = any(map(shows_labels, sheets))
    roots = [_parsed(book.read(name)) for name in spine]
    for name, root in zip(spine, roots, strict=True):
        page = _page(book.read(name), root, labelled, sheets)
        pieces += page.found()
        asides += page.asides
        buried += page.buried
        for owner, targets in page.links.items():
            links.setdefault(owner, []).extend(targets)
    for name, media_type in items.values():
        if name not in spine:
            asides += _other(book, name, media_type)
    texts = [name for name, kind in items.values() if kind == "text/css" or kind.endswith("+xml")]
    buried += [Aside(name, _MARKUP.sub(" ", book.read(name).decode("utf-8"))) for name in texts]
    listed = {package, "mimetype", "META-INF/container.xml", *(name for name, _ in items.values())}
    asides += [
        Aside("file that is not listed", name, printed=True) for name in book.namelist() if name not in listed
    ]
    buried += [Aside("file name", re.sub(r"[\W_]+", " ", name)) for name in book.namelist()]
    begun = book_pages.beginnings(roots)
    return Reading(
        "zipfile and expat", tuple(pieces), tuple(asides), tuple(buried), links=links, beginnings=begun
    )


def _other(book: ZipFile, name: str, media_type: str) -> list[Aside]:
    """Texts outside the spine: contents, NCX, style sheets, drawings."""
    if media_type == _XHTML:
        data = book.read(name)
        page = _page(data, _parsed(data))
        return [Aside(name, piece.text) for piece in page.found() if piece.kind == "text"] + page.asides
    if media_type.endswith("+xml"):
        parts = [(tag, text) for tag, _, text in _elements(book.read(name)) if text.strip()]
        shown = [Aside(name, text) for tag, text in parts if tag != "style"]
        return [*shown, *(one for tag, text in parts if tag == "style" for one in generated(text))]
    return generated(book.read(name).decode("utf-8")) if media_type == "text/css" else []


def _parsed(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - expat bounds entities, and the book is read in full anyway


def _page(data: bytes, root: ET.Element, labelled: bool = False, sheets: Sequence[str] = ()) -> Collector:
    own = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/1999/xhtml}style")]
    collector = Collector(labelled, styling.hidden(root, [*sheets, *own]))
    _parse(data, collector.start, collector.text, collector.end, collector.comment)
    return collector


def _elements(data: bytes) -> list[tuple[str, Mapping[str, str], str]]:
    """Every element as local name, attributes and its own text, in document order."""
    found: list[tuple[str, Mapping[str, str], list[str]]] = []
    stack: list[list[str]] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        own: list[str] = []
        found.append((tag, attributes, own))
        stack.append(own)

    def text(data: str) -> None:
        if stack:
            stack[-1].append(data)

    _parse(data, start, text, stack.pop, lambda _: None)
    return [(tag, attributes, "".join(own)) for tag, attributes, own in found]


def _parse(
    data: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    text: Callable[[str], None],
    end: Callable[[], object],
    comment: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def begin(name: str, attributes: dict[str, str]) -> None:
        start(_local(name), {_local(key): value for key, value in attributes.items()})

    parser.StartElementHandler = begin
    parser.CharacterDataHandler = text
    parser.EndElementHandler = lambda _: end()
    parser.CommentHandler = comment
    parser.ProcessingInstructionHandler = lambda target, text: comment(f"{target} {text}")
    parser.Parse(data, True)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
