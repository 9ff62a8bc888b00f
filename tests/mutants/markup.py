"""Faults in markup, by the ids of its elements: the same for a page, a chapter, a mail and a fragment.

Every edit asserts that it found what it was to change, so that no mutant is the control by mistake.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_TOKEN = re.compile(r"<[^>]*>|&[#\w]+;|.", re.DOTALL)


class Element(NamedTuple):
    """Where an element stands: its start, the start and end of what is in it, its end."""

    start: int
    inner: int
    close: int
    end: int


@dataclass(frozen=True)
class Markup:
    """HTML or XHTML as text; each method gives a changed copy."""

    text: str

    def element(self, unit: str) -> Element:
        """The element that shows a unit (``c8-name``) or a house text (``h-comments``)."""
        found = re.search(rf'<(\w+)[^>]*\bid="pcss-{re.escape(unit)}"[^>]*>', self.text)
        assert found, f"no element shows {unit}"
        return self._element_at(found)

    def around(self, start: int) -> Element:
        """The element whose start tag stands at ``start``."""
        found = re.compile(r"<(\w+)[^>]*>").match(self.text, start)
        assert found, f"no element starts at {start}"
        return self._element_at(found)

    def _element_at(self, opening: re.Match[str]) -> Element:
        depth = 1
        for tag in re.finditer(rf"<(/?){opening[1]}\b[^>]*>", self.text[opening.end() :]):
            depth += -1 if tag[1] else 1
            if not depth:
                close, end = (opening.end() + at for at in tag.span())
                return Element(opening.start(), opening.end(), close, end)
        raise AssertionError(f"{opening[0]} is not closed")

    def parent(self, unit: str, tag: str) -> Element:
        """The nearest ``tag`` element around the one that shows ``unit``."""
        inside = self.element(unit)
        for found in reversed(list(re.finditer(rf"<{tag}\b[^>]*>", self.text[: inside.start]))):
            outside = self._element_at(re.compile(r"<(\w+)[^>]*>").match(self.text, found.start()))  # type: ignore[arg-type]
            if outside.end >= inside.end:
                return outside
        raise AssertionError(f"{unit} stands in no {tag}")

    def outer(self, unit: str) -> str:
        """The whole element."""
        at = self.element(unit)
        return self.text[at.start : at.end]

    def inner(self, unit: str) -> str:
        """What is in the element."""
        at = self.element(unit)
        return self.text[at.inner : at.close]

    def spliced(self, start: int, end: int, new: str) -> Markup:
        """``new`` in place of a stretch."""
        assert self.text[start:end] != new, "the mutant is the control"
        return Markup(self.text[:start] + new + self.text[end:])

    def with_inner(self, unit: str, new: str) -> Markup:
        """``new`` in the element."""
        at = self.element(unit)
        return self.spliced(at.inner, at.close, new)

    def with_outer(self, unit: str, new: str) -> Markup:
        """``new`` instead of the element."""
        at = self.element(unit)
        return self.spliced(at.start, at.end, new)

    def without(self, *units: str) -> Markup:
        """Without the elements."""
        made = self
        for unit in units:
            made = made.with_outer(unit, "")
        return made

    def after(self, unit: str, new: str) -> Markup:
        """``new`` behind the element."""
        at = self.element(unit)
        return self.spliced(at.end, at.end, new)

    def before(self, unit: str, new: str) -> Markup:
        """``new`` before the element."""
        at = self.element(unit)
        return self.spliced(at.start, at.start, new)

    def with_attribute(self, unit: str, name: str, value: str) -> Markup:
        """The element with one more attribute; declarations of a style join those that it has."""
        at = self.element(unit)
        tag = self.text[at.start : at.inner]
        if name == "style" and ' style="' in tag:
            made = re.sub(r' style="([^"]*)"', rf' style="\1;{value}"', tag, count=1)
        else:
            made = f'{tag[:-1]} {name}="{value}">'
        return self.spliced(at.start, at.inner, made)

    def styled(self, unit: str, declarations: str) -> Markup:
        """The element with an inline style."""
        return self.with_attribute(unit, "style", declarations)

    def swapped(self, one: str, other: str) -> Markup:
        """The texts of two elements exchanged; the ids stay."""
        first, second = self.inner(one), self.inner(other)
        return self.with_inner(one, second).with_inner(other, first)

    def exchanged(self, one: str, other: str) -> Markup:
        """Two elements exchanged, ids and all."""
        first, second = sorted((self.element(one), self.element(other)))
        assert first.end <= second.start, "one stands in the other"
        middle = self.text[first.end : second.start]
        both = self.text[second.start : second.end] + middle + self.text[first.start : first.end]
        return self.spliced(first.start, second.end, both)

    def renamed(self, one: str, other: str) -> Markup:
        """The ids of two elements exchanged; elements and texts stay."""
        a, b, hold = f'id="pcss-{one}"', f'id="pcss-{other}"', 'id="hold"'
        assert a in self.text
        assert b in self.text
        return Markup(self.text.replace(a, hold).replace(b, a).replace(hold, b))

    def anonymous(self, unit: str) -> str:
        """The element as text, without its id."""
        return re.sub(r' id="[^"]*"', "", self.outer(unit))

    def _characters(self, unit: str) -> Iterator[tuple[str, int, int]]:
        at = self.element(unit)
        for token in _TOKEN.finditer(self.text, at.inner, at.close):
            if not token[0].startswith("<"):
                yield html.unescape(token[0]), token.start(), token.end()

    def replaced(self, unit: str, old: str, new: str) -> Markup:
        """``new`` for ``old`` in the text of an element, whatever tags stand within it."""
        characters = list(self._characters(unit))
        at = "".join(char for char, _, _ in characters).find(old)
        assert at >= 0, f"{unit} does not hold {old!r}"
        touched = characters[at : at + len(old)]
        text = self.text
        for _, start, end in reversed(touched[1:]):
            text = text[:start] + text[end:]
        _, start, end = touched[0]
        text = text[:start] + html.escape(new, quote=False) + text[end:]
        assert text != self.text, "the mutant is the control"
        return Markup(text)

    def put(self, old: str, new: str) -> Markup:
        """``new`` for the only ``old`` in the whole markup."""
        assert self.text.count(old) == 1, f"{old!r} stands {self.text.count(old)} times"
        return Markup(self.text.replace(old, new))
