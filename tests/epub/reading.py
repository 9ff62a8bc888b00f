"""Reads an EPUB back with the standard library alone."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

_OPF = "{http://www.idpf.org/2007/opf}"
_HTML = "{http://www.w3.org/1999/xhtml}"


def members(data: bytes) -> dict[str, bytes]:
    """All files by name, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(data: bytes) -> ET.Element:
    """The package document."""
    return ET.fromstring(members(data)["EPUB/content.opf"])


def spine(data: bytes) -> list[tuple[str, ET.Element]]:
    """Name and root of each document, in reading order."""
    root, files = package(data), members(data)
    names = {item.get("id"): str(item.get("href")) for item in root.iter(f"{_OPF}item")}
    order = [names[ref.get("idref")] for ref in root.iter(f"{_OPF}itemref")]
    return [(name, ET.fromstring(files[f"EPUB/{name}"])) for name in order]


def text_of(element: ET.Element) -> str:
    """All text of an element; a line break is a newline."""
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == f"{_HTML}br" else text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def shown(data: bytes, prefix: str = "pcss-") -> list[tuple[str, str]]:
    """Id and text of each element that shows a unit or a house text, in reading order."""
    return [
        (element_id.removeprefix("pcss-"), text_of(element))
        for _, root in spine(data)
        for element in root.iter()
        if (element_id := element.get("id", "")).startswith(prefix)
    ]


def loose(data: bytes) -> str:
    """Visible text outside every element that shows a unit or a house text."""

    def walk(element: ET.Element) -> str:
        if element.get("id", "").startswith("pcss-"):
            return ""
        inner = "".join(walk(child) + (child.tail or "") for child in element)
        return (element.text or "") + inner

    return "".join(walk(body) for _, root in spine(data) for body in root.iter(f"{_HTML}body")).strip()
