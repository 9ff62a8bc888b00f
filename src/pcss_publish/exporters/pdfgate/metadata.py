"""Checks on what the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from pcss_publish.exporters.pdfgate.file import File

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


def _xmp(file: File) -> pikepdf.models.PdfMetadata:
    return file.pdf.open_metadata(set_pikepdf_as_editor=False)


def marked(file: File) -> Iterator[str]:
    """The file does not say that it is tagged, or doubts it."""
    info = file.root.get("/MarkInfo", {})
    if not bool(info.get("/Marked", False)):
        yield "MarkInfo does not say Marked"
    if bool(info.get("/Suspects", False)):
        yield "MarkInfo says Suspects"
    if "/StructTreeRoot" not in file.root:
        yield "no structure tree"


def pdfua(file: File) -> Iterator[str]:
    """The file does not claim PDF/UA-1."""
    if str(_xmp(file).get(_UA, "")) != "1":
        yield "no PDF/UA-1 identification"


def title(file: File) -> Iterator[str]:
    """No title, or viewers are not told to show it."""
    if not str(_xmp(file).get("{http://purl.org/dc/elements/1.1/}title", "")).strip():
        yield "no dc:title"
    if not bool(file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "DisplayDocTitle is not set"


def language(file: File) -> Iterator[str]:
    """No language, or none that could be one (BCP 47)."""
    found = str(file.root.get("/Lang", ""))
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", found):
        yield f"language {found!r}"


def encryption(file: File) -> Iterator[str]:
    """The file is encrypted."""
    if file.pdf.is_encrypted or "/Encrypt" in file.trailer:
        yield "encrypted"


def pdfa(file: File) -> Iterator[str]:
    """The file does not claim PDF/A-3a."""
    xmp = _xmp(file)
    claim = (str(xmp.get(f"{_A}part", "")), str(xmp.get(f"{_A}conformance", "")))
    if claim != ("3", "A"):
        yield f"identification {claim}"


def one_rdf(file: File) -> Iterator[str]:
    """More or fewer than one rdf:RDF in the metadata."""
    if (count := len(re.findall(rb"<rdf:RDF[\s>]", file.xmp))) != 1:
        yield f"{count} rdf:RDF"


def extension_schema(file: File) -> Iterator[str]:
    """The PDF/UA property is used and not described."""
    if b"pdfaExtension:schemas" not in file.xmp or b"<pdfaSchema:prefix>pdfuaid<" not in file.xmp:
        yield "no description of pdfuaid"


def info(file: File) -> Iterator[str]:
    """The document information says something else than the metadata."""
    xmp, table = _xmp(file), file.trailer.get("/Info", {})
    for key, name in _INFO:
        if key not in table and name not in xmp:
            continue
        there = xmp.get(name, "")
        shown = ", ".join(there) if isinstance(there, list) else str(there)
        if _date(str(table.get(key, ""))) != _date(shown):
            yield f"{key[1:]}: {str(table.get(key, ''))!r}, metadata {shown!r}"


def _date(text: str) -> str:
    """A date's digits, so that D:20200102 and 2020-01-02 agree; other text as it is."""
    if re.fullmatch(r"D:\d{4,14}Z?|\d{4}(-\d\d){0,2}(T[\d:]+Z?)?", text):
        digits = re.sub(r"\D", "", text)
        return digits.ljust(8, "0")
    return text


def identifier(file: File) -> Iterator[str]:
    """No file identifier."""
    found = file.trailer.get("/ID")
    if found is None or len(found) != 2 or not bytes(found[0]):
        yield "no ID in the trailer"


def output_intent(file: File) -> Iterator[str]:
    """No colour profile for the output."""
    intents = [one for one in file.root.get("/OutputIntents", []) if one.get("/S") == "/GTS_PDFA1"]
    if not intents or "/DestOutputProfile" not in intents[0]:
        yield "no output intent with a profile"
