"""The signs that a page shows before the items of its lists."""

from __future__ import annotations

from pcss_publish.readers import numerals
from pcss_publish.readers.html.notes import Element


def markers_of(parent: Element) -> dict[Element, str]:
    """The bullets or the numbers of a list's items (https://html.spec.whatwg.org/#ordinal-value)."""
    if parent.tag != "ol":
        return dict.fromkeys(parent.iterchildren("li"), "•")
    number, found = _start(parent), {}
    for item in parent.iterchildren("li"):
        number = _number(item.get("value"), number)
        found[item] = f"{_written(number, parent.get('type') or '1')}."
        number += -1 if parent.get("reversed") is not None else 1
    return found


def _start(parent: Element) -> int:
    last = len(list(parent.iterchildren("li"))) if parent.get("reversed") is not None else 1
    return _number(parent.get("start"), last)


def _number(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.lstrip("-").isdigit() and text.isascii() and len(text) < 8 else otherwise


def _written(number: int, kind: str) -> str:
    if kind in {"a", "A"} and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in {"i", "I"} and 1 <= number <= numerals.LAST:
        written = numerals.roman(number)
        return written if kind == "i" else written.upper()
    return str(number)
