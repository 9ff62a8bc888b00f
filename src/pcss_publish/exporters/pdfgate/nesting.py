"""What may stand in what in the structure tree (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Iterator

from pcss_publish.exporters.pdfgate.file import Element, File, Found

_PARTS = {"TR", "THead", "TBody", "TFoot"}
# Child to the parents that it may have.
WITHIN = {
    "LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI", "TOCI", "Note", "BibEntry"},
    "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"},
    "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TOCI": {"TOC"},
    "RB": {"Ruby"}, "RT": {"Ruby"}, "RP": {"Ruby"}, "WT": {"Warichu"}, "WP": {"Warichu"},
}  # fmt: skip
# Parent to the only children that it may have.
ONLY = {
    "L": {"LI", "Caption", "L"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}, "THead": {"TR"}, "TBody": {"TR"},
    "TFoot": {"TR"}, "Table": _PARTS | {"Caption"}, "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
    "Ruby": {"RB", "RT", "RP"}, "Warichu": {"WT", "WP"},
}  # fmt: skip
_CLAUSES = {
    "MP 09-004": {"Table", "TH", "TD", *_PARTS},
    "MP 09-005": {"L", "LI", "LBody", "Lbl"},
    "MP 09-006": {"TOC", "TOCI"},
    "MP 09-007": {"Ruby", "RB", "RT", "RP"},
    "MP 09-008": {"Warichu", "WT", "WP"},
}
CLAUSE = {kind: clause for clause, kinds in _CLAUSES.items() for kind in kinds}
# What may stand once at most; a caption stands first, in a table also last.
ONCE = {
    "Table": ("THead", "TFoot", "Caption"),
    "L": ("Caption",),
    "TOC": ("Caption",),
    "LI": ("Lbl", "LBody"),
}


def nesting(file: File) -> Found:
    """An element that may not stand where it stands."""
    if file.too_deep:
        yield "ISO 32000-1, 14.7.2", "the structure tree is too deep"
    for element in file.elements:
        parent = element.parent.type if element.parent else ""
        if element.type in WITHIN and parent not in WITHIN[element.type]:
            yield CLAUSE[element.type], f"{element.type} in {parent or 'the root'}"
        elif parent in ONLY and element.type not in ONLY[parent]:
            yield CLAUSE[parent], f"{element.type} in {parent}"
        if element.type in ONLY and element.marks:
            yield CLAUSE[element.type], f"text directly in {element.type}"
        yield from ((CLAUSE[element.type], fault) for fault in _once(element))


def _once(element: Element) -> Iterator[str]:
    kinds = [child.type for child in element.children]
    for kind in ONCE.get(element.type, ()):
        if kinds.count(kind) > 1:
            yield f"{kinds.count(kind)} {kind} in {element.type}"
    ends = {0, len(kinds) - 1} if element.type == "Table" else {0}
    if element.type in ("Table", "L", "TOC") and "Caption" in kinds and kinds.index("Caption") not in ends:
        yield f"a Caption in the middle of {element.type}"


def tables(file: File) -> Found:
    """Rows that have not the same number of columns, or a head without a body."""
    for table in file.of("Table"):
        kinds = {child.type for child in table.children}
        if kinds & {"THead", "TFoot"} and "TBody" not in kinds:
            yield "MP 09-004", "a Table with THead or TFoot and no TBody"
        widths = {len(row) for row in _grid(table)}
        if len(widths) > 1:
            yield "MP 09-004", f"a Table with rows of {' and '.join(map(str, sorted(widths)))} columns"


def _grid(table: Element) -> list[list[Element]]:
    """The cells of each row, each as often as it has columns, with those that reach down from above."""
    rows = [row for part in table.children for row in ([part] if part.type == "TR" else part.children)]
    grid: list[list[Element]] = [[] for _ in rows]
    for number, row in enumerate(rows):
        for cell in row.children:
            attributes = cell.node.get("/A", {})
            for below in grid[number : number + int(attributes.get("/RowSpan", 1))]:
                below.extend([cell] * int(attributes.get("/ColSpan", 1)))
    return grid
