"""Checks on the structure tree: its types, its order, what its elements say."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pcss_publish.exporters.pdfgate.file import Element, File, Found

# ISO 32000-1, tables 333 to 340.
STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference",
    "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP",
    "Figure", "Formula", "Form",
}  # fmt: skip
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
SCOPES = {"/Row", "/Column", "/Both"}


def types(file: File) -> Found:
    """A type that is neither standard nor mapped to one, or a map of types that runs astray."""
    tree = file.root.get("/StructTreeRoot")
    mapped = dict(tree.get("/RoleMap", {})) if tree is not None else {}
    roles = {name[1:]: str(role)[1:] for name, role in mapped.items()}
    for name, role in roles.items():
        if name in STANDARD:
            yield "MP 02-004", f"{name} is mapped to {role}"
    for name in dict.fromkeys((*roles, *(element.type for element in file.elements))):
        way = [name]
        while way[-1] in roles and way.count(way[-1]) == 1:
            way.append(roles[way[-1]])
        if way[-1] in roles:
            yield "MP 02-003", f"{' to '.join(way)}"
        elif way[-1] not in STANDARD:
            yield "MP 02-001", f"type {way[-1] or 'none'}"


def parents(file: File) -> Found:
    """``P`` does not name the element above."""
    root = file.root.get("/StructTreeRoot")
    for element in file.elements:
        above: Any = element.parent.node if element.parent else root
        named = element.node.get("/P")
        if named is None or named.objgen != above.objgen:
            yield "ISO 32000-1, table 323", f"a {element.type} names another parent"


def ids(file: File) -> Found:
    """Ids that are not unique, that the tree of ids does not lead from, or that a note lacks."""
    tree = file.root.get("/StructTreeRoot")
    names = list(tree["/IDTree"].get("/Names", [])) if tree is not None and "/IDTree" in tree else []
    known = {bytes(key): value.objgen for key, value in zip(names[::2], names[1::2], strict=True)}
    notes = {bytes(note.node["/ID"]) for note in file.of("Note") if "/ID" in note.node}
    given = [element for element in file.elements if "/ID" in element.node]
    for element in file.of("Note"):
        if "/ID" not in element.node:
            yield "MP 19-003", "a Note without an id"
    for name, times in Counter(bytes(element.node["/ID"]) for element in given).items():
        if times > 1:
            clause = "MP 19-004" if name in notes else "ISO 32000-1, table 323"
            yield clause, f"id {name.decode('latin-1')} stands {times} times"
    for element in given:
        name = bytes(element.node["/ID"])
        if known.get(name) != element.node.objgen:
            yield "ISO 32000-1, table 322", f"id {name.decode('latin-1')} is not in the tree of ids"


def alternatives(file: File) -> Found:
    """A figure or formula without alternative text, or a figure without its place on the page."""
    for element in file.of("Figure", "Formula"):
        told = [str(element.node.get("/Alt", ""))]
        if element.type == "Figure":
            told.append(str(element.node.get("/ActualText", "")))
        if not any(text.strip() for text in told):
            clause = "MP 13-004" if element.type == "Figure" else "MP 17-002"
            yield clause, f"{element.type} without alternative text"
    for element in file.of("Figure"):
        if not _within_page(file, element):
            yield "ISO 32000-1, table 344", "Figure without a bounding box on its page"


def _within_page(file: File, element: Element) -> bool:
    attributes = element.node.get("/A", {})
    box = [float(side) for side in attributes.get("/BBox", ())] if hasattr(attributes, "keys") else []
    pages = [page for page in file.pages if element.marks and page.objgen == element.marks[0][0]]
    if len(box) != 4 or not pages:
        return False
    left, bottom, right, top = (float(side) for side in pages[0].MediaBox)
    return left < box[2] > box[0] < right and bottom < box[3] > box[1] < top


def headings(file: File) -> Found:
    """The first heading is not H1, a level is skipped, or H stands beside H1 or beside another H."""
    before = 0
    for element in file.of(*HEADINGS):
        level = int(element.type[1])
        if level > before + 1:
            clause, above = ("MP 14-003", f"H{before}") if before else ("MP 14-002", "no heading")
            yield clause, f"{element.type} follows {above}"
        before = level
    plain = file.of("H")
    if plain and before:
        yield "MP 14-007", "H stands beside numbered headings"
    for times in Counter(id(element.parent) for element in plain).values():
        if times > 1:
            yield "MP 14-006", f"{times} H in one element"


def scopes(file: File) -> Found:
    """A table head that does not say what it heads."""
    for element in file.of("TH"):
        attributes = element.node.get("/A", {})
        if attributes.get("/Scope") not in SCOPES and not list(attributes.get("/Headers", [])):
            yield "MP 15-003", "TH without Scope"


def empty(file: File) -> Found:
    """A paragraph, heading or cell with an id and without any content."""
    for element in file.of("P", *HEADINGS, "Link", "Lbl", "LBody"):
        if not _has_content(element):
            yield "our own", f"an empty {element.type}"


def _has_content(element: Element) -> bool:
    return bool(element.marks or element.objects) or any(_has_content(child) for child in element.children)
