"""The tree that stands for the page of a JATS article: elements of HTML, each with its place in the file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, Final

from pcss_publish.normalization.language import language_of as told_language
from pcss_publish.readers.html.notes import Element, Notes
from pcss_publish.readers.html.tree import Places, set_line
from pcss_publish.readers.layout import Note

HREF: Final = "{http://www.w3.org/1999/xlink}href"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def table(name: str) -> dict[str, str]:
    """One table of the elements of JATS."""
    text = resources.files(__package__).joinpath("elements.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)[name]
    return found


def kind(element: Element | None) -> str:
    """An element's name without its namespace (of MathML and the like); empty for none."""
    return "" if element is None else str(element.tag).rpartition("}")[2]


def words(element: Element | None) -> str:
    """What an element says, blanks as one space; nothing of one that is not there."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def language_of(element: Element) -> str:
    """The language that the article names."""
    return element.get(_LANGUAGE) or ""


class Page:
    """The tree in the making. ``structured``: the file says what is question and what is answer.

    ``language`` is that which the file names, else that of its words.
    """

    def __init__(self, article: Element, *, structured: bool) -> None:
        from lxml import etree

        self._make: Any = etree.SubElement
        self.structured = structured
        self.language = language_of(article) or told_language("".join(article.itertext()))
        self.notes = Notes()
        self._taken: set[tuple[Element, bool]] = set()
        self.root: Element = etree.Element("article")
        set_line(self.root, article.sourceline or 1)
        self._names: dict[Element, str] = {self.root: "article"}

    def add(self, above: Element, tag: str, source: Element, *notes: Note | None) -> Element:
        """An element that stands for one of the file, with marks over it."""
        made = self._make(above, tag)
        set_line(made, source.sourceline or 1)
        self._names[made] = kind(source)
        for note in notes:
            if note is not None:
                self.notes.add(made, note)
        return made

    def part(self, above: Element, source: Element, note: Note) -> Element:
        """A section that is a part of the article, if the file says so of its parts; else a section."""
        return self.add(above, "section", source, note if self.structured else None)

    def notice(self, above: Element, source: Element, roles: str) -> Element:
        """A section that is a statement, whatever else the file names."""
        return self.add(above, "section", source, Note("statement" if self.structured else "notice", roles))

    def take(self, source: Element, *, tail: bool = False) -> str:
        """The words in an element before the first in it, or those behind it; they are laid out by that."""
        self._taken.add((source, tail))
        return (source.tail if tail else source.text) or ""

    def told(self, source: Element | None) -> str:
        """All that an element says, blanks as one space; it is laid out by that."""
        if source is None:
            return ""
        for one in source.iter():
            self._taken |= {(one, False)} if one is source else {(one, False), (one, True)}
        return words(source)

    def say(self, into: Element, source: Element, *, tail: bool = False) -> None:
        """Lay out the words in an element before the first in it, or those behind it."""
        self.put(into, self.take(source, tail=tail))

    def put(self, element: Element, text: str) -> None:
        """Put words at the end of an element."""
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    def line(self, above: Element, source: Element, text: str, *notes: Note | None) -> Element:
        """A line with these words."""
        made = self.add(above, "div", source, *notes)
        made.text = text
        return made

    def leave(self, root: Element) -> None:
        """What has not been laid out is not printed: a line for each piece of it, in its order."""
        for element in root.iter():
            self._leave(element, element, tail=False)
            for child in element:
                self._leave(child, element, tail=True)

    def _leave(self, source: Element, within: Element, *, tail: bool) -> None:
        if (source, tail) not in self._taken:
            text = self.take(source, tail=tail)
            if text.strip():
                self.line(self.root, source, text, Note("chrome", kind(within)))

    def places(self) -> Places:
        """Where each element stands in the file."""
        return Places(self.root, self._names)
