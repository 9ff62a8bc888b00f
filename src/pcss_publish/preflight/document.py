"""Rules about what the file says of itself (ISO 15930-7, 6; ISO 19005-2, 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pcss_publish.preflight import icc
from pcss_publish.preflight.file import File
from pcss_publish.preflight.state import empty, shared
from pcss_publish.preflight.tables import Told

_INTENT = {"x-4": "/GTS_PDFX", "a-2a": "/GTS_PDFA1"}
_INFO = {
    "/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description", "/Keywords": "pdf:Keywords",
    "/Producer": "pdf:Producer", "/Creator": "xmp:CreatorTool", "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate", "/Trapped": "pdf:Trapped",
}  # fmt: skip
_DATES = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "/CreationDate", "/ModDate")
_IDS = ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")
_STREAM = re.compile(r"^stream <[^>]*>:? ?")  # what QPDF calls a file in memory
_GOING = {"/GoTo", "/URI"}  # actions that do no more than lead somewhere


def intent(file: File, profile: str) -> Iterator[Told]:
    """The condition that the file was made for."""
    kind = _INTENT.get(profile)
    if kind is None:
        return
    found = file.intents(kind)
    if not found or not str(found[0].get("/OutputConditionIdentifier", "")):
        yield Told("X201", f"no output intent {kind[1:]}" if not found else "an output intent without a name")
        return
    held = found[0].get("/DestOutputProfile")
    header = icc.header(held.read_bytes()) if held is not None else None
    if header is None:
        yield Told("X202", "no ICC profile" if held is None else "a profile that cannot be read")
    elif not header.for_press:
        yield Told("X203", f"a profile of class {header.kind or '?'} for {header.space or '?'}")


def claim(file: File, profile: str) -> Iterator[Told]:
    """The identification of the profile that it is held against."""
    if file.xmp is None:
        yield Told("X704", "no XMP metadata that can be read")
    elif file.claim != profile:
        yield Told("X703", f"does not say that it is {'PDF/X-4' if profile == 'x-4' else 'PDF/A-2a'}")


def information(file: File) -> Iterator[Told]:
    """The document information and the metadata."""
    told = file.xmp or {}
    for key, name in _INFO.items():
        if key not in file.info or file.xmp is None:
            continue
        here = str(file.info[key]).removeprefix("/") if key == "/Trapped" else str(file.info[key])
        if _digits(here) != _digits(told.get(name, "")):
            yield Told("X705", f"{key[1:]} is {here!r}, in XMP {told.get(name, '')!r}")
    missing = [n for n in _DATES if not (str(file.info.get(n, "")) if n.startswith("/") else told.get(n))]
    if missing:
        yield Told("X706", f"no {', '.join(missing)}")
    if told.get("pdf:Trapped", str(file.info.get("/Trapped", "")).removeprefix("/")) not in {"True", "False"}:
        yield Told("X707", "Trapped is neither True nor False")
    if lacking := [name for name in _IDS if not told.get(name)]:
        yield Told("X708", f"no {', '.join(lacking)}")
    if not told.get("dc:title"):
        yield Told("X716", "no dc:title")


def _digits(text: str) -> str:
    """A date's digits, so that D:20200102 and 2020-01-02 agree; other text as it is."""
    if re.fullmatch(r"D:\d{4,14}(Z|[+-]\d\d'\d\d'?)?|\d{4}(-\d\d){0,2}(T[\d:]+(Z|[+-][\d:]+)?)?", text):
        return re.sub(r"\D", "", text).ljust(8, "0")
    return text


def frame(file: File) -> Iterator[Told]:
    """Identifier, encryption, version, and whether the file is sound."""
    found = file.trailer.get("/ID")
    if found is None or len(found) != 2 or not bytes(found[0]):
        yield Told("X701", "no /ID in the trailer")
    if file.pdf.is_encrypted:
        yield Told("X702", "the file is encrypted")
    version = str(file.root.get("/Version", f"/{file.pdf.pdf_version}")).removeprefix("/")
    newest = max(version, file.pdf.pdf_version)
    if newest > "1.6":
        yield Told("X709", f"PDF {newest}")
    yield from (Told("X714", page.damage, page.number) for page in file.pages if page.damage)
    for warning in file.pdf.get_warnings()[:5]:
        yield Told("X714", _STREAM.sub("", str(warning)))


def beside(file: File) -> Iterator[Told]:
    """What stands beside the pages' content: annotations, actions, attachments."""
    for page, item in file.annotations():
        box = page.boxes.get("/BleedBox") or page.boxes.get("/TrimBox") or page.boxes.get("/MediaBox")
        own = tuple(float(n) for n in item.get("/Rect", [0, 0, 0, 0]))
        marks = item.get("/Subtype") in {"/PrinterMark", "/TrapNet"}
        if box and not marks and not empty(shared(box, (own[0], own[1], own[2], own[3]))):
            kind = str(item.get("/Subtype", "/an")).removeprefix("/")
            yield Told("X710", f"{kind} annotation", page.number)
        action = str(item.get("/A", {}).get("/S", "")) if "/A" in item else ""
        if "/AA" in item or (action and action not in _GOING):
            yield Told("X711", f"an annotation with {action.removeprefix('/') or 'actions'}", page.number)
    names = file.root.get("/Names", {})
    if "/AA" in file.root or "/JavaScript" in names or "/S" in _dictionary(file.root.get("/OpenAction")):
        yield Told("X711", "an action of the whole file")
    if "/EmbeddedFiles" in names or "/AF" in file.root:
        yield Told("X712", "an attached file")


def tagged(file: File) -> Iterator[Told]:
    """What level A asks for beside the content."""
    lacking = [key[1:] for key in ("/StructTreeRoot", "/Lang") if key not in file.root]
    if not bool(file.root.get("/MarkInfo", {}).get("/Marked", False)):
        lacking.append("Marked")
    if lacking:
        yield Told("X713", f"no {', '.join(lacking)}")


def _dictionary(value: Any) -> Any:
    return value if hasattr(value, "keys") else {}
