"""Compares what a file shows with what it has to show: every unit once, in order, under its own id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pcss_publish.model import HouseText, Unit, element_id
from pcss_publish.proof import markers as marks
from pcss_publish.proof.allowed import Allowed
from pcss_publish.proof.faults import Fault, difference, parted, shortened
from pcss_publish.proof.fold import folded, strange
from pcss_publish.proof.lines import Agreement, agree
from pcss_publish.proof.markers import Markers
from pcss_publish.proof.pieces import GAP, ID_PREFIX, LINE_END, Piece, Reading

_BREAKS = str.maketrans("\t\r\f", "   ")
# Words of these are never hyphenated (DESIGN, "Text that must come out as it went in").
_UNBROKEN = frozenset({"statement", "byline", "signature", "comment-name", "comment-stamp", "date"})


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
    result.faults += _borrowed(required, house, reading, result)
    allowed = Allowed(required, house, exact=reading.exact)
    result.faults += [fault for p in reading.pieces if p.id not in wanted for fault in allowed.stray(p)]
    result.faults += [fault for aside in reading.asides for fault in allowed.aside(aside)]
    result.faults += [*allowed.unshown(), *allowed.overdone()]
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


def _borrowed(
    required: Sequence[Unit], house: Sequence[HouseText], reading: Reading, result: Comparison
) -> list[Fault]:
    """Faults of units with look-alikes that no other text in their fonts can have lent them."""
    texts = {element_id(unit.id): unit.text for unit in required}
    known: dict[tuple[int, int], set[str]] = defaultdict(lambda: {char for one in house for char in one.text})
    for piece in reading.pieces:
        for font in piece.fonts:
            known[font].update(texts.get(piece.id, ""))
    found = []
    for piece in reading.pieces:
        unit = piece.id.removeprefix(ID_PREFIX)
        agreement = result.agreements.get(unit)
        if agreement and agreement.twins:
            theirs = {char for font in piece.fonts for char in known[font]}
            if strange(texts[piece.id], piece.text) - theirs - {GAP, LINE_END}:
                found.append(difference("altered", unit, texts[piece.id], piece.text))
    return found


def _missing(unit: Unit, strays: dict[str, str]) -> list[Fault]:
    if not unit.text.strip():
        return []
    elsewhere = strays.get(folded(unit.text).strip())
    if elsewhere is None:
        return [Fault(kind="missing", id=unit.id, expected=shortened(unit.text))]
    return [Fault(kind="place", id=unit.id, expected=element_id(unit.id), found=elsewhere or "no element")]
