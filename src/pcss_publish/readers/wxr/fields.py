"""The elements of an export: their names in any version, their words, and a count of what is not kept."""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from typing import Any, Final, NamedTuple

from pcss_publish.model.marks import Dropped, Place

Element = Any

_PREFIXES: Final = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://wellformedweb.org/CommentAPI/": "wfw:",
}
_EXPORT: Final = "http://wordpress.org/export/"


class Field(NamedTuple):
    """The words of one element, and the line in which they begin."""

    text: str
    line: int


def field_of(element: Element) -> Field:
    """The words of an element."""
    return Field(element.text or "", element.sourceline or 1)


def spoken(text: str) -> str:
    """A name as the page shows it, characters decoded: an address may hide its sign from readers of code."""
    return unescape(text).strip()


def named(element: Element) -> str:
    """An element's name with the prefix that exports write, whatever the version."""
    return _named(element.tag, element.prefix)


@lru_cache(maxsize=512)
def _named(tag: str, prefix: str | None) -> str:
    namespace, brace, local = tag.rpartition("}")
    if namespace[1:].startswith(_EXPORT):
        return f"{'excerpt' if namespace.rstrip('/').endswith('excerpt') else 'wp'}:{local}"
    return f"{_PREFIXES.get(namespace[1:], f'{prefix}:' if prefix and brace else '')}{local}"


class Tally:
    """What was not kept, by name: how often, how many characters, where first."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, int, Place]] = {}

    def add(self, what: str, path: str, element: Element, size: int) -> None:
        """Count one more of a kind; the place is that of the first."""
        known = self._found.get(what) or (0, 0, Place(path=path, line=element.sourceline or 0))
        self._found[what] = (known[0] + 1, known[1] + size, known[2])

    def leaves(self, element: Element, path: str) -> None:
        """Every element with words of its own, by its name and never by what it says."""
        for one in element.iter():
            if one.text and one.text.strip():
                self.add(named(one), path, one, len(one.text))
            if one is not element:
                self.tail(one, path)

    def tail(self, element: Element, path: str) -> None:
        """Words between elements, where an export has none."""
        if element.tail and element.tail.strip():
            self.add("text between elements", path, element, len(element.tail))

    def listed(self) -> tuple[Dropped, ...]:
        """What was counted, in the order of the file."""
        return tuple(
            Dropped(what=f"{what} ({count} times)" if count > 1 else what, place=place, characters=size)
            for what, (count, size, place) in self._found.items()
        )
