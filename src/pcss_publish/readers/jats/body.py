"""The text of a JATS article: its elements as those of a page (https://jats.nlm.nih.gov/archiving/1.3/)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.jats.page import HREF, Page, kind, table, words
from pcss_publish.readers.layout import Note

_LINKS: Final = frozenset({"ext-link", "uri", "self-uri", "email"})
_PICTURES: Final = frozenset({"graphic", "inline-graphic", "media", "inline-media"})
_CREDITS: Final = frozenset({"attrib", "permissions", "copyright-statement"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_INLINE: Final = _HEADINGS | {"p", "span", "strong", "em", "sup", "sub", "a", "div", "pre", "td", "th"}
_CALLS: Final = ("content-type", "specific-use", "sec-type", "list-type")


def _forms(element: Element, first: Collection[str] = ()) -> list[Element]:
    """The form that is printed, where an element holds the same thing in several; else itself.

    One of a kind that comes ``first`` is, whatever else there is.
    """
    if not kind(element).endswith("alternatives"):
        return [element]
    order = list(table("alternatives"))
    forms = [one for one in element if words(one) or kind(one) in _PICTURES]
    forms = [one for one in forms if kind(one) in first] or forms
    return sorted(forms, key=lambda one: order.index(kind(one)) if kind(one) in order else -1)[:1]


class Body:
    """Copies text with its markup to a page; footnotes wait for the end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.footnotes: list[Element] = []
        self._lead: Element | None = None
        self._asked: list[str] = []
        self._replied = False
        self._number = 0
        self._depth = 1
        self._special: dict[str, Callable[[Element, Element], None]] = {
            "sec": self._section, "title": self._title, "list": self._list, "fig": self._figure,
            "fig-group": self._group, "table-wrap": self._group, "caption": self._group, "fn": self._footnote,
            "question": self._question, "answer": self._answer, "label": self._label,
            "name": self._spaced, "element-citation": self._spaced, "alternatives": self._alternatives,
            "name-alternatives": self._alternatives, "collab-alternatives": self._alternatives,
            "aff-alternatives": self._alternatives, "citation-alternatives": self._alternatives,
        }  # fmt: skip

    def fill(self, source: Element, into: Element) -> None:
        """Copy what stands in an element."""
        self.page.say(into, source)
        for child in source:
            self.copy(child, into)
            self.page.say(into, child, tail=True)

    def copy(self, source: Element, into: Element) -> None:
        """Copy an element."""
        name = kind(source)
        if name in self._special:
            self._special[name](source, into)
        elif name in _LINKS:
            self._link(source, into)
        elif name in _PICTURES:
            self._picture(source, into)
        else:
            made = self.page.add(into, self._tag(name, into), source, self._called(source))
            self._labelled(self._lead, made)
            self.fill(source, made)

    def _tag(self, name: str, into: Element) -> str:
        return table("tags").get(name) or ("span" if into.tag in _INLINE else "div")

    def _called(self, source: Element) -> Note | None:
        if not self.page.structured:
            return None
        called = (table("called").get(source.get(key) or "") for key in _CALLS)
        role = next((one for one in called if one), None)
        return Note(role) if role else None  # type: ignore[arg-type]

    def _section(self, source: Element, into: Element) -> None:
        self._depth += 1
        self.fill(source, self.page.add(into, "section", source, self._called(source)))
        self._depth -= 1

    def _title(self, source: Element, into: Element) -> None:
        if words(source):
            self.fill(
                source, self.page.add(into, f"h{min(self._depth, 6)}" if self._depth > 1 else "p", source)
            )

    def _list(self, source: Element, into: Element) -> None:
        items = source.findall("list-item")
        number = table("numbered").get(source.get("list-type") or "")
        labelled = any(item.find("label") is not None for item in items)
        whole = self.page.add(
            into, "div" if labelled else "ol" if number else "ul", source, self._called(source)
        )
        if number:
            whole.set("type", number)
        for child in source:
            if kind(child) == "list-item":
                item = self.page.add(whole, "div" if labelled else "li", child, self._called(child))
                self.fill(child, item)
            else:
                self.copy(child, whole)

    def _group(self, source: Element, into: Element) -> None:
        self.fill(source, self.page.add(into, "section", source))

    def _figure(self, source: Element, into: Element) -> None:
        """The picture, then what is said of it in one line, then whose it is."""
        within = any(kind(above) in {"question", "answer"} for above in source.iterancestors())
        own = Note("picture") if self.page.structured and not within else None
        whole = self.page.add(into, "figure", source, own)
        children = [form for one in source for form in _forms(one, _PICTURES)]
        for child in (one for one in children if kind(one) in _PICTURES):
            self._picture(child, whole)
        told = [one for one in children if kind(one) in {"label", "caption"}]
        if any(map(words, told)):
            caption = self.page.add(whole, "figcaption", source)
            for child in told:
                for part in child if kind(child) == "caption" else (child,):
                    self.fill(part, self.page.add(caption, "span", part))
                    self.page.put(caption, " ")
        for child in children:
            if kind(child) in _CREDITS:
                self.fill(child, self.page.add(whole, "div", child, Note("credit")))
            elif kind(child) == "alt-text":
                self._alternative(child, whole)
            elif child not in told and kind(child) not in _PICTURES and words(child):
                self.copy(child, whole)

    def _alternative(self, source: Element, whole: Element) -> None:
        """The words for the picture, unless it has some of its own."""
        bare = next((one for one in whole.iter("img") if one.get("alt") is None), None)
        if bare is None:
            self.fill(source, self.page.add(whole, "div", source, Note("chrome", "alt-text")))
        else:
            bare.set("alt", self.page.told(source))

    def _picture(self, source: Element, into: Element) -> None:
        alternative = self.page.told(source.find("alt-text"))
        made = self.page.add(into, "img", source)
        made.set("src", source.get(HREF) or "")
        if alternative:
            made.set("alt", alternative)
        for child in source:
            if kind(child) != "alt-text" and words(child):
                self.fill(child, self.page.add(into, "span" if into.tag in _INLINE else "div", child))

    def _alternatives(self, source: Element, into: Element) -> None:
        """One of the forms of the same thing; those that say it in words before pictures of it."""
        for form in _forms(source):
            self.copy(form, into)

    def _link(self, source: Element, into: Element) -> None:
        made = self.page.add(into, "a", source)
        address = source.get(HREF) or words(source)
        made.set(
            "href", f"mailto:{address}" if kind(source) == "email" and "mailto:" not in address else address
        )
        self.fill(source, made)

    def _footnote(self, source: Element, into: Element) -> None:
        if into.tag in _INLINE:
            self.footnotes.append(source)
        else:
            self.fill(source, self.page.add(into, "section", source))

    def _question(self, source: Element, into: Element) -> None:
        self._number += 1
        ref = source.get("id") or f"/question[{self._number}]"  # no id has such signs
        self._asked = [] if self._replied else self._asked
        self._asked.append(ref)
        self._replied = False
        self.fill(source, self.page.part(into, source, Note("question", ref=ref)))

    def _answer(self, source: Element, into: Element) -> None:
        """An answer serves the questions that it points to, else those before it; a further one the last."""
        served = source.get("pointer-to-question") or " ".join(self._asked)
        self._asked = self._asked[-1:]
        self._replied = True
        self.fill(source, self.page.part(into, source, Note("answer", served, source.get("id") or "")))

    def _spaced(self, source: Element, into: Element) -> None:
        """Parts that the file sets apart by its elements alone."""
        made = self.page.add(into, "span", source)
        self.page.say(made, source)
        for number, child in enumerate(source):
            self.page.put(made, " " if number else "")
            self.copy(child, made)
            self.page.say(made, child, tail=True)

    def _label(self, source: Element, into: Element) -> None:
        spoken = kind(source.getparent()) in {"question", "answer"}
        if spoken and self.page.structured:
            self.fill(source, self.page.add(into, "div", source, Note("label")))
        elif kind(source.getnext()) in {"p", "title"}:
            self._lead = source
        else:
            self._labelled(source, into)

    def _labelled(self, label: Element | None, into: Element) -> None:
        """Put a label before the words of its line."""
        self._lead = None
        if label is not None:
            self.fill(label, self.page.add(into, "span", label))
            self.page.put(into, " ")
