"""Compares what a file shows with what it has to show: every unit once, in order, under its own id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pcss_publish.model import HouseText, Unit, element_id, house_element_id
from pcss_publish.proof import markers as marks
from pcss_publish.proof.faults import Fault, difference, parted, shortened
from pcss_publish.proof.fold import folded
from pcss_publish.proof.lines import Agreement, agree
from pcss_publish.proof.markers import Markers
from pcss_publish.proof.pieces import HOUSE_PREFIX, ID_PREFIX, Aside, Piece, Reading

_BREAKS = str.maketrans("\t\r\f", "   ")
_LETTER = re.compile(r"[^\W\d_]|\ufffd")  # a glyph without a meaning may be a letter
_WORD = re.compile(r"\w")
# Words of these are never hyphenated (DESIGN, "Text that must come out as it went in").
_UNBROKEN = frozenset({"statement", "byline", "signature", "comment-name", "comment-stamp", "date"})
_HEADS = frozenset({"section", "series", "title", "subtitle", "byline", "date", "heading", "label"})


@dataclass(slots=True)
class Comparison:
    """The outcome for one product.

    Attributes:
        proved: ids of the units that were found whole, once and in order.
        agreements: how units agreed with their lines, by id; of formats that break lines.
    """

    faults: list[Fault] = field(default_factory=list)
    proved: list[str] = field(default_factory=list)
    agreements: dict[str, Agreement] = field(default_factory=dict)


def compare(
    required: Sequence[Unit],
    house: Sequence[HouseText],
    reading: Reading,
    *,
    markers: Markers = MappingProxyType({}),
) -> Comparison:
    """Hold a reading against the units that are required and the house texts that are declared.

    Args:
        required: units in reading order, without those that the product leaves out by rule.
        house: texts that the house added or repeats.
        reading: the product as read back.
        markers: labels of list items by the unit that they introduce.
    """
    result = Comparison()
    wanted = {element_id(unit.id) for unit in required}
    _units(required, reading, result)
    if reading.numbered:
        result.faults += marks.faults(markers, reading.pieces, drawn=not reading.exact)
    allowed = Allowed(required, house)
    result.faults += [fault for p in reading.pieces if p.id not in wanted for fault in allowed.stray(p)]
    result.faults += [fault for aside in reading.asides for fault in allowed.aside(aside)]
    for aside in reading.buried:
        allowed.carried(aside.text)
    result.faults += allowed.unshown()
    return result


def _units(required: Sequence[Unit], reading: Reading, result: Comparison) -> None:
    at = defaultdict(list)
    for place, piece in enumerate(reading.pieces):
        at[piece.id].append(place)
    wanted = {element_id(unit.id) for unit in required}
    strays = {folded(p.text).strip(): p.id for p in reading.pieces if p.id not in wanted and p.text.strip()}
    latest = latest_page = -1
    for unit in required:
        places = at.get(element_id(unit.id), [])
        faults = _unit_faults(unit, [reading.pieces[n] for n in places], strays, reading.exact, result)
        page = reading.pieces[places[0]].page if places else -1
        if places and (places[0] < latest or -1 < page < latest_page):
            faults.append(Fault(kind="order", id=unit.id))
        latest, latest_page = max([latest, *places[:1]]), max(latest_page, page)
        result.faults += faults
        if not faults:
            result.proved.append(unit.id)


def _unit_faults(
    unit: Unit, pieces: Sequence[Piece], strays: dict[str, str], exact: bool, result: Comparison
) -> list[Fault]:
    if not pieces:
        return _missing(unit, strays)
    if len(pieces) > 1:
        return [Fault(kind="doubled", id=unit.id, found=shortened(unit.text))]
    piece = pieces[0]
    faults = [Fault(kind="hidden", id=unit.id, found=piece.hidden)] if piece.hidden else []
    if exact:
        expected = unit.text.translate(_BREAKS)
        altered = piece.text != expected
        return faults + ([difference("altered", unit.id, expected, piece.text)] if altered else [])
    found = agree(unit.text, piece.text, unbroken=unit.role in _UNBROKEN)
    found.boxes = piece.boxed
    result.agreements[unit.id] = found
    if found.at is not None:
        faults.append(parted("altered", unit.id, found.at, found.expected, found.found))
    return faults


def _missing(unit: Unit, strays: dict[str, str]) -> list[Fault]:
    if not unit.text.strip():
        return []
    elsewhere = strays.get(folded(unit.text).strip())
    if elsewhere is None:
        return [Fault(kind="missing", id=unit.id, expected=shortened(unit.text))]
    return [Fault(kind="place", id=unit.id, expected=element_id(unit.id), found=elsewhere or "no element")]


class Allowed:
    """Which texts may stand beside the units.

    Args:
        required: an alternative text, a bookmark or a running head may repeat a unit.
        house: what was declared.
    """

    def __init__(self, required: Sequence[Unit], house: Sequence[HouseText]) -> None:
        self._house = house
        self._by_id = {house_element_id(item.id): item for item in house}
        self._units = {folded(unit.text).strip() for unit in required}
        self._texts = {folded(item.text).strip() for item in house} - {""}
        self._declared = _any_of(self._texts)
        self._heads = _any_of(
            {*self._texts, *(folded(unit.text).strip() for unit in required if unit.role in _HEADS)}
        )
        self._seen: set[str] = set()
        self._ids: set[str] = set()

    def stray(self, piece: Piece) -> list[Fault]:
        """Faults of a piece that is no required unit."""
        text = folded(piece.text).strip()
        if not text or piece.kind == "marker":
            return []
        if piece.id.startswith(HOUSE_PREFIX):
            return self._house_piece(piece)
        if piece.id or not self._accounted(text, _WORD):
            return [_unknown(piece.id.removeprefix(ID_PREFIX) or "no element", piece.text)]
        return []

    def _house_piece(self, piece: Piece) -> list[Fault]:
        item = self._by_id.get(piece.id)
        name = piece.id.removeprefix(ID_PREFIX)
        if item is None:
            return [_unknown(name, piece.text)]
        if item.id in self._ids and item.kind == "editorial":
            return [Fault(kind="doubled", id=name, found=shortened(piece.text))]
        self._ids.add(item.id)
        if piece.hidden and item.kind == "editorial":
            return [Fault(kind="hidden", id=name, found=piece.hidden)]
        found = agree(item.text, piece.text)
        if found.at is None:
            return []
        return [parted("house", name, found.at, found.expected, found.found)]

    def aside(self, aside: Aside) -> list[Fault]:
        """Faults of a text outside the reading order; numbers there are folios."""
        text = folded(aside.text).strip()
        known = self._accounted(text, _LETTER) or (not aside.printed and self._repeats(text))
        return [] if known else [_unknown(aside.where, aside.text)]

    def _repeats(self, text: str) -> bool:
        """Whether it is a unit once more, or made of heads, as the bookmark of a title with its series is."""
        return text in self._units or not _LETTER.search(self._heads.sub(" ", text))

    def carried(self, text: str) -> None:
        """Take note of a text that the file carries without showing it."""
        self._seen |= {folded(text).strip()} & self._texts

    def _accounted(self, text: str, letter: re.Pattern[str]) -> bool:
        return not letter.search(self._declared.sub(self._tick, text))

    def _tick(self, match: re.Match[str]) -> str:
        self._seen.add(match[0])
        return " "

    def unshown(self) -> list[Fault]:
        """Faults of editorial texts that were declared and are nowhere; to be called last."""
        return [
            Fault(kind="house", id=item.id, expected=shortened(item.text))
            for item in self._house
            if item.kind == "editorial"
            and item.id not in self._ids
            and folded(item.text).strip() not in self._seen
        ]


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Matches any of ``texts`` as whole words, the longest first."""
    ordered = sorted({*texts} - {""}, key=lambda text: (-len(text), text))
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in ordered) or r"(?!)")


def _unknown(where: str, text: str) -> Fault:
    return Fault(kind="unknown", id=where, found=shortened(" ".join(text.split())))
