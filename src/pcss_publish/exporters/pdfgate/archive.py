"""Checks on what an archive may not hold, on attachments and on layers (ISO 19005-3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pcss_publish.exporters.pdfgate.file import File, Found

ACTIONS = {"/GoTo", "/URI"}  # an archive may hold a few more (6.5.1); the engine writes none of them
BLENDS = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge",
    "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color",
    "/Luminosity",
}  # fmt: skip


def output_intent(file: File) -> Found:
    """No colour profile for the output, or one that contradicts another."""
    intents = [one for one in file.root.get("/OutputIntents", []) if one.get("/S") == "/GTS_PDFA1"]
    profiles = {one.DestOutputProfile.objgen for one in intents if "/DestOutputProfile" in one}
    if len(profiles) != 1:
        yield "A 6.2.3", f"{len(profiles)} profiles for the output"


def attached(file: File) -> Found:
    """An attachment that has no name for every reader, or does not say what it is to the document."""
    names = list(file.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
    associated = {item.objgen for item in file.root.get("/AF", [])}
    if not names:
        yield "our own", "the article's model is not attached"
    for item in names[1::2]:
        name = str(item.get("/UF", "an attachment"))
        if not all(str(item.get(key, "")).strip() for key in ("/F", "/UF")):
            yield "MP 21-001; A 6.8", f"{name} lacks F or UF"
        if "/AFRelationship" not in item or item.objgen not in associated:
            yield "A 6.8", f"{name} is not associated with the document"
        stream = item.get("/EF", {}).get("/F")
        if stream is None or "/Subtype" not in stream:
            yield "A 6.8", f"{name} has no media type"


def layers(file: File) -> Found:
    """Layers without a name, or that show themselves by what is done with the file."""
    layered = file.root.get("/OCProperties", {})
    sets = [("MP 20-001", one) for one in layered.get("/Configs", [])]
    sets += [("MP 20-002", layered["/D"])] if "/D" in layered else []
    for clause, one in sets:
        if not str(one.get("/Name", "")).strip():
            yield f"{clause}; A 6.9", "layers without a name"
        if "/AS" in one:
            yield "MP 20-003; A 6.9", "layers that switch themselves"


def actions(file: File) -> Found:
    """An action that an archive may not hold."""
    opening = file.root.get("/OpenAction")
    given = [("on opening", opening)] if isinstance(opening, pikepdf.Dictionary) else []
    given += [("of an annotation", item["/A"]) for _, item in file.annotations() if "/A" in item]
    for where, action in given:
        if str(action.get("/S", "")) not in ACTIONS:
            yield "A 6.5.1", f"an action {where}: {action.get('/S')}"
    if "/JavaScript" in file.root.get("/Names", {}):
        yield "A 6.5.1", "a script"
    for holder in (file.root, *file.pages, *(item for _, item in file.annotations())):
        if "/AA" in holder:
            yield "A 6.5.2", "an action on events"


def objects(file: File) -> Found:
    """Pictures, states and streams with what an archive may not hold."""
    for one in file.pdf.objects:
        if isinstance(one, pikepdf.Stream):
            yield from (("A 6.2.8 to 6.2.9, 6.1.7", fault) for fault in _stream(one))
        elif isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/ExtGState":
            yield from (("A 6.2.5, 6.2.10", fault) for fault in _state(one))


def _stream(one: Any) -> Iterator[str]:
    if any(key in one for key in ("/F", "/FFilter", "/FDecodeParms")):
        yield "a stream that lies in another file"
    filters = one.get("/Filter", [])
    if "/LZWDecode" in (list(filters) if isinstance(filters, pikepdf.Array) else [filters]):
        yield "a stream packed by LZW"
    kind = one.get("/Subtype")
    if kind == "/Image" and bool(one.get("/Interpolate", False)):
        yield "a picture that is interpolated"
    if kind in ("/Image", "/Form") and any(key in one for key in ("/Alternates", "/OPI")):
        yield "a picture with another in its place"
    if kind == "/PS" or one.get("/Subtype2") == "/PS":
        yield "a PostScript program"


def _state(one: Any) -> Iterator[str]:
    blend = one.get("/BM", "/Normal")
    if not isinstance(blend, pikepdf.Name) or str(blend) not in BLENDS:
        yield "a blend mode that is not standard"
    if "/TR" in one or one.get("/TR2", "/Default") != "/Default" or "/HTP" in one:
        yield "a transfer function or halftone"
