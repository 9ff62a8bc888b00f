"""Compares plain text, where no ids survive: units in order, and between them only declared texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from pcss_publish.model import HouseText, Unit
from pcss_publish.proof.compare import Comparison
from pcss_publish.proof.faults import Fault, difference, shortened
from pcss_publish.proof.markers import Markers, core

_WORD = re.compile(r"\w")
_URL = re.compile(r"(?:https?://|mailto:|tel:)\S+")
_FILLER = re.compile(r"[\W_]")  # one at a time: a declared text may begin with a sign
_TOKEN = re.compile(r"\w+|[\W_]+")


def flattened(text: str) -> str:
    """Every run of white space as one space: lines may be broken anywhere that a space stands."""
    return " ".join(text.split())


def compare(
    required: Sequence[Unit],
    house: Sequence[HouseText],
    text: str,
    *,
    markers: Markers = MappingProxyType({}),
    targets: Iterable[str] = (),
) -> Comparison:
    """Walk through ``text`` unit by unit.

    Args:
        required: units in reading order.
        house: declared texts.
        text: the whole file.
        markers: labels of list items by the unit that they introduce.
        targets: addresses that the article links to.
    """
    return _Walk(flattened(text), house, targets).run(list(_labelled(required, markers)))


def _labelled(required: Sequence[Unit], markers: Markers) -> Iterator[Unit]:
    """The units, and before them the labels of their list items."""
    for unit in required:
        for label in filter(None, map(core, markers.get(unit.id, ()))):
            yield Unit(id=f"{unit.id}-marker", role="marker", text=label)
        yield unit


class _Walk:
    def __init__(self, text: str, house: Sequence[HouseText], targets: Iterable[str]) -> None:
        self.text = text
        self.at = 0
        self.result = Comparison()
        allowed = {flattened(item.text) for item in house} | set(targets)
        ordered = sorted(allowed - {""}, key=len, reverse=True)
        self.filler = re.compile(
            "|".join([*(rf"{re.escape(one)}(?!\w)" for one in ordered), _FILLER.pattern])
        )

    def run(self, required: Sequence[Unit]) -> Comparison:
        units = [(unit, flattened(unit.text)) for unit in required]
        for unit, wanted in units:
            if wanted:
                self._unit(unit, wanted)
        self._skip_to(len(self.text))
        return self.result

    def _unit(self, unit: Unit, wanted: str) -> None:
        """Skip what may stand before the unit, then take it."""
        start = self.at
        while not self._stands(wanted):
            skipped = self.filler.match(self.text, self.at)
            if not skipped:
                self._lost(unit, wanted, start)
                return
            self.at = skipped.end()
        self.at += len(wanted)
        self.result.proved.append(unit.id)

    def _stands(self, wanted: str) -> bool:
        end = self.at + len(wanted)
        return self.text.startswith(wanted, self.at) and not (
            _WORD.match(wanted[-1]) and end < len(self.text) and _WORD.match(self.text[end])
        )

    def _lost(self, unit: Unit, wanted: str, start: int) -> None:
        """The unit does not stand where it should: say whether it stands elsewhere, and go on."""
        whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        later = whole.search(self.text, start)
        if later:
            self._skip_to(later.start())
            self.at = later.end()
            self.result.proved.append(unit.id)
        elif whole.search(self.text, 0, start):
            self.result.faults.append(Fault(kind="order", id=unit.id, expected=shortened(wanted)))
        else:
            self.result.faults.append(difference("altered", unit.id, wanted, self.text[self.at :]))

    def _skip_to(self, end: int) -> None:
        """Everything up to ``end`` has to be filler."""
        while self.at < end:
            skipped = self.filler.match(self.text, self.at, end)
            if not skipped:
                token = _TOKEN.match(self.text, self.at)
                assert token
                rest = self.text[self.at : min(end, self.at + 200)]
                self.result.faults.append(Fault(kind="unknown", id="text", found=shortened(rest)))
                self.at = end
                return
            self.at = skipped.end()
