"""The fields of one comment in a page's tree: whose, when, which words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.dates import stamps
from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.html.tree import select, words

_LONGEST_NAME: Final = 100
_LONGEST_STAMP: Final = 60
_TIMES: Final = ("datetime", "content", "data-time", "data-timestamp", "title")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?.{0,8}")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon.choice('comments.posted_by')})(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    # With a capital and no colon behind it, the word is part of a name: 'Ingrid Says'.
    says = lexicon.choice("comments.says")
    return re.compile(rf"\s*(?:,|\b(?:{says})(?=\s*[:.…])|\b(?-i:{says}))?\s*[:.…]*$", re.IGNORECASE)


class Owners:
    """Which comment each element belongs to: the innermost that holds it; none, if it is the page's."""

    def __init__(self, page: Element, items: set[Element], gone: set[Element]) -> None:
        self._page = page
        self._items = items
        self._gone = gone
        self._owners: dict[Element, Element | None] = {}
        self._found: dict[str, dict[Element | None, list[Element]]] = {}

    def owner(self, element: Element) -> Element | None:
        """The comment's element; None outside of all, and for what is the page's."""
        way = []
        at, found = element, None
        while at is not None and at not in self._owners:
            way.append(at)
            if at in self._items or at in self._gone:
                found = at if at in self._items else None
                break
            at = at.getparent()
        else:
            found = self._owners.get(at)
        for one in way:
            self._owners[one] = found
        return found

    def holds_others(self, element: Element) -> bool:
        """Whether comments stand within an element."""
        return any(one in self._items for one in element.iterdescendants())

    def all(self, item: Element, css: str) -> list[Element]:
        """The comment's own elements with words that CSS selects."""
        if css not in self._found:
            by_owner = self._found.setdefault(css, {})
            for element in select(self._page, css):
                if element not in self._items:
                    by_owner.setdefault(self.owner(element), []).append(element)
        return [element for element in self._found[css].get(item, []) if words(element)]


def name_in(element: Element) -> str:
    """The name in an element, without 'by' before and 'says:' behind it; empty where it is too long."""
    text = words(element)
    lead = _lead().match(text)
    text = text[lead.end() :] if lead else text
    dated = next(iter(stamps(text)), None)
    if dated and dated.full:
        text = text[: dated.start].rstrip(" |·•–—,-")
        text = re.sub(r"\s(?:on|at|am|le|el|op)$", "", text)
    text = _tail().sub("", text).strip(" |·•–—")
    return text if 0 < len(text) <= _LONGEST_NAME else ""


def is_button(text: str) -> bool:
    """Whether words are those of a button below comments."""
    return lexicon.pattern("comments.actions").fullmatch(text) is not None


def stamp_in(element: Element) -> tuple[str, str] | None:
    """The time as printed and as ISO 8601 (empty where the markup has none); None where it is no time."""
    text = words(element)
    carrier = next((one for one in (element, *element.iter("time", "abbr", "a")) if _iso(one)), None)
    iso = _iso(carrier) if carrier is not None else ""
    if carrier is not None and words(carrier) == text and len(text) <= _LONGEST_STAMP:
        return text, iso  # the element is a time and nothing else
    found = next((one for one in stamps(text) if one.dated), None)
    if found:
        return text[found.start : found.end], iso
    return (text, iso) if iso and len(text) <= _LONGEST_NAME else None


def _iso(element: Element) -> str:
    values = (element.get(name) or "" for name in _TIMES)
    return next((value for value in values if _ISO.fullmatch(value)), "")
