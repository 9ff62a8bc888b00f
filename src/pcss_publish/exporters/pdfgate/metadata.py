"""Checks on what the file says of itself."""

from __future__ import annotations

import re

from pcss_publish.exporters.pdfgate.file import File, Found

_INFO = (
    ("/Title", "{http://purl.org/dc/elements/1.1/}title"),
    ("/Author", "{http://purl.org/dc/elements/1.1/}creator"),
    ("/Subject", "{http://purl.org/dc/elements/1.1/}description"),
    ("/Keywords", "{http://ns.adobe.com/pdf/1.3/}Keywords"),
    ("/Producer", "{http://ns.adobe.com/pdf/1.3/}Producer"),
    ("/Creator", "{http://ns.adobe.com/xap/1.0/}CreatorTool"),
    ("/CreationDate", "{http://ns.adobe.com/xap/1.0/}CreateDate"),
    ("/ModDate", "{http://ns.adobe.com/xap/1.0/}ModifyDate"),
)
_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_A = "{http://www.aiim.org/pdfa/ns/id/}"


_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # the shape of a BCP 47 tag


def marked(file: File) -> Found:
    """The file does not say that it is tagged, or doubts it."""
    info = file.root.get("/MarkInfo", {})
    if not bool(info.get("/Marked", False)):
        yield "ISO 32000-1, 14.7.1", "MarkInfo does not say Marked"
    if bool(info.get("/Suspects", False)):
        yield "MP 01-007", "MarkInfo says Suspects"
    if "/StructTreeRoot" not in file.root:
        yield "ISO 32000-1, 14.7.1", "no structure tree"


def pdfua(file: File) -> Found:
    """The file has no metadata, or they do not claim PDF/UA-1."""
    if not file.xmp:
        yield "MP 06-001", "no metadata"
    elif str(file.described.get(_UA, "")) != "1":
        yield "MP 06-002", "no PDF/UA-1 identification"


def title(file: File) -> Found:
    """No title, or viewers are not told to show it."""
    if not str(file.described.get(_TITLE, "")).strip():
        yield "MP 06-003", "no dc:title"
    shown = file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
    if shown is None:
        yield "MP 07-001", "DisplayDocTitle is not set"
    elif not bool(shown):
        yield "MP 07-002", "DisplayDocTitle is false"


def language(file: File) -> Found:
    """No language, or none that could be one (BCP 47): of the document, or of a part that names its own.

    The document's language is that of everything that names none: text, alternatives, bookmarks,
    annotations and metadata.
    """
    found = str(file.root.get("/Lang", ""))
    if not _LANGUAGE.fullmatch(found):
        yield "MP 11-001 to 11-006", f"language {found!r}"
    for element in file.elements:
        own = element.node.get("/Lang")
        if own is not None and not _LANGUAGE.fullmatch(str(own)):
            yield "MP 11-001, 11-002", f"a {element.type} in language {str(own)!r}"


def encryption(file: File) -> Found:
    """The file is encrypted, whoever may read it aloud."""
    if file.pdf.is_encrypted or "/Encrypt" in file.trailer:
        yield "MP 26-001, 26-002; A 6.1.3", "encrypted"


def pdfa(file: File) -> Found:
    """The file does not claim PDF/A-3a."""
    claim = tuple(str(file.described.get(f"{_A}{key}", "")) for key in ("part", "conformance"))
    if claim != ("3", "A"):
        yield "A 6.6.4", f"identification {claim}"


def one_rdf(file: File) -> Found:
    """More or fewer than one rdf:RDF in the metadata."""
    if (count := len(re.findall(rb"<rdf:RDF[\s>]", file.xmp))) != 1:
        yield "A 6.6.2.1", f"{count} rdf:RDF"


def extension_schema(file: File) -> Found:
    """The PDF/UA property is used and not described."""
    if b"pdfaExtension:schemas" not in file.xmp or b"<pdfaSchema:prefix>pdfuaid<" not in file.xmp:
        yield "A 6.6.2.3", "no description of pdfuaid"


def info(file: File) -> Found:
    """The document information says something else than the metadata."""
    xmp, table = file.described, file.trailer.get("/Info", {})
    for key, name in _INFO:
        if key not in table and name not in xmp:
            continue
        there = xmp.get(name, "")
        shown = ", ".join(there) if isinstance(there, list) else str(there)
        if _date(str(table.get(key, ""))) != _date(shown):
            yield "A 6.6.3", f"{key[1:]}: {str(table.get(key, ''))!r}, metadata {shown!r}"


def _date(text: str) -> str:
    """A date's digits, so that D:20200102 and 2020-01-02 agree; other text as it is."""
    if re.fullmatch(r"D:\d{4,14}Z?|\d{4}(-\d\d){0,2}(T[\d:]+Z?)?", text):
        digits = re.sub(r"\D", "", text)
        return digits.ljust(8, "0")
    return text


def identifier(file: File) -> Found:
    """No file identifier."""
    found = file.trailer.get("/ID")
    if found is None or len(found) != 2 or not bytes(found[0]):
        yield "A 6.1.3", "no ID in the trailer"
