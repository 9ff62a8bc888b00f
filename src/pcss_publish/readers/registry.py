"""Which reader takes which source. A further kind (WXR, DOCX, JATS …) is one more line of ``READERS``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from pcss_publish.errors import SourceError
from pcss_publish.model.base import NOT_XML
from pcss_publish.model.nodes import Source
from pcss_publish.model.received import Received
from pcss_publish.readers import document_json, html, markdown, markup, mhtml
from pcss_publish.readers.decode import decode

#: What no product can hold; form feeds and vertical tabs end lines of copied text.
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Reader(NamedTuple):
    """One kind of source: how to tell it by its content, and how to read it."""

    media_type: str
    recognise: Callable[[str], bool]
    read: Callable[[str, Source], Received]


def _read_text(text: str, source: Source) -> Received:
    markup.refuse(text, source.name)
    if found := CONTROL.search(text):
        raise _control(found[0], source.name, 1 + text.count("\n", 0, found.start()))
    return Received(source=source, text=text)


# The first that recognises the text takes it; copied text takes whatever is left.
READERS: tuple[Reader, ...] = (
    Reader(document_json.MEDIA_TYPE, document_json.recognise, document_json.read),
    Reader(mhtml.MEDIA_TYPE, markup.is_saved_page, mhtml.read),
    Reader(html.MEDIA_TYPE, markup.is_html, html.read),
    Reader(markdown.MEDIA_TYPE, markdown.recognise, markdown.read),
    Reader("text/plain", lambda _: True, _read_text),
)


def read_bytes(data: bytes, name: str, *, encoding: str | None = None, limit: int) -> Received:
    """Decode one source file and recognise its kind by its content.

    Args:
        data: the file's bytes.
        name: the file's name for messages and for the record, without directories that say where it lies.
        encoding: an encoding that the user names; else a byte order mark decides, else UTF-8.
        limit: largest size in bytes.

    Raises:
        SourceError: empty, too large, binary, undecodable or not an article; says where and what to do.
    """
    if len(data) > limit:
        raise SourceError(
            f"the file has {len(data):,} bytes; the limit is {limit:,}",
            place=name,
            hint="Raise limits.source_bytes in pcss.toml if this really is one article.",
        )
    decoded = decode(data, name, encoding)
    if not decoded.text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise SourceError("the file is empty", place=name, hint="Copy the article's text into it.")
    kind = next(reader for reader in READERS if reader.recognise(decoded.text))
    source = Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind.media_type,
        encoding=decoded.encoding,
    )
    received = kind.read(decoded.text, source)
    if received.markup is not None:
        _refuse_controls(received)
    return received


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
