"""Checks on annotations, fonts, attachments and actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pcss_publish.exporters.pdfgate.file import File

FORBIDDEN = {
    "/JavaScript",
    "/Launch",
    "/Sound",
    "/Movie",
    "/ResetForm",
    "/ImportData",
    "/Hide",
    "/Rendition",
    "/Trans",
}


def annotated(file: File) -> Iterator[str]:
    """An annotation that the structure tree does not hold, or that the parent tree does not lead from."""
    tree = file.parent_tree()
    held = {item.objgen: element for element in file.elements for item in element.objects}
    for _, item in file.annotations():
        owner = held.get(item.objgen)
        if owner is None:
            yield f"a {item.get('/Subtype')} annotation is in no structure element"
            continue
        entry = tree.get(int(item.get("/StructParent", -1)))
        if entry is None or entry.objgen != owner.node.objgen:
            yield f"a {item.get('/Subtype')} annotation has another parent in the parent tree"


def links(file: File) -> Iterator[str]:
    """A link annotation outside a Link, or without words for who cannot see it, or not to be printed."""
    held = {item.objgen: element for element in file.elements for item in element.objects}
    for _, item in file.annotations():
        if item.get("/Subtype") != "/Link":
            continue
        owner = held.get(item.objgen)
        if owner is not None and owner.type != "Link":
            yield f"a link stands in {owner.type}"
        if not str(item.get("/Contents", "")).strip():
            yield "a link without Contents"
        if not int(item.get("/F", 0)) & 4:
            yield "a link that is not printed"


def tabs(file: File) -> Iterator[str]:
    """A page with annotations whose tab order is not that of the structure."""
    for number, page in enumerate(file.pages, 1):
        if len(page.get("/Annots", [])) and page.get("/Tabs") != "/S":
            yield f"page {number}"


def _descendant(font: Any) -> Any:
    return font["/DescendantFonts"][0] if "/DescendantFonts" in font else font


def embedded(file: File) -> Iterator[str]:
    """A font that is not in the file."""
    for font in file.fonts():
        descriptor = _descendant(font).get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield str(font.get("/BaseFont", "a font"))


def to_unicode(file: File) -> Iterator[str]:
    """A font whose characters cannot be told."""
    return (str(font.get("/BaseFont", "a font")) for font in file.fonts() if "/ToUnicode" not in font)


def cid_map(file: File) -> Iterator[str]:
    """A CID font of TrueType outlines without a map to its glyphs."""
    for font in file.fonts():
        inner = _descendant(font)
        if inner.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
            yield str(font.get("/BaseFont", "a font"))


def attached(file: File) -> Iterator[str]:
    """An attachment that does not say what it is to the document."""
    names = list(file.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
    associated = {item.objgen for item in file.root.get("/AF", [])}
    if not names:
        yield "the article's model is not attached"
    for item in names[1::2]:
        if "/AFRelationship" not in item or item.objgen not in associated:
            yield f"{item.get('/UF', 'an attachment')} is not associated with the document"
        stream = item.get("/EF", {}).get("/F")
        if stream is None or "/Subtype" not in stream:
            yield f"{item.get('/UF', 'an attachment')} has no media type"


def forbidden_actions(file: File) -> Iterator[str]:
    """An action that an archive may not hold."""
    if "/OpenAction" in file.root and "/S" in _dictionary(file.root["/OpenAction"]):
        yield "an action on opening"
    if "/AA" in file.root or "/JavaScript" in file.root.get("/Names", {}):
        yield "a script"
    for _, item in file.annotations():
        kind = str(item.get("/A", {}).get("/S", ""))
        if kind in FORBIDDEN or "/AA" in item:
            yield f"an annotation with action {kind}"


def _dictionary(value: Any) -> Any:
    return value if hasattr(value, "keys") else {}
