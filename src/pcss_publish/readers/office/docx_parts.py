"""The parts of Word's package: which they are, and what they say of styles (ECMA-376 Part 1)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from pcss_publish.errors import SourceError
from pcss_publish.readers.office.package import Element, Package

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V: Final = "{urn:schemas-microsoft-com:vml}"
#: How far styles are followed to those that they are based on.
LONGEST_CHAIN: Final = 20
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relation:
    """Where a part leads: to another member, or out of the file."""

    def __init__(self, element: Element, folder: str) -> None:
        self.id = element.get("Id") or ""
        self.kind = (element.get("Type") or "").rpartition("/")[2]
        self.external = element.get("TargetMode") == "External"
        target = element.get("Target") or ""
        path = unquote(target)
        inside = (
            path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
        )
        self.target = target if self.external else inside


def relations(package: Package, part: str) -> list[Relation]:
    """The relationships of a part; of the package where ``part`` is empty."""
    folder, _, name = part.rpartition("/")
    root = package.tree_of(posixpath.join(folder, "_rels", f"{name}.rels"))
    return [] if root is None else [Relation(one, folder) for one in root.iter(_RELATION)]


def main_part(package: Package) -> str:
    """The name of the document's own part.

    Raises:
        SourceError: the file has none.
    """
    found = next((one.target for one in relations(package, "") if one.kind == "officeDocument"), "")
    found = found if found in package.members else "word/document.xml"
    if found not in package.members:
        raise SourceError(
            "the file holds no document of Word",
            place=package.name,
            hint="Open it in Word, and save it as DOCX.",
        )
    return found


def value(element: Element | None, tag: str, key: str = "val") -> str:
    """The value of a child such as ``w:pStyle``; empty where there is none."""
    found = None if element is None else element.find(f"{W}{tag}")
    return "" if found is None else found.get(f"{W}{key}") or ""


def is_on(properties: Element | None, tag: str) -> bool:
    """Whether a property that may be switched is on (17.17.4)."""
    found = None if properties is None else properties.find(f"{W}{tag}")
    return found is not None and (found.get(f"{W}val") or "1") not in {"0", "false", "off"}


class Sheet:
    """The styles of a document, by their ids."""

    def __init__(self, root: Element | None) -> None:
        every = [] if root is None else root.iter(f"{W}style")
        self._styles = {one.get(f"{W}styleId") or "": one for one in every}

    def chain(self, style: str) -> Iterator[Element]:
        """A style, and those that it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "basedOn")

    def names(self, style: str) -> list[str]:
        """The names of a style and those that it is based on; its id where it is not defined."""
        return [value(one, "name") for one in self.chain(style)] or [style]

    def numbering(self, style: str) -> Element | None:
        """The list that a style puts its paragraphs in."""
        return next((one for s in self.chain(style) if (one := s.find(f"{W}pPr/{W}numPr")) is not None), None)

    def hides(self, style: str) -> bool:
        """Whether a style hides its text."""
        return any(is_on(one.find(f"{W}rPr"), "vanish") for one in self.chain(style))
