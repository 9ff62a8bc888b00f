"""Page-break markers in the documents of an EPUB, where the pages of the PDF begin.

EPUB Accessibility 1.1, 3.3 (page navigation); DPUB-ARIA 1.1, doc-pagebreak. A marker stands before the first
word of its page; where a page begins within a word or a link, before the whole of it, so that nothing of the
page stands before its marker. Exact on serialised markup, in which ``<``, ``>`` and ``"`` are escaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Final, NamedTuple

from markupsafe import Markup

from pcss_publish.compose.contents import Chapter, Entry
from pcss_publish.engines.starts import Start, Starts, compact

_ELEMENT: Final = re.compile(r'<(?P<tag>\w+)(?: [^<>]*)? id="(?P<id>pcss-[^"]+)"[^<>]*>')
_TOKEN: Final = re.compile(r"<(?P<end>/?)(?P<tag>\w+)[^<>]*>|&[^;]+;|[^<&]")
_MARK: Final = Markup('<span epub:type="pagebreak" role="doc-pagebreak" id="{0}" aria-label="{1}"></span>')
_HOLDERS: Final = frozenset(("p", "li", "td", "th"))
"""Elements that take their marker in: before a cell or an item none may stand, and before a paragraph it
would part that from its neighbour in the eyes of a style sheet."""
_HELD: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "a", "span", "nav"))
"""Elements that have their marker before them: a heading, a link is read out with all that stands in it."""

Place = tuple[int, int]
"""Number of a document, and a position in its markup."""


class Target(NamedTuple):
    """One page of the page list; ``order`` is its place among all that the NCX leads to."""

    label: str
    href: str
    order: int = 0


class Marked(NamedTuple):
    """Documents with markers, and where these are."""

    chapters: tuple[Chapter, ...]
    pages: tuple[Target, ...]


def marked(chapters: Sequence[Chapter], pages: Sequence[Starts]) -> Marked:
    """Put the markers of all pages into documents.

    A page that shows nothing of what these documents hold (a list that goes on, an empty page) is marked
    where the next one begins.

    Args:
        chapters: in reading order.
        pages: the first texts of each.
    """
    texts = [chapter.data.decode() for chapter in chapters]
    places = _places(_Documents(chapters, texts), pages)
    numbered = list(enumerate(places, 1))
    for number, (chapter, at) in reversed(numbered):
        mark = _MARK.format(f"page-{number}", number)
        texts[chapter] = f"{texts[chapter][:at]}{mark}{texts[chapter][at:]}"
    made = tuple(one._replace(data=text.encode()) for one, text in zip(chapters, texts, strict=True))
    return Marked(made, tuple(Target(str(n), f"{chapters[c].name}#page-{n}") for n, (c, _) in numbered))


class _Documents:
    """Finds places in documents."""

    def __init__(self, chapters: Sequence[Chapter], texts: Sequence[str]) -> None:
        self.texts = texts
        self.found: dict[str, tuple[int, re.Match[str]]] = {}
        for number, (chapter, text) in enumerate(zip(chapters, texts, strict=True)):
            # Nothing but links may stand in the lists of the navigation (EPUB 3.3, 7.3).
            heads_only = chapter.id == "nav"
            for element in _ELEMENT.finditer(text) if chapter.id != "cover" else ():
                if not heads_only or element["tag"] in _HELD - {"span"}:
                    self.found.setdefault(element["id"], (number, element))

    @property
    def end(self) -> Place:
        """Behind all text."""
        return len(self.texts) - 1, self.texts[-1].rindex("</body>")

    def place(self, start: Start) -> Place | None:
        """Where the marker for a text stands; None if there is no such text."""
        number, element = self.found.get(start.id, (0, None))
        if element is None:
            return None
        text = self.texts[number]
        if start.words and start.words != _compact_text(text, element):
            return None
        return number, _inside(text, element.end(), start.offset) if start.offset else _before(text, element)


def _places(documents: _Documents, pages: Sequence[Starts]) -> list[Place]:
    """Where each page begins. Units are surest, since they stand once and in one order in every format."""
    units = [next((documents.place(one) for one in page if not one.words), None) for page in pages]
    latest = _filled(units, documents.end)
    found: list[Place | None] = []
    least = (0, 0)
    for page, unit, most in zip(pages, units, latest, strict=True):
        house = (documents.place(one) for one in page if one.words)
        place = next((one for one in house if one and least <= one <= most), unit)
        found.append(place)
        least = place or least
    return _filled(found, documents.end)


def _filled(places: Sequence[Place | None], end: Place) -> list[Place]:
    """Places, each that is missing the same as the next one."""
    found: list[Place] = []
    for place in reversed(places):
        found.append(place or (found[-1] if found else end))
    return found[::-1]


def _before(markup: str, element: re.Match[str]) -> int:
    """The place for a marker at the beginning of an element."""
    if element["tag"] in _HOLDERS:
        return element.end()
    at = element.start()
    while True:
        above = markup[:at].rstrip()
        opened = above.rfind("<")
        tag = re.match(r"<(\w+)", above[opened:]) if above.endswith(">") else None
        if tag is None or tag[1] not in _HELD or above.endswith("/>"):
            return at
        at = opened


def _inside(markup: str, begin: int, offset: int) -> int:
    """The place for a marker before the word or the link that holds a character of an element."""
    place, count, is_link = begin, 0, False
    for token in _TOKEN.finditer(markup, begin):
        if token["tag"]:
            is_link = not token["end"] if token["tag"] == "a" else is_link
            place = token.end() if token["tag"] == "br" and not is_link else place
            continue
        char = unescape(token[0])
        if char.isspace():
            place = place if is_link else token.end()
            continue
        if unicodedata.east_asian_width(char) in "WF" and not is_link:
            place = token.start()  # written without spaces
        if count == offset:
            return place
        count += len(char)
    return place


def _compact_text(markup: str, element: re.Match[str]) -> str:
    """The text of an element that holds no other one of its own kind."""
    end = markup.index(f"</{element['tag']}>", element.end())
    return compact(unescape(re.sub(r"<[^>]*>", "", markup[element.end() : end])))


class Placed(NamedTuple):
    """Contents and pages with their places in one common order."""

    entries: tuple[Entry, ...]
    pages: tuple[Target, ...]


def play_order(chapters: Sequence[Chapter], entries: Sequence[Entry], pages: Sequence[Target]) -> Placed:
    """Number all that the NCX leads to as it is read."""
    texts = {one.name: (number, one.data.decode()) for number, one in enumerate(chapters)}
    every = [one.href for top in entries for one in top.every()] + [page.href for page in pages]
    ranked = sorted(range(len(every)), key=lambda n: _target(texts, every[n]))
    order = {n: rank for rank, n in enumerate(ranked, 1)}
    orders = iter([order[n] for n in range(len(every))])
    placed = tuple(entry.placed(orders) for entry in entries)
    return Placed(placed, tuple(page._replace(order=next(orders)) for page in pages))


def _target(texts: Mapping[str, tuple[int, str]], href: str) -> Place:
    name, _, anchor = href.partition("#")
    number, text = texts[name]
    return number, text.find(f' id="{anchor}"') if anchor else -1
