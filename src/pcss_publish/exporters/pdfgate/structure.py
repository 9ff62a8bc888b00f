"""Checks on the structure tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pcss_publish.exporters.pdfgate.file import Element, File

# ISO 32000-1, tables 333 to 340.
STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference",
    "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "Figure", "Formula", "Form",
}  # fmt: skip
# Child to the parents that it may have.
WITHIN = {
    "LI": {"L"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
    "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TOCI": {"TOC"},
}  # fmt: skip
# Parent to the only children that it may have.
ONLY = {
    "L": {"LI", "Caption", "L"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}, "THead": {"TR"}, "TBody": {"TR"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
}  # fmt: skip


def types(file: File) -> Iterator[str]:
    """A type that is neither standard nor mapped to one."""
    tree = file.root.get("/StructTreeRoot")
    mapped = dict(tree.get("/RoleMap", {})) if tree is not None else {}
    for element in file.elements:
        if element.type not in STANDARD and f"/{element.type}" not in mapped:
            yield f"type {element.type or 'none'}"


def nesting(file: File) -> Iterator[str]:
    """An element that may not stand where it stands."""
    if file.too_deep:
        yield "the structure tree is too deep"
    for element in file.elements:
        parent = element.parent.type if element.parent else ""
        if element.type in WITHIN and parent not in WITHIN[element.type]:
            yield f"{element.type} in {parent or 'the root'}"
        if parent in ONLY and element.type not in ONLY[parent]:
            yield f"{element.type} in {parent}"


def parents(file: File) -> Iterator[str]:
    """``P`` does not name the element above."""
    root = file.root.get("/StructTreeRoot")
    for element in file.elements:
        above: Any = element.parent.node if element.parent else root
        named = element.node.get("/P")
        if named is None or named.objgen != above.objgen:
            yield f"a {element.type} names another parent"


def ids(file: File) -> Iterator[str]:
    """Ids that are not unique, or that the tree of ids does not lead from."""
    tree = file.root.get("/StructTreeRoot")
    names = list(tree["/IDTree"].get("/Names", [])) if tree is not None and "/IDTree" in tree else []
    known = {bytes(key): value.objgen for key, value in zip(names[::2], names[1::2], strict=True)}
    seen: set[bytes] = set()
    for element in file.elements:
        if "/ID" not in element.node:
            continue
        name = bytes(element.node["/ID"])
        if name in seen:
            yield f"id {name.decode('latin-1')} stands twice"
        seen.add(name)
        if known.get(name) != element.node.objgen:
            yield f"id {name.decode('latin-1')} is not in the tree of ids"


def alternatives(file: File) -> Iterator[str]:
    """A figure without alternative text or without its place on the page."""
    for element in file.of("Figure", "Formula"):
        if not str(element.node.get("/Alt", "")).strip():
            yield f"{element.type} without alternative text"
        if "/BBox" not in element.node.get("/A", {}):
            yield f"{element.type} without a bounding box"


def headings(file: File) -> Iterator[str]:
    """The first heading is not H1, a level is skipped, or H stands beside H1."""
    before = 0
    for element in file.elements:
        if element.type == "H":
            yield "an unnumbered heading"
        if element.type in {"H1", "H2", "H3", "H4", "H5", "H6"}:
            level = int(element.type[1])
            if level > before + 1:
                yield f"H{level} follows {f'H{before}' if before else 'no heading'}"
            before = level


def scopes(file: File) -> Iterator[str]:
    """A table head that does not say what it heads."""
    for element in file.of("TH"):
        if "/Scope" not in element.node.get("/A", {}):
            yield "TH without Scope"


def empty(file: File) -> Iterator[str]:
    """A paragraph, heading or cell with an id and without any content."""
    for element in file.of("P", "H1", "H2", "H3", "H4", "H5", "H6"):
        if not _has_content(element):
            yield f"an empty {element.type}"


def _has_content(element: Element) -> bool:
    return bool(element.marks or element.objects) or any(_has_content(child) for child in element.children)
