"""A PDF taken apart once, for all checks: marked content of each page and the structure tree."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Self

import pikepdf

from pcss_publish.exporters.pdfgate.marks import Content, Key, read

DEEPEST = 60  # levels of the structure tree; deeper is a fault of the file, not of the reader

Found = Iterator[tuple[str, str]]
"""What a check yields: the clause that is broken, and where and how."""


class Shown(NamedTuple):
    """A font with the strings that are shown in it."""

    font: Any
    strings: set[bytes]


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
        self.content = {page.objgen: read(page, page.get("/Resources", {})) for page in self.pages}
        self.painted: Counter[Key] = Counter()
        self.forms: dict[Key, Content] = {}
        for content in list(self.content.values()):
            self._follow(content)
        self.elements: list[Element] = []
        self.too_deep = False
        tree = self.root.get("/StructTreeRoot")
        for kid in _list(tree.get("/K")) if tree is not None else []:
            self._grow(kid, None, None, 0)
        self.owners: dict[tuple[Key, int], list[Element]] = {}
        for element in self.elements:
            for mark in element.marks:
                self.owners.setdefault(mark, []).append(element)

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

    @cached_property
    def xmp(self) -> bytes:
        """The metadata, empty where there are none."""
        stream = self.root.get("/Metadata")
        return bytes(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else b""

    @cached_property
    def described(self) -> pikepdf.models.PdfMetadata:
        """The metadata by name."""
        return self.pdf.open_metadata(set_pikepdf_as_editor=False)

    @cached_property
    def fonts(self) -> list[Shown]:
        """The fonts in which anything is shown."""
        strings: dict[Key, set[bytes]] = {}
        for content in (*self.content.values(), *self.forms.values()):
            for key, shown in content.shown.items():
                strings.setdefault(key, set()).update(shown)
        return [Shown(self.pdf.get_object(key), shown) for key, shown in strings.items()]

    def _follow(self, content: Content) -> None:
        """Count what is painted, and walk each form once."""
        self.painted.update(content.painted)
        for key in content.painted:
            found = self.pdf.get_object(key)
            if key not in self.forms and found.get("/Subtype") == "/Form":
                self.forms[key] = read(found, found.get("/Resources", {}))
                self._follow(self.forms[key])


def _list(value: Any) -> list[Any]:
    """``value`` as a list: an entry may be one thing or an array of things."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
