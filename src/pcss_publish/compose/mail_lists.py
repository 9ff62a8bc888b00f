"""Numbers and letters of lists as HTML's own attributes, which mail clients show without a style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from pcss_publish.model import ListItem, label_text

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WELL_FORMED = re.compile(r"c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_NUMBER = re.compile(r"[0-9]{1,6}")  # list numbers are 32-bit in HTML (4.4.8)
_LETTER = re.compile(r"[a-zA-Z]")


class Marker(NamedTuple):
    """What the HTML standard (4.4.5) calls the type of a list and the value of an item.

    ``value`` is 0 where the item bears no number.
    """

    type: str
    value: int


class Run(NamedTuple):
    """Items that one ``ol`` can hold: their places in the list, from 1, and their values."""

    type: str
    items: tuple[tuple[int, int, ListItem], ...]


def runs(items: Iterable[ListItem]) -> Iterator[Run]:
    """The items of an ordered list, parted where the kind of its markers changes."""
    marked = list(_marked(items))
    for kind, group in groupby(marked, lambda entry: entry[1].type):
        yield Run(kind, tuple((place, marker.value, item) for place, marker, item in group))


def _marked(items: Iterable[ListItem]) -> Iterator[tuple[int, Marker, ListItem]]:
    last = Marker("1", 0)
    for place, item in enumerate(items, 1):
        last = _marker(label_text(item.label), last)
        yield place, last, item


def _marker(label: str, last: Marker) -> Marker:
    """An ``i`` after an ``h`` is a letter; a first one is a number."""
    found = [*_roman(label), *_plain(label)]
    following = [marker for marker in found if marker == (last.type, last.value + 1)]
    unlikely = label.lower() in _ROMAN and label.lower() != "i"
    return next(iter(following or (reversed(found) if unlikely else found)), Marker(last.type, 0))


def _plain(label: str) -> Iterator[Marker]:
    if _NUMBER.fullmatch(label):
        yield Marker("1", int(label))
    elif _LETTER.fullmatch(label):
        yield Marker("a" if label.islower() else "A", ord(label.lower()) - ord("a") + 1)


def _roman(label: str) -> Iterator[Marker]:
    low = label.lower()
    if label and label in (low, label.upper()) and _WELL_FORMED.fullmatch(low):
        values = [_ROMAN[char] for char in low]
        after = [*values[1:], 0]
        total = sum(-one if one < two else one for one, two in zip(values, after, strict=True))
        yield Marker("i" if label == low else "I", total)
