"""Compares plain text, where no ids survive: units in order, and between them only declared texts.

A line of the file may end wherever a single space stands; nothing else of its white space is free.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from pcss_publish.model import HouseText, Unit
from pcss_publish.proof.compare import Comparison
from pcss_publish.proof.faults import Fault, difference, shortened
from pcss_publish.proof.links import Links
from pcss_publish.proof.markers import Markers, core

Joint = Literal["any", "cell", "line", "part"]
_WORD = re.compile(r"\w")
_FILLER = re.compile(r"[\W_]")  # one at a time: a declared text may begin with a sign
_SPACES = str.maketrans("\t\n\r\f", "    ")
_BARE = re.compile(r"^\w+:/*|/$")
# What may stand between two units, whatever the house says between them.
_JOINTS: Mapping[Joint, re.Pattern[str]] = {
    "any": re.compile(""),
    "cell": re.compile(r"\|"),
    "line": re.compile(r"\n"),
    "part": re.compile(r"\n[ \t]*\n"),
}
_NEXT_CELL = re.compile(r"-r\d+c(?!1$)\d+$")
_NEXT_LINE = re.compile(r"-l(?!1$)\d+$|-r(?!1c)\d+c1$")
_FIRST_OF_ITEM = re.compile(r"-i\d+-1(?:-(?:q-1|l1|r1c1|i1-1))*$")
_LABELS = frozenset({"label", "marker"})
_LINES = frozenset({"series", "byline", "date", "comment-name", "comment-affiliation", "comment-stamp"})


def flattened(text: str) -> str:
    """Every line end and tab as a space, so that places in it are those in ``text``."""
    return text.translate(_SPACES)


def compare(
    required: Sequence[Unit],
    house: Sequence[HouseText],
    text: str,
    *,
    markers: Markers = MappingProxyType({}),
    links: Links = MappingProxyType({}),
) -> Comparison:
    """Walk through ``text`` unit by unit.

    Args:
        required: units in reading order.
        house: declared texts.
        text: the whole file.
        markers: labels of list items by the unit that they introduce.
        links: addresses that each unit leads to; one that is not in its text has to follow it.
    """
    walk = _Walk(text.replace("\r\n", "\n"), house, links)
    return walk.run(list(_labelled(required, markers)))


def _labelled(required: Sequence[Unit], markers: Markers) -> Iterator[Unit]:
    """The units, and before them the labels of their list items."""
    for unit in required:
        for label in filter(None, map(core, markers.get(unit.id, ()))):
            yield Unit(id=f"{unit.id}-marker", role="marker", text=label)
        yield unit


@dataclass(slots=True)
class _Walk:
    """Goes through ``raw``; ``text`` is the same with every line end as a space."""

    raw: str
    house: Sequence[HouseText]
    links: Links
    at: int = 0
    result: Comparison = field(default_factory=Comparison)
    seen: Counter[str] = field(default_factory=Counter)
    latest: Unit | None = None  # the unit that was taken last, None after a fault
    text: str = field(init=False)
    filler: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self.text = flattened(self.raw)
        allowed = {flattened(item.text).strip() for item in self.house}
        allowed |= {target for targets in self.links.values() for target in targets}
        ordered = sorted(allowed - {""}, key=lambda one: (-len(one), one))
        declared = [rf"(?:{'|'.join(map(re.escape, ordered))})(?!\w)"] if ordered else []
        self.filler = re.compile("|".join([*declared, _FILLER.pattern]))

    def run(self, required: Sequence[Unit]) -> Comparison:
        """Take every unit, then what is left."""
        for unit in required:
            wanted = flattened(unit.text).strip()
            if wanted:
                self._unit(unit, wanted)
        end = self.at
        self._skip_to(len(self.text))
        if self.latest:
            self._led_on(self.latest, self.raw[end:])
        self.result.faults += _undeclared(self.house, self.seen)
        return self.result

    def _unit(self, unit: Unit, wanted: str) -> None:
        """Skip what may stand before the unit, then take it."""
        start = self.at
        while not self._stands(wanted):
            if not self._skip(len(self.text)):
                self._lost(unit, wanted, start)
                return
        self._take(unit, wanted, start)

    def _skip(self, end: int) -> bool:
        skipped = self.filler.match(self.text, self.at, end)
        if skipped:
            self.seen[skipped[0]] += 1
            self.at = skipped.end()
        return bool(skipped)

    def _take(self, unit: Unit, wanted: str, start: int) -> None:
        """The unit stands here; ``start`` is where the one before it ends."""
        gap, place = self.raw[start : self.at], self.at
        before, self.latest = self.latest, unit
        self.at += len(wanted)
        faults = len(self.result.faults)
        if before:
            self._led_on(before, gap)
            if not _JOINTS[_joint(before, unit)].search(gap):
                self._fault(Fault(kind="parting", id=unit.id, found=shortened(gap)))
        if any(self.raw[place + n] != "\n" for n, char in enumerate(unit.text.strip()) if char == "\n"):
            self._fault(difference("altered", unit.id, unit.text.strip(), self.raw[place : self.at]))
        if len(self.result.faults) == faults:
            self.result.proved.append(unit.id)

    def _fault(self, fault: Fault) -> None:
        self.result.faults.append(fault)

    def _led_on(self, unit: Unit, gap: str) -> None:
        """The addresses of ``unit`` stand in its text or behind it."""
        for target in self.links.get(unit.id, ()):
            if target not in flattened(gap) and _BARE.sub("", target) not in unit.text:
                self._fault(Fault(kind="link", id=unit.id, expected=shortened(target)))

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
            self._take(unit, wanted, start)
            return
        self.latest = None
        if whole.search(self.text, 0, start):
            self._fault(Fault(kind="order", id=unit.id, expected=shortened(wanted)))
        else:
            self._fault(difference("altered", unit.id, wanted, self.text[self.at :]))

    def _skip_to(self, end: int) -> None:
        """Everything up to ``end`` has to be filler."""
        while self.at < end:
            if not self._skip(end):
                rest = self.text[self.at : min(end, self.at + 200)]
                self._fault(Fault(kind="unknown", id="text", found=shortened(rest)))
                self.at = end


def _joint(before: Unit, unit: Unit) -> Joint:
    """How the article parts two units that follow each other."""
    if before.role in _LABELS:
        return "any"
    if _NEXT_CELL.search(unit.id):
        return "cell"
    name = unit.id.removesuffix("-marker")
    if unit.role in _LINES or _NEXT_LINE.search(name) or _FIRST_OF_ITEM.search(name):
        return "line"
    return "part"


def _undeclared(house: Sequence[HouseText], seen: Counter[str]) -> Iterator[Fault]:
    """Faults of editorial texts that stand more or less often than they are declared."""
    declared = Counter(flattened(item.text).strip() for item in house if item.kind == "editorial")
    repeated = {flattened(item.text).strip() for item in house if item.kind == "repeat"}
    for item in house:
        text = flattened(item.text).strip()
        times = declared.pop(text, 0)
        if seen[text] < times:
            yield Fault(kind="house", id=f"h-{item.id}", expected=shortened(text))
        elif seen[text] > times > 0 and text not in repeated:
            yield Fault(kind="doubled", id=f"h-{item.id}", found=shortened(text))
