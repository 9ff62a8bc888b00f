"""Where the pages of a layout begin: in which element of the markup, and after how many of its characters.

Spaces are not counted: lines end in their place, and every format has its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pcss_publish.engines.starts import Start, Starts, compact
from pcss_publish.engines.weasy import Layout
from pcss_publish.model import element_id, house_element_id

_UNIT, _HOUSE = element_id(""), house_element_id("")


def page_starts(layout: Layout) -> tuple[Starts, ...]:
    """The first texts of each page."""
    reader = _Reader()
    return tuple(reader.page(page._page_box) for page in layout.document.pages)  # noqa: SLF001 - no public box tree


class _Reader:
    """Goes through pages in order and counts what it has seen of each element."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.whole: dict[str, str] = {}

    def page(self, box: Any) -> Starts:
        found: dict[str, Start] = {}
        is_done = False
        for element, text in _texts(box, None):
            name, at = element.get("id"), self.seen[element.get("id")]
            whole = self.whole.setdefault(name, compact("".join(element.itertext())))
            shown = _shown(whole, at, compact(text))
            self.seen[name] += shown
            if shown and not is_done:  # nothing of it is left where the head of a table stands once more
                is_house = name.startswith(_HOUSE)
                found.setdefault(name, Start(name, at, whole if is_house else ""))
                is_done = not is_house
        return tuple(found.values())


def _shown(whole: str, at: int, text: str) -> int:
    """How many characters of ``whole``, from ``at``, a run shows: a hyphen at its end may be none of them."""
    for shown in (text, text[:-1]):
        if shown and whole.startswith(shown, at):
            return len(shown)
    return min(len(text), len(whole) - at)


def _texts(box: Any, owner: Any) -> Iterator[tuple[Any, str]]:
    """Runs of text in reading order, each with the nearest element that has one of our ids."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001 - nothing public unwraps it
    if isinstance(box, boxes.MarginBox) or "::" in (box.element_tag or ""):
        return  # furniture, and what a style sheet generated
    if box.element is not None and (box.element.get("id") or "").startswith(_UNIT):
        owner = box.element
    if isinstance(box, boxes.TextBox) and owner is not None:
        yield owner, box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child, owner)
