"""The signs that a page shows before the items of its lists."""

from __future__ import annotations

from typing import Final

from pcss_publish.readers.html.notes import Element

_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


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
    if kind in {"i", "I"} and 1 <= number < 40:
        written, left = "", number
        for value, letters in _ROMAN:
            while left >= value:
                written, left = written + letters, left - value
        return written if kind == "i" else written.upper()
    return str(number)
