"""Names, styles and lists of OpenDocument (OASIS ODF 1.3 Part 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pcss_publish.readers.office.lists import written
from pcss_publish.readers.office.package import Element

_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{{{_ODF}office:1.0}}"
TEXT: Final = f"{{{_ODF}text:1.0}}"
STYLE: Final = f"{{{_ODF}style:1.0}}"
DRAW: Final = f"{{{_ODF}drawing:1.0}}"
TABLE: Final = f"{{{_ODF}table:1.0}}"
SVG: Final = f"{{{_ODF}svg-compatible:1.0}}"
MATH: Final = "{http://www.w3.org/1998/Math/MathML}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
PARAGRAPHS: Final = (f"{TEXT}p", f"{TEXT}h")

_CODED: Final = re.compile(r"_([0-9a-f]{2,4})_")
_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
# Who wrote what when, and what a picture shows: read by themselves.
_UNSAID: Final = frozenset({f"{DC}creator", f"{DC}date", f"{SVG}title", f"{SVG}desc", f"{TEXT}note-citation"})
_LEVELS: Final = 10
_DEEPEST_HEADING: Final = 6
_LONGEST_CHAIN: Final = 20


def remove(element: Element) -> None:
    """Take an element out; what stands behind it stays."""
    above, before = element.getparent(), element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        above.text = (above.text or "") + tail
    element.tail = None
    above.remove(element)


def pieces(paragraph: Element) -> Iterator[str]:
    """The text nodes of a paragraph that are its own: not those of notes and paragraphs within it."""
    yield paragraph.text or ""
    for child in paragraph:
        if child.tag not in {f"{TEXT}note", *PARAGRAPHS}:
            yield from pieces(child)
        yield child.tail or ""


def level_of(paragraph: Element) -> int:
    """The level of a heading (5.1.2), 1 to 6; 0 of a paragraph."""
    level = _number(paragraph.get(f"{TEXT}outline-level") or "1")
    return min(max(level, 1), _DEEPEST_HEADING) if paragraph.tag == PARAGRAPHS[1] else 0


def words(element: Element) -> str:
    """The text of an element, paragraphs and tabs parted by blanks; without who wrote it and when."""
    found: list[str] = []
    for one in element.iter():
        if one.tag in _UNSAID:
            found.append(one.tail or "")
            continue
        apart = " " if one.tag in {*PARAGRAPHS, f"{TEXT}tab", f"{TEXT}s", f"{TEXT}line-break"} else ""
        found += [apart, one.text or ""]
        if one is not element:
            found.append(one.tail or "")
    return " ".join("".join(found).split())


def drawn_words(drawn: Element, inside: list[Element], *, named: bool) -> str:
    """The words of a formula within a drawing, and its name and description if ``named`` (10.3.17).

    Paragraphs and tables ``inside`` of it are text by themselves.
    """
    tags = (f"{MATH}math", *((f"{SVG}title", f"{SVG}desc") if named else ()))
    own = (one for one in drawn.iter(*tags) if not any(above in inside for above in one.iterancestors()))
    return "\n".join(said for one in own if (said := "".join(one.itertext())).strip())


class Styles:
    """The styles of a document, by family and name."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, Element]] = {}
        for root in roots:
            for one in () if root is None else root.iter(f"{STYLE}style"):
                self._styles[one.get(f"{STYLE}family") or "", one.get(f"{STYLE}name") or ""] = one
            for one in () if root is None else root.iter(f"{TEXT}list-style"):
                levels = {
                    _number(level.get(f"{TEXT}level")): level for level in one if isinstance(level.tag, str)
                }
                self._lists[one.get(f"{STYLE}name") or ""] = levels

    def chain(self, family: str, name: str) -> Iterator[Element]:
        """A style, and those that it is made from."""
        seen: set[str] = set()
        while (family, name) in self._styles and name not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            yield self._styles[family, name]
            name = self._styles[family, name].get(f"{STYLE}parent-style-name") or ""

    def names(self, name: str) -> list[str]:
        """The names that people know of a paragraph's style: not those that the program gave it."""
        found = []
        last = name
        for one in self.chain("paragraph", name):
            own = one.get(f"{STYLE}name") or ""
            last = one.get(f"{STYLE}parent-style-name") or ""
            if one.getparent().tag != f"{OFFICE}automatic-styles":
                found.append(one.get(f"{STYLE}display-name") or decoded(own))
        # The parent of a program's own style may be one that it does not write down.
        return found + ([decoded(last)] if last and ("paragraph", last) not in self._styles else [])

    def hides(self, family: str, name: str) -> bool:
        """Whether a style hides its text (20.414)."""
        return any(
            properties.get(f"{TEXT}display") == "none"
            for one in self.chain(family, name)
            for properties in one.iter(f"{STYLE}text-properties")
        )

    def level(self, name: str, level: int) -> Element | None:
        """How a list's style draws one level."""
        return self._lists.get(name, {}).get(level)


def decoded(name: str) -> str:
    """A style's name as people see it: ``Text_20_body`` is Text body."""
    return _CODED.sub(lambda match: chr(int(match[1], 16)), name)


def signs_of(root: Element, styles: Styles) -> dict[Element, str]:
    """The sign of the first paragraph of each list item (5.3.2): what the program draws before it."""
    found: dict[Element, str] = {}
    counts: dict[str, dict[int, int]] = {}
    for item in root.iter(f"{TEXT}list-item"):
        first = next((child for child in item if child.tag in PARAGRAPHS), None)
        lists = list(item.iterancestors(f"{TEXT}list"))
        if first is None or not lists:
            continue
        level = min(len(lists), _LEVELS)
        style = next((name for one in lists if (name := one.get(f"{TEXT}style-name"))), "")
        count = counts.setdefault(style, {})
        if level == 1 and item.getprevious() is None and not _goes_on(lists[0]):
            count.clear()
        shape = styles.level(style, level)
        if own := item.get(f"{TEXT}start-value"):
            count[level] = _number(own)
        else:
            count[level] = count[level] + 1 if level in count else _start(shape)
        for deeper in [one for one in count if one > level]:
            del count[deeper]
        found[first] = _drawn(shape, level, count, styles, style)
    return found


def _goes_on(one: Element) -> bool:
    return one.get(f"{TEXT}continue-numbering") == "true" or bool(one.get(f"{TEXT}continue-list"))


def _start(shape: Element | None) -> int:
    return _number((None if shape is None else shape.get(f"{TEXT}start-value")) or "1")


def _drawn(shape: Element | None, level: int, count: dict[int, int], styles: Styles, style: str) -> str:
    if shape is None or shape.tag != f"{TEXT}list-level-style-number":
        sign = "" if shape is None else (shape.get(f"{TEXT}bullet-char") or "").strip()
        return sign if sign and not "\ue000" <= sign[0] <= "\uf8ff" else "•"
    form = shape.get(f"{STYLE}num-format") or ""
    if not form:
        return ""
    shown = min(_number(shape.get(f"{TEXT}display-levels") or "1"), level)
    numbers = [
        written(
            count.get(of, 1),
            _FORMS.get(_level(styles, style, of, shape).get(f"{STYLE}num-format") or "1", "decimal"),
        )
        for of in range(level - shown + 1, level + 1)
    ]
    around = (shape.get(f"{STYLE}num-prefix") or "", shape.get(f"{STYLE}num-suffix") or "")
    return " ".join(f"{around[0]}{'.'.join(numbers)}{around[1]}".split())


def _number(text: str | None) -> int:
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _level(styles: Styles, style: str, level: int, otherwise: Element) -> Element:
    found = styles.level(style, level)
    return otherwise if found is None else found
