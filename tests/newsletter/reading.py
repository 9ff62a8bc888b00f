"""Reads products back for the tests, with html5lib and nothing of the project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

import html5lib


def tree(html: str | bytes) -> Element:
    """The page, without namespaces."""
    text = html.decode() if isinstance(html, bytes) else html
    root: Element = html5lib.parse(text, namespaceHTMLElements=False)
    return root


def real(nodes: Iterable[Any]) -> list[Element]:
    """Elements without comments, whose tag is no text."""
    return [node for node in nodes if isinstance(node.tag, str)]


def elements(html: str | bytes) -> list[Element]:
    """All elements in document order."""
    return real(tree(html).iter())


def shown(element: Element) -> str:
    """What an element shows; ``br`` is a line end."""
    own = "\n" if element.tag == "br" else element.text or ""
    return own + "".join(shown(child) + (child.tail or "") for child in element)


def by_id(html: str | bytes) -> list[tuple[str, str]]:
    """Id and text of every element that has an id, in document order."""
    return [(e.get("id", ""), shown(e)) for e in elements(html) if e.get("id")]


def joined(text: str) -> str:
    """A text with its line ends as spaces."""
    return text.replace("\n", " ")
