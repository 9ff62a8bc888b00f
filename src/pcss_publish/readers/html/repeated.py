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
from pcss_publish.readers.html.tree import words

_LONGEST: Final = 140  # characters of a line with a time
_LEAST: Final = 2
_NEAR: Final = (
    3  # elements above the first comment, and levels of elements around, that may announce comments
)
_CLASS: Final = re.compile(r"[A-Za-z_][A-Za-z_-]*")
_NAMED: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?|repl(?:y|ies)|responses?|discussion|thread|topic|messages?)(?:$|[\s_-])",
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
    for _, _, above, kind in sorted(found, key=lambda one: one[:2], reverse=True):
        row = rows[above, kind]
        if _announced(above, next(iter(row))):
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


def _announced(above: Element, first: Element) -> bool:
    """Whether the markup around, or a heading closely above the first, speaks of comments."""
    around = list(islice(chain([above], above.iterancestors()), _NEAR))
    if any(_NAMED.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in (first, *around)):
        return True
    before = chain.from_iterable(
        islice(one.itersiblings(preceding=True), _NEAR) for one in (first, *around[:-1])
    )
    return any(_heads(words(one)) for one in before)


def _heads(text: str) -> bool:
    line = Line(1, 0, len(text), 0, text)
    return len(text) <= _LONGEST and (is_heading(line) or count_in(line) is not None)
