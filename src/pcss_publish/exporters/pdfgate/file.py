"""A PDF taken apart once, for all checks: marked content of each page and the structure tree."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self

import pikepdf

PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"}
SHOWING = {"Tj", "TJ", "'", '"'}
DEEPEST = 60  # levels of the structure tree; deeper is a fault of the file, not of the reader

Key = tuple[int, int]


@dataclass
class Content:
    """Marked content of one page: how often each MCID is opened, and what is wrong with the nesting."""

    mcids: Counter[int] = field(default_factory=Counter)
    artefact_in_tagged: int = 0
    tagged_in_artefact: int = 0
    unmarked: list[str] = field(default_factory=list)
    notdef: int = 0
    unbalanced: bool = False


@dataclass
class Element:
    """A structure element with its children in order; ``marks`` are (page, MCID)."""

    node: Any
    type: str
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    marks: list[tuple[Key, int]] = field(default_factory=list)
    objects: list[Any] = field(default_factory=list)


class File:
    """An opened PDF."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root: Any = self.pdf.Root
        self.trailer: Any = self.pdf.trailer
        self.pages: list[Any] = [page.obj for page in self.pdf.pages]
        self.content = {page.objgen: read_content(page) for page in self.pages}
        self.elements: list[Element] = []
        self.too_deep = False
        tree = self.root.get("/StructTreeRoot")
        for kid in _list(tree.get("/K")) if tree is not None else []:
            self._grow(kid, None, None, 0)
        self.owners: dict[tuple[Key, int], list[Element]] = {}
        for element in self.elements:
            for mark in element.marks:
                self.owners.setdefault(mark, []).append(element)
        stream = self.root.get("/Metadata")
        self.xmp: bytes = bytes(stream.read_bytes()) if stream is not None else b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.pdf.close()

    def _grow(self, node: Any, parent: Element | None, page: Key | None, depth: int) -> None:
        if depth > DEEPEST:
            self.too_deep = True
            return
        own = node.get("/Pg")
        page = own.objgen if own is not None else page
        if "/MCID" in node and "/S" not in node:
            if parent is not None and page is not None:
                parent.marks.append((page, int(node["/MCID"])))
            return
        if node.get("/Type") == "/OBJR":
            if parent is not None:
                parent.objects.append(node.get("/Obj"))
            return
        element = Element(node, str(node.get("/S", "/")).removeprefix("/"), parent)
        self.elements.append(element)
        if parent is not None:
            parent.children.append(element)
        for kid in _list(node.get("/K")):
            if isinstance(kid, int):
                if page is not None:
                    element.marks.append((page, kid))
            else:
                self._grow(kid, element, page, depth + 1)

    def of(self, *types: str) -> list[Element]:
        """The elements of these types, in reading order."""
        return [element for element in self.elements if element.type in types]

    def parent_tree(self) -> dict[int, Any]:
        """The parent tree's entries by number."""
        tree = self.root.get("/StructTreeRoot")
        found: dict[int, Any] = {}
        stack = [tree["/ParentTree"]] if tree is not None and "/ParentTree" in tree else []
        while stack and len(found) < 1_000_000:
            node = stack.pop()
            stack += _list(node.get("/Kids"))
            numbers = _list(node.get("/Nums"))
            found |= {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=False)}
        return found

    def annotations(self) -> list[tuple[Any, Any]]:
        """Each page with each of its annotations."""
        return [(page, item) for page in self.pages for item in _list(page.get("/Annots"))]

    def fonts(self) -> list[Any]:
        """The fonts of all pages, each once."""
        found = {}
        for page in self.pages:
            for font in dict(page.get("/Resources", {}).get("/Font", {})).values():
                found[font.objgen] = font
        return list(found.values())


def _list(value: Any) -> list[Any]:
    """``value`` as a list: an entry may be one thing or an array of things."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def read_content(page: Any) -> Content:
    """Walk the operators of one page."""
    found = Content()
    stack: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            stack.append(_opened(operands, found, stack))
        elif name == "EMC":
            if stack:
                stack.pop()
            else:
                found.unbalanced = True
        elif name in PAINTING:
            if not any(stack):
                found.unmarked.append(name)
            if name in SHOWING:
                found.notdef += _missing_glyphs(operands)
    found.unbalanced = found.unbalanced or bool(stack)
    return found


def _opened(operands: Any, found: Content, stack: list[str]) -> str:
    """What a marked-content operator opens: ``artefact``, ``tagged`` or nothing that counts."""
    if str(operands[0]) == "/Artifact":
        found.artefact_in_tagged += "tagged" in stack
        return "artefact"
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        found.tagged_in_artefact += "artefact" in stack
        found.mcids[int(properties["/MCID"])] += 1
        return "tagged"
    return ""


def _missing_glyphs(operands: Any) -> int:
    """How many two-byte codes of a text operator are 0, the glyph of a character that no font has."""
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands[-1:]
    count = 0
    for part in parts:
        if isinstance(part, pikepdf.String) and b"\0\0" in (raw := bytes(part)):
            count += sum(raw[n : n + 2] == b"\0\0" for n in range(0, len(raw), 2))
    return count
