"""List markers: numbers and letters that a reader sees and that no element's text holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pcss_publish.proof.faults import Fault, shortened
from pcss_publish.proof.fold import folded
from pcss_publish.proof.pieces import ID_PREFIX, Piece

Markers = Mapping[str, Sequence[str]]
"""Labels of the list items that begin with a unit, by its id, the outermost first; ``""`` for any number."""

_WORD = re.compile(r"\w")
_SET_OFF = re.compile(r"^[\s()\[\].:]+|[\s()\[\].:]+$")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST_ROMAN = 3999


def core(marker: str) -> str:
    """A marker without the punctuation that sets it off: ``(a)``, ``a.`` and ``[a]`` are ``a``."""
    return _SET_OFF.sub("", folded(marker))


def ordinal(number: int, style: str) -> str:
    """A number in the style that the ``type`` of an HTML list names (``a``, ``A``, ``i``, ``I``)."""
    if style in {"a", "A"} and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    if style in {"i", "I"} and 1 <= number <= _LARGEST_ROMAN:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman.upper() if style == "I" else roman
    return str(number)


def faults(expected: Markers, pieces: Sequence[Piece], *, drawn: bool) -> list[Fault]:
    """Hold the markers before each piece against the labels of the article.

    Args:
        expected: labels by the unit that they introduce.
        pieces: in reading order.
        drawn: every marker among the pieces is seen; else those of lists that are not the article's may be
            taken away by a style sheet and are not looked at.
    """
    found: list[Fault] = []
    shown = dict(_before(pieces))
    for unit, markers in shown.items():
        wanted = expected.get(unit.removeprefix(ID_PREFIX), ())
        if (wanted or drawn) and not _agree(wanted, markers):
            found.append(_fault(unit.removeprefix(ID_PREFIX), wanted, markers))
    there = {piece.id for piece in pieces}
    wanted = [unit for unit, labels in expected.items() if any(labels) and ID_PREFIX + unit in there]
    lost = [unit for unit in wanted if ID_PREFIX + unit not in shown]
    return found + [_fault(unit, expected[unit], ()) for unit in lost]


def _before(pieces: Sequence[Piece]) -> Iterator[tuple[str, list[str]]]:
    """Each piece that markers stand before, with them; bullets do not count."""
    waiting: list[str] = []
    for piece in pieces:
        if piece.kind == "marker":
            waiting += [piece.text] if _WORD.search(piece.text) else []
        elif waiting and (piece.id or piece.text.strip()):
            yield piece.id, waiting
            waiting = []
    if waiting:
        yield "", waiting


def _agree(wanted: Sequence[str], markers: Sequence[str]) -> bool:
    pairs = zip(wanted, markers, strict=False)
    return len(wanted) == len(markers) and all(not one or core(one) == core(other) for one, other in pairs)


def _fault(unit: str, wanted: Sequence[str], markers: Sequence[str]) -> Fault:
    return Fault(
        kind="marker",
        id=unit,
        expected=shortened(" ".join(wanted)),
        found=shortened(" ".join(markers).strip()),
    )
