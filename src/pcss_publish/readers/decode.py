"""Strict decoding: every byte is understood, or the source is refused with the place and the way out."""

from __future__ import annotations

import codecs
import re
import shlex
from typing import NamedTuple

from pcss_publish.errors import SourceError

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_COPY = "Copy the article's text into a UTF-8 file."
_SAVE = "Open it in the program that wrote it and save it as DOCX or ODT; or copy its text into a UTF-8 file."
# First bytes of files that people send instead of text, and what to do with them.
_BINARY = (
    (b"%PDF-", "a PDF file", "Open it, copy the article's text, and save that as a UTF-8 file."),
    (
        b"PK\x03\x04",
        "a ZIP file that is neither DOCX nor ODT, or is damaged",
        "Unpack it; the article is one of its files.",
    ),
    (b"PK\x05\x06", "an empty ZIP file", _COPY),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc)", _SAVE),
    (b"\x89PNG", "a PNG picture", _COPY),
    (b"\xff\xd8\xff", "a JPEG picture", _COPY),
    (b"GIF8", "a GIF picture", _COPY),
    (b"\x1f\x8b", "a gzip file", _COPY),
    (b"\x7fELF", "a program", _COPY),
)
# An encrypted DOCX is kept in an OLE file, in a stream of this name (MS-CFB 2.6.1, MS-OFFCRYPTO 2.3).
_LOCKED = "EncryptedPackage".encode("utf-16-le")

# Browsers look this far for a page's encoding (WHATWG HTML, 13.2.3.2).
_PRESCAN = 1024
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|meta|title)\b", re.IGNORECASE)
_XML = re.compile(rb"<\?xml\s[^>]*?\sencoding\s*=\s*[\"']([\w.:-]+)[\"']")
_CHARSET = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)

_TO_SEE = "To look at it as it is, name its encoding: `pcss-publish check FILE --encoding"


class Decoded(NamedTuple):
    """The text with its byte order mark, and the encoding that was used."""

    text: str
    encoding: str


def decode(data: bytes, name: str, encoding: str | None) -> Decoded:
    """Decode ``data`` without changing a code point.

    Raises:
        SourceError: binary content, bytes that the encoding does not allow, NUL, or an unknown encoding.
    """
    _refuse_binary(data, name)
    chosen = _codec_name(encoding, name) if encoding else _by_mark(data) or _by_page(data) or "utf-8"
    try:
        text = data.decode(chosen, "strict")
    except UnicodeDecodeError as error:
        raise _undecodable(data, name, chosen, error) from error
    _refuse_nul(text, name)
    return Decoded(text, chosen)


def _by_mark(data: bytes) -> str:
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), "")


def _by_page(data: bytes) -> str:
    """The encoding that XML or a web page names near its top, by the names that browsers know."""
    head = data[:_PRESCAN].lstrip(b" \t\r\n\f")
    begins = head.startswith(b"<") and _TAG.search(head)
    declared = _XML.match(head) or (_CHARSET.search(head) if begins else None)
    if declared is None:
        return ""
    import webencodings

    found = webencodings.lookup(declared[1].decode("ascii"))
    # A page that was read as ASCII so far is in none of the wide encodings (WHATWG HTML, 13.2.3.2).
    return "" if found is None or found.name.startswith("utf-16") else found.codec_info.name


def _codec_name(encoding: str, name: str) -> str:
    try:
        info = codecs.lookup(encoding)
    except LookupError as error:
        raise SourceError(
            f"the encoding {encoding!r} is not known",
            place=name,
            hint="Give a name such as utf-8, windows-1252, iso-8859-15 or utf-16 to --encoding.",
        ) from error
    # Codecs such as rot13 and hex are no encodings of text; Python keeps the difference to itself.
    if not getattr(info, "_is_text_encoding", True):
        raise SourceError(f"{encoding!r} is not an encoding of text", place=name, hint="Try utf-8.")
    return info.name


def _refuse_binary(data: bytes, name: str) -> None:
    found = next(((kind, hint) for magic, kind, hint in _BINARY if data.startswith(magic)), None)
    if not found:
        return
    kind, hint = found
    if hint == _SAVE and _LOCKED in data:
        kind, hint = "an Office file with a password", "Open it in Word, take the password off, and save it."
    raise SourceError(f"this is {kind}, not text", place=name, hint=hint)


def _refuse_nul(text: str, name: str) -> None:
    at = text.find("\0")
    if at < 0:
        return
    raise SourceError(
        "the text holds a NUL character: the file is binary, damaged, or in another encoding",
        place=f"{name}:{_line_of(text, at)}",
        hint=f"Save it as UTF-8 text. {_TO_SEE} utf-16`.",
    )


def _undecodable(data: bytes, name: str, codec: str, error: UnicodeDecodeError) -> SourceError:
    line = data.count(b"\n", 0, error.start) + 1
    byte = data[error.start] if error.start < len(data) else 0
    what = f"byte 0x{byte:02X} at offset {error.start} is not valid {codec} ({error.reason})"
    if data[error.start : error.start + 1] == b"\xed" and codec == "utf-8":
        what += "; it may be half of a surrogate pair"
    return SourceError(
        what,
        place=f"{name}:{line}",
        hint=f"Save the file as UTF-8. {_TO_SEE} windows-1252`. "
        f"To build it, put in its place what `{_converted(name)}` prints.",
    )


def _converted(name: str) -> str:
    return f"iconv -f windows-1252 -t utf-8 {shlex.quote(name)}"


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
