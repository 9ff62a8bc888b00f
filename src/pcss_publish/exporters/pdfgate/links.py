"""Checks on annotations. The engine makes links and nothing else, so every other kind is refused as such."""

from __future__ import annotations

from pcss_publish.exporters.pdfgate.file import File, Found

# The condition that another kind of annotation would have to be held to, were there any.
FOREIGN = {
    "/Widget": "MP 28-005, 28-010",
    "/TrapNet": "MP 28-007",
    "/PrinterMark": "MP 28-017, 28-018",
    "/FileAttachment": "MP 28-016",
    "/Screen": "MP 28-014, 28-015",
    "/Movie": "MP 28-014, 28-015",
    "/RichMedia": "MP 28-006, 28-014, 28-015",
    "/3D": "MP 28-002, 28-004",
    "/Sound": "MP 28-002, 28-004",
}
KNOWN = {
    "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
    "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Watermark", "/Redact",
}  # fmt: skip
INVISIBLE, HIDDEN, PRINTED, NO_VIEW, TOGGLED = 1, 2, 4, 32, 256  # ISO 32000-1, table 165


def kinds(file: File) -> Found:
    """An annotation that is no link, or a form (which fields, and XFA, come with)."""
    for _, item in file.annotations():
        kind = str(item.get("/Subtype", ""))
        if kind != "/Link":
            clause = FOREIGN.get(kind, "MP 28-002, 28-004" if kind in KNOWN else "MP 28-006")
            yield clause, f"an annotation of kind {kind[1:] or 'none'}"
    form = file.root.get("/AcroForm")
    if form is not None:
        yield "MP 25-001" if "/XFA" in form else "MP 28-005, 28-010", "a form"


def owned(file: File) -> Found:
    """A link that no Link holds, or that the parent tree does not lead from."""
    tree = file.parent_tree()
    held = {item.objgen: element for element in file.elements for item in element.objects if item is not None}
    for _, item in file.annotations():
        owner = held.get(item.objgen)
        if owner is None or owner.type != "Link":
            yield "MP 28-011", f"a link stands in {owner.type if owner else 'no structure element'}"
            continue
        entry = tree.get(int(item.get("/StructParent", -1)))
        if entry is None or entry.objgen != owner.node.objgen:
            yield "ISO 32000-1, 14.7.4.4", "a link has another parent in the parent tree"
    there = {item.objgen for _, item in file.annotations()}
    for key, element in held.items():
        if key not in there:
            yield "ISO 32000-1, 14.7.4.3", f"a {element.type} names a link that is on no page"


def described(file: File) -> Found:
    """A link without words for who cannot see it, that leads nowhere, or that is not printed."""
    for _, item in file.annotations():
        if not str(item.get("/Contents", "")).strip():
            yield "MP 28-004, 28-012", "a link without Contents"
        if "/Dest" not in item and "/A" not in item:
            yield "our own", "a link that leads nowhere"
        flags = int(item.get("/F", 0))
        if not flags & PRINTED or flags & (INVISIBLE | HIDDEN | NO_VIEW | TOGGLED):
            yield "A 6.3.2", f"a link that is not shown or not printed (F {flags})"


def tabs(file: File) -> Found:
    """A page with annotations whose tab order is not that of the structure."""
    for number, page in enumerate(file.pages, 1):
        if len(page.get("/Annots", [])) and page.get("/Tabs") != "/S":
            yield "MP 28-009" if "/Tabs" in page else "MP 28-008", f"page {number}"
