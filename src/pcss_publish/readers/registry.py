"""Which reader takes which source. A further kind is one more line of ``READERS``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from pcss_publish.errors import SourceError
from pcss_publish.model.base import NOT_XML
from pcss_publish.model.nodes import Source
from pcss_publish.model.received import Received
from pcss_publish.readers import document_json, html, jats, markdown, markup, mhtml, office, wxr
from pcss_publish.readers.decode import decode
from pcss_publish.readers.office import Styles

#: What no product can hold; form feeds and vertical tabs end lines of copied text.
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Reader(NamedTuple):
    """One kind of source: how to tell it by its content, and how to read it."""

    media_type: str
    recognise: Callable[[str], bool]
    read: Callable[[str, Source], Received]


class BinaryReader(NamedTuple):
    """One kind of source that is no text: told and read from its bytes, which have no encoding."""

    media_type: str
    recognise: Callable[[bytes], bool]
    read: Callable[[bytes, Source, Styles | None], Received]


def _read_text(text: str, source: Source) -> Received:
    markup.refuse(text, source.name)
    if found := CONTROL.search(text):
        raise _control(found[0], source.name, 1 + text.count("\n", 0, found.start()))
    return Received(source=source, text=text)


# Asked before the bytes are decoded, which refuses what is no text.
BINARY: tuple[BinaryReader, ...] = (
    BinaryReader(office.DOCX, office.is_docx, office.read_docx),
    BinaryReader(office.ODT, office.is_odt, office.read_odt),
    BinaryReader(office.RTF, office.is_rtf, office.read_rtf),
)

# The first that recognises the text takes it; copied text takes whatever is left.
READERS: tuple[Reader, ...] = (
    Reader(document_json.MEDIA_TYPE, document_json.recognise, document_json.read),
    Reader(wxr.MEDIA_TYPE, wxr.recognise, wxr.read),
    Reader(jats.MEDIA_TYPE, jats.recognise, jats.read),
    Reader(mhtml.MEDIA_TYPE, markup.is_saved_page, mhtml.read),
    Reader(html.MEDIA_TYPE, markup.is_html, html.read),
    Reader(markdown.MEDIA_TYPE, markdown.recognise, markdown.read),
    Reader("text/plain", lambda _: True, _read_text),
)


def read_bytes(
    data: bytes, name: str, *, encoding: str | None = None, limit: int, styles: Styles | None = None
) -> Received:
    """Decode one source file and recognise its kind by its content.

    Args:
        data: the file's bytes.
        name: the file's name for messages and for the record, without directories that say where it lies.
        encoding: an encoding that the user names; else a byte order mark decides, else UTF-8.
        limit: largest size in bytes.
        styles: roles of word processors' styles, instead of the shipped ones.

    Raises:
        SourceError: empty, too large, binary, undecodable or not an article; says where and what to do.
    """
    if len(data) > limit:
        raise SourceError(
            f"the file has {len(data):,} bytes; the limit is {limit:,}",
            place=name,
            hint="Raise limits.source_bytes in pcss.toml if this really is one article; "
            "of an export of many, `pcss-publish ingest` makes a source of each.",
        )
    received = _received(data, name, encoding, styles)
    if received.markup is not None:
        _refuse_controls(received)
    return received


def _received(data: bytes, name: str, encoding: str | None, styles: Styles | None) -> Received:
    binary = next((reader for reader in BINARY if reader.recognise(data)), None)
    if binary:
        return binary.read(data, _source(data, name, binary.media_type, "binary"), styles)
    decoded = decode(data, name, encoding)
    if not decoded.text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise SourceError("the file is empty", place=name, hint="Copy the article's text into it.")
    kind = next(reader for reader in READERS if reader.recognise(decoded.text))
    return kind.read(decoded.text, _source(data, name, kind.media_type, decoded.encoding))


def _source(data: bytes, name: str, media_type: str, encoding: str) -> Source:
    digest = hashlib.sha256(data).hexdigest()
    return Source(name=name, sha256=digest, media_type=media_type, encoding=encoding)


def _refuse_controls(received: Received) -> None:
    """Refuse what a structured file may name by a number, and no product can hold."""
    found = NOT_XML.search(received.text)
    if found and received.markup is not None:
        before = [place for start, place in received.markup.places if start <= found.start()]
        raise _control(found[0], received.source.name, before[-1].line if before else 1)


def _control(char: str, name: str, line: int) -> SourceError:
    return SourceError(
        f"the text holds U+{ord(char):04X}, a control character",
        place=f"{name}:{line}",
        hint="Take it out of the file: no PDF, EPUB or mail can hold it.",
    )
