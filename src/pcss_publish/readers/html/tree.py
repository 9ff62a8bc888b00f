"""The tree of a page: parsed within bounds; scripts, styles and their like are counted and left."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from pcss_publish.errors import SourceError
from pcss_publish.model.marks import Dropped, Place
from pcss_publish.readers.html.notes import Element

# Browsers stop nesting at 512 (https://bugs.webkit.org/show_bug.cgi?id=55988); longer trees are attacks.
DEEPEST: Final = 512
MOST: Final = 200_000
_LAST_LINE: Final = 65_535  # libxml2 stores no higher one

#: What is no text of the page: code, and what other programs would show.
CODE: Final = frozenset(
    {
        "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas", "audio",
        "video", "applet", "frameset", "noframes", "map",
    }
)  # fmt: skip
#: Nor what the browser's window is called: it may fill the title (``metadata.py``), but stands on no page.
_UNKEPT: Final = CODE | {"title"}


def parse(text: str, name: str, *, line: int = 1) -> Element:
    """The page's root element; ``line`` is the line of ``name`` in which the page begins.

    Raises:
        SourceError: the page is nested too deeply, has too many elements, or none.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
    root = etree.fromstring(text.lstrip("\ufeff").encode(), parser)
    if root is None:
        raise SourceError("the page holds no element", place=name, hint="Save it from the browser again.")
    depth = count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST or count > MOST:
            what = f"nests {DEEPEST} elements" if depth > DEEPEST else f"has {MOST:,} elements"
            raise SourceError(
                f"the page {what} or more", place=f"{name}:{element.sourceline + line - 1}",
                hint="No article needs that; look at the file.",
            )  # fmt: skip
    return root


@cache
def _selector(css: str) -> Any:
    from lxml.cssselect import CSSSelector

    return CSSSelector(css, translator="html")


def select(root: Element, css: str) -> list[Element]:
    """The elements below ``root`` that CSS selects, in the order of the page."""
    return [element for element in _selector(css)(root) if element is not root]


def words(element: Element) -> str:
    """What an element says, blanks and breaks of lines as one space."""
    if next(element.iter("br"), None) is None:
        return " ".join("".join(element.itertext()).split())
    texts = element.xpath("descendant::text()")
    broken = (f" {text}" if text.is_tail and text.getparent().tag == "br" else text for text in texts)
    return " ".join("".join(broken).split())


def ancestors(elements: list[Element]) -> set[Element]:
    """All elements that hold one of ``elements``."""
    return {above for element in elements for above in element.iterancestors()}


def common(elements: list[Element]) -> Element | None:
    """The innermost element that holds all of ``elements`` (or is the only one)."""
    if not elements:
        return None
    lines = [[*reversed(list(element.iterancestors())), element] for element in elements]
    found = lines[0]
    for line in lines[1:]:
        found = [one for one, two in zip(found, line, strict=False) if one is two]
    return found[-1] if found else None


def set_line(element: Element, line: int) -> None:
    """Say in which line of the file an element stands that was made or moved."""
    element.sourceline = min(line, _LAST_LINE)


class Places:
    """Where each element stands in the file, however the tree is changed later.

    It keeps every element alive, so that each stays the same object. ``names`` are the steps of elements that
    stand in the tree for others of the file.
    """

    def __init__(self, root: Element, names: Mapping[Element, str] | None = None) -> None:
        known = names or {}
        self._steps: dict[Element, tuple[Element | None, str]] = {}
        counts: dict[tuple[Element | None, str], int] = {}
        for element in root.iter():
            above = element.getparent()
            tag = element.tag if isinstance(element.tag, str) else "comment()"
            number = counts[above, tag] = counts.get((above, tag), 0) + 1
            step = f"{tag}[{number}]" if above is not None else tag
            self._steps[element] = (above, known.get(element, step))

    def of(self, element: Element) -> Place:
        """The element's path from the root, and its line."""
        steps, at = [], element
        while at is not None:
            above, step = self._steps.get(at, (at.getparent(), ""))
            steps.append(step)
            at = above
        return Place(
            path="/".join(["", *(step for step in reversed(steps) if step)]), line=element.sourceline or 0
        )


def code_of(root: Element, places: Places) -> tuple[Dropped, ...]:
    """What is no text and was not kept, with its length."""
    found = []
    before, behind = root.itersiblings(preceding=True), root.itersiblings()
    for element in (*reversed([*before]), *root.iter(), *behind):
        if not isinstance(element.tag, str):
            found.append(
                Dropped(what="comment", place=places.of(element), characters=len(element.text or ""))
            )
        elif element.tag in _UNKEPT and not any(above.tag in CODE for above in element.iterancestors()):
            size = sum(len(piece) for piece in element.itertext())
            found.append(Dropped(what=element.tag, place=places.of(element), characters=size))
    return tuple(found)


def strip_code(root: Element) -> None:
    """Take out what is no text of the page; what follows it stays."""
    from lxml import etree

    etree.strip_elements(root, etree.Comment, *sorted(CODE), with_tail=False)
