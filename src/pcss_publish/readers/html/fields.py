"""The fields of one comment in a page's tree: whose, when, which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.dates import stamps
from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.html.tree import select, words

_LONGEST_NAME: Final = 100
_TIMES: Final = ("datetime", "content", "data-time", "data-timestamp", "title")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?.{0,8}")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon.choice('comments.posted_by')})(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|\b(?:{lexicon.choice('comments.says')}))?\s*[:.…]*$", re.IGNORECASE)


class Own:
    """What of a comment's element is its own, and not an answer's below it."""

    def __init__(self, item: Element, items: set[Element], gone: set[Element]) -> None:
        self.item = item
        self._not = gone
        self._items = items

    def holds(self, element: Element) -> bool:
        """Whether an element belongs to this comment itself."""
        at = element
        while at is not None and at is not self.item:
            if at in self._items or at in self._not:
                return False
            at = at.getparent()
        return at is self.item

    def first(self, selectors: Sequence[str]) -> Element | None:
        """The first own element with words that the selectors find, in their order."""
        return next(iter(self.all(selectors)), None)

    def all(self, selectors: Sequence[str]) -> list[Element]:
        """What the first selector finds that finds own elements with words."""
        for css in selectors:
            found = [element for element in select(self.item, css) if self.holds(element) and words(element)]
            if found:
                return found
        return []


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


def stamp_in(element: Element) -> tuple[str, str] | None:
    """The time as printed and as ISO 8601 (empty where the markup has none); None where it is no time."""
    text = words(element)
    carrier = next((one for one in (element, *element.iter("time", "abbr", "a")) if _iso(one)), None)
    iso = _iso(carrier) if carrier is not None else ""
    found = next((one for one in stamps(text) if one.dated), None)
    if found:
        return text[found.start : found.end], iso
    return (text, iso) if iso and len(text) <= _LONGEST_NAME else None


def _iso(element: Element) -> str:
    values = (element.get(name) or "" for name in _TIMES)
    return next((value for value in values if _ISO.fullmatch(value)), "")
