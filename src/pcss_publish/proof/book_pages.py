"""Page-break markers of an EPUB (DPUB-ARIA 1.1, doc-pagebreak), held against the pages of the PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from pcss_publish.proof.certificate import ProductProof
from pcss_publish.proof.faults import Fault, shortened
from pcss_publish.proof.lines import agree
from pcss_publish.proof.pieces import HOUSE_PREFIX, ID_PREFIX, Beginning, Reading

_XHTML = "{http://www.w3.org/1999/xhtml}"
_WORD = re.compile(r"\s*\S*")


@dataclass(slots=True)
class _Unit:
    """A unit's element: its text, the markers in it, and where its links begin and end."""

    id: str
    text: str = ""
    marks: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)

    def beginning(self, at: int) -> Beginning:
        end = self._word_end(at)
        for first, last in self.links:
            if at <= first < end:
                end = self._word_end(max(last, end))
        return Beginning(self.id, self.text[at:], end - at)

    def _word_end(self, at: int) -> int:
        word = _WORD.match(self.text, at)
        return word.end() if word else at


def beginnings(documents: Iterable[ET.Element]) -> dict[int, Beginning]:
    """Where the markers of a book say that pages begin; a marker counts for the unit that follows it."""
    walk = _Walk()
    for root in documents:
        walk.element(root, None)
    found: dict[int, Beginning] = {}
    waiting: list[str] = []
    for unit in walk.units:
        for label, at in [*((label, 0) for label in waiting), *unit.marks]:
            if label.isdecimal() and unit.text[at:].strip():
                found.setdefault(int(label), unit.beginning(at))
        waiting = [label for label, at in unit.marks if not unit.text[at:].strip()]
    return found


class _Walk:
    """Goes through documents in reading order."""

    def __init__(self) -> None:
        self.units: list[_Unit] = []
        self.waiting: list[tuple[str, int]] = []

    def element(self, node: ET.Element, unit: _Unit | None) -> None:
        """One element; ``unit`` is the one whose text its own is."""
        name, tag = node.get("id", ""), node.tag.removeprefix(_XHTML)
        if name.startswith(HOUSE_PREFIX):
            unit = None
        elif name.startswith(ID_PREFIX):
            unit = _Unit(name, marks=self.waiting)
            self.units.append(unit)
            self.waiting = []
        if node.get("role") == "doc-pagebreak":
            marks, at = (unit.marks, len(unit.text)) if unit else (self.waiting, 0)
            marks.append((node.get("aria-label", ""), at))
        self._inner(node, tag, unit)

    def _inner(self, node: ET.Element, tag: str, unit: _Unit | None) -> None:
        begin = len(unit.text) if unit else 0
        if unit:
            unit.text += "\n" if tag == "br" else node.text or ""
        for child in node:
            self.element(child, unit)
            if unit:
                unit.text += child.tail or ""
        if unit and tag == "a":
            unit.links.append((begin, len(unit.text)))


def held(proof: ProductProof, readings: Mapping[str, Reading]) -> ProductProof:
    """The proof of a book says too where its pages do not begin with those of the PDF, if there are both."""
    if proof.suffix != ".epub" or not {".epub", ".pdf"} <= readings.keys():
        return proof
    book, pdf = readings[".epub"], readings[".pdf"]
    found = faults(book.beginnings, pdf.beginnings, len(pdf.pages))
    return proof.model_copy(update={"faults": (*proof.faults, *found)})


def faults(marked: Mapping[int, Beginning], printed: Mapping[int, Beginning], pages: int) -> Iterator[Fault]:
    """What is wrong with the markers of a book; a book without any has no page list to be wrong.

    Args:
        marked: where its markers say that pages begin.
        printed: where the pages of the PDF begin.
        pages: how many there are.
    """
    for number, there in sorted(printed.items()) if marked else ():
        mark = marked.get(number)
        if mark is None or mark.id != there.id or not _is_same(mark, there):
            told = shortened(mark.text) if mark else "no marker"
            yield Fault(kind="page", id=f"page {number}", expected=_line(there.text), found=told)
    for number in sorted(marked):
        if not 1 <= number <= pages:
            yield Fault(kind="page", id=f"page {number}", expected="no such page")


def _is_same(mark: Beginning, there: Beginning) -> bool:
    """Whether both go on alike; a page may break the word or link before which a marker stands."""
    return any(agree(mark.text[cut:], there.text).at is None for cut in range(max(mark.whole, 1)))


def _line(text: str) -> str:
    return shortened(" ".join(text.split()))
