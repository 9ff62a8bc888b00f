"""Comments in no known markup: elements alike, side by side, each with a time, below words for comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from pcss_publish.normalization.comments.counts import count_in, is_heading
from pcss_publish.normalization.dates import stamps
from pcss_publish.normalization.lines import Line
from pcss_publish.readers.html.notes import Element

_LONGEST: Final = 140  # characters of a line with a time
_LEAST: Final = 2
_MOST_HEADING: Final = 400
_MOST_ROWS: Final = 50  # that may be comments; it bounds the work
_NEAR: Final = (
    3  # elements above the first comment, and levels of elements around, that may announce comments
)
_CLASS: Final = re.compile(r"[A-Za-z_][A-Za-z_-]*")
_NAMED: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|repl(?:y|ies)|responses?)(?:$|[\s_-])",
    re.IGNORECASE,
)


def repeated(page: Element) -> list[Element]:
    """The largest row of elements alike of which each holds a time, and those alike within them (answers).

    Of rows of one length the innermost holds. Nothing is found where neither a heading nor a name in the
    markup speaks of comments: lists of other articles have times too.
    """
    rows: dict[tuple[Element, str], dict[Element, None]] = {}
    for timed in _timed(page):
        for one in chain([timed], timed.iterancestors()):
            above = one.getparent()
            if above is not None:
                rows.setdefault((above, kind_of(one)), {})[one] = None
    found = [
        (len(row), _depth(above), above, kind) for (above, kind), row in rows.items() if len(row) >= _LEAST
    ]
    for _, _, above, kind in sorted(found, key=lambda one: one[:2], reverse=True)[:_MOST_ROWS]:
        row = rows[above, kind]
        first = next(iter(row))
        if _is_named(first) or heading_above(first) is not None:
            alike = [one for (_, other), held in rows.items() if other == kind for one in held]
            inner = {one for one in alike if one in row or any(up in row for up in one.iterancestors())}
            return [one for one in above.iter() if one in inner]
    return []


def _timed(page: Element) -> Iterator[Element]:
    """The elements with a time in a short text of their own."""
    for element in page.iter():
        texts = [element.text, *(child.tail for child in element)]
        if any(_is_time(text) for text in texts if text) or (
            element.tag == "time" and element.get("datetime")
        ):
            yield element


def _is_time(text: str) -> bool:
    short = len(text) <= _LONGEST and any(char.isdigit() for char in text)
    return short and any(one.dated for one in stamps(" ".join(text.split())))


def kind_of(element: Element) -> str:
    """What elements alike have in common, as CSS: the tag, and the first class without numbers."""
    first = next((one for one in (element.get("class") or "").split() if _CLASS.fullmatch(one)), "")
    return f"{element.tag}.{first}" if first else str(element.tag)


def _depth(element: Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_named(first: Element) -> bool:
    """Whether the markup of a comment or closely around it speaks of comments."""
    around = islice(chain([first], first.iterancestors()), _NEAR + 1)
    return any(_NAMED.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in around)


def heading_above(first: Element) -> Element | None:
    """The heading of comments closely above the first one."""
    around = islice(chain([first], first.iterancestors()), _NEAR)
    before = chain.from_iterable(islice(one.itersiblings(preceding=True), _NEAR) for one in around)
    return next((one for one in before if _heads(_begin(one))), None)


def _begin(element: Element) -> str:
    """What an element says; of one that says much no more than tells so."""
    said = ""
    for text in element.itertext():
        said += text
        if len(said) > _MOST_HEADING:
            break
    return " ".join(said.split())


def _heads(text: str) -> bool:
    line = Line(1, 0, len(text), 0, text)
    return len(text) <= _LONGEST and (is_heading(line) or count_in(line) is not None)
