"""A page's tree laid out in lines, with marks over what its elements are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urljoin, urlsplit

from pcss_publish.model.marks import InlineKind
from pcss_publish.readers.html.figures import picture_text
from pcss_publish.readers.html.lists import markers_of
from pcss_publish.readers.html.notes import Element, Notes
from pcss_publish.readers.html.tree import Places, select, words
from pcss_publish.readers.layout import Layout, Note

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Elements that stand apart from what is above and below; those that begin and end a line.
_APART: Final = _HEADINGS | {
    "p", "blockquote", "ul", "ol", "dl", "table", "pre", "figure", "hr", "section", "article", "header",
    "footer", "aside", "nav", "main", "fieldset", "address", "details", "form", "hgroup",
}  # fmt: skip
_LINES: Final = _APART | {
    "body", "center", "dd", "dialog", "dir", "div", "dt", "figcaption", "legend", "li", "menu", "summary",
    "tr", "tbody", "thead", "tfoot", "caption", "option", "textarea", "button", "select", "pcss-run", "td",
    "th",
}  # fmt: skip
_INLINE: Final[dict[str, InlineKind]] = {
    "em": "emph", "i": "emph", "strong": "strong", "b": "strong", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


def lay_out(page: Element, notes: Notes, places: Places) -> Layout:
    """The text of the page's body, with its marks."""
    return _Walk(notes, places).through(page)


class _Walk:
    """One walk through a page: what each element opens is closed when it ends."""

    def __init__(self, notes: Notes, places: Places) -> None:
        self.layout = Layout()
        self.notes = notes
        self.places = places
        self.markers: dict[Element, dict[Element, str]] = {}
        self.pre = 0
        self.tables: dict[Element, bool] = {}

    def through(self, page: Element) -> Layout:
        """Walk without recursion: pages are nested as deep as they like."""
        body = next(page.iter("body"), page)
        closing: list[tuple[Element, list[Callable[[], None]]]] = []
        todo: list[tuple[Element, bool]] = [(body, True)]
        while todo:
            element, opens = todo.pop()
            if not opens:
                for close in reversed(closing.pop()[1]):
                    close()
                self._tail(element, body)
                continue
            if self._unseen(element):
                self._tail(element, body)
                continue
            self._at(element)
            closing.append((element, self._open(element)))
            self.layout.text(element.text or "", pre=self.pre > 0)
            todo.append((element, False))
            todo += [(child, True) for child in reversed(element)]
        return self.layout

    def _tail(self, element: Element, body: Element) -> None:
        if element is not body:
            self._at(element.getparent())
            self.layout.text(element.tail or "", pre=self.pre > 0)

    def _unseen(self, element: Element) -> bool:
        """Lay out aside what stands within a line, but is the page's or not seen; then it is done with."""
        own = self.notes.of(element)
        if element.tag in _LINES or len(own) != 1 or own[0].kind != "chrome":
            return False
        if any(map(self.notes.of, element.iterdescendants())):
            return False
        self._at(element)
        self.layout.later(words(element), own[0])
        return True

    def _at(self, element: Element) -> None:
        self.layout.where = lambda: self.places.of(element)

    def _open(self, element: Element) -> list[Callable[[], None]]:
        tag = element.tag
        closing: list[Callable[[], None]] = []
        if tag in _LINES and not self._is_cell(element):
            gap = tag in _APART and not (tag in {"ul", "ol"} and _in_item(element))
            self.layout.end_line(gap=gap)
            closing.append(lambda: self.layout.end_line(gap=gap))
        for note in self._notes(element):
            opened = self.layout.begin(note)
            closing.append(lambda opened=opened: self.layout.finish(opened))  # type: ignore[misc]
        match tag:
            case "br":
                self.layout.line_break()
            case "pre" | "textarea":
                self.pre += 1
                closing.append(self._end_pre)
            case "td" | "th" if self._is_cell(element) and element.getprevious() is not None:
                self.layout.cell()
            case "img":
                self._picture(element)
            case "li" if not self._bears(element, "comment") and not self._within_chrome(element):
                self._item(element, closing)
        return closing

    def _end_pre(self) -> None:
        self.pre -= 1

    def _notes(self, element: Element) -> list[Note]:
        found = list(self.notes.of(element))
        tag = element.tag
        if tag in _INLINE and not found:
            found.append(Note(_INLINE[tag]))
        elif tag == "a" and element.get("href"):
            link = self._link(element.get("href"))
            found += [link] if link else []
        elif tag in _HEADINGS and not self._bears(element, "title"):
            found.append(Note("heading", number=int(tag[1])))
        elif tag == "blockquote":
            found.append(Note("quote"))
        elif tag == "figcaption":
            found.append(Note("caption"))
        elif tag == "tr" and self._is_data(element):
            found.append(Note("row"))
        return found

    def _link(self, href: str) -> Note | None:
        """A link to where it leads; one whose page is not known is lost, one into the same page is none."""
        target = "".join(href.split())
        if target.startswith("#") or not target:
            return None
        try:
            whole = urljoin(self.notes.base, target)
            scheme = urlsplit(whole).scheme.lower()
        except ValueError:
            return Note("link")
        if scheme in _SCHEMES:
            return Note("link", whole)
        return Note("link") if not scheme else None

    def _picture(self, element: Element) -> None:
        text = "" if self._in_comment(element) or self._within_chrome(element) else picture_text(element)
        if text:
            self.layout.end_line(gap=True)
            opened = self.layout.begin(Note("figure", element.get("src") or ""))
            self.layout.text(text)
            self.layout.end_line()
            self.layout.finish(opened)

    def _item(self, element: Element, closing: list[Callable[[], None]]) -> None:
        parent = element.getparent()
        if parent not in self.markers:
            self.markers[parent] = markers_of(parent)
        marker = self.markers[parent][element]
        opened = self.layout.begin(Note("item", number=len(marker)))
        self.layout.marker(marker)
        closing += [self.layout.drop_marker, lambda: self.layout.finish(opened)]

    def _bears(self, element: Element, kind: str) -> bool:
        return self.notes.bears(element, kind)

    def _in_comment(self, element: Element) -> bool:
        return any(self._bears(above, "comment") for above in element.iterancestors())

    def _within_chrome(self, element: Element) -> bool:
        return any(self._bears(above, "chrome") for above in (element, *element.iterancestors()))

    def _is_cell(self, element: Element) -> bool:
        return element.tag in {"td", "th"} and self._is_data(element)

    def _is_data(self, element: Element) -> bool:
        """Whether a table's row or cell is one of data, and not of a page that is laid out by a table."""
        table = next(element.iterancestors("table"), None)
        if table is None:
            return False
        if table not in self.tables:
            blocks = select(table, "table, h1, h2, h3, ul, ol, blockquote, td > p + p, td > div + div")
            rows = select(table, "tr")
            self.tables[table] = not blocks and len(rows) > 1 and any(len(row) > 1 for row in rows)
        return self.tables[table]


def _in_item(element: Element) -> bool:
    return any(above.tag == "li" for above in element.iterancestors())
