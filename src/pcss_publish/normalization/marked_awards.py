"""Grants that the markup of a source names: beside those of its statements, and more exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pcss_publish.model import Award
from pcss_publish.model.marks import Mark
from pcss_publish.normalization.draft import Draft

_FIELDS: Final = {
    "award-name": "name",
    "award-funder": "funder",
    "award-funder-id": "funder_id",
    "award-recipient": "recipient",
}
_BESIDE: Final = re.compile(r"^\s*the\s+|\s*\([^()]*\)\s*$")


def with_marked(draft: Draft, told: Sequence[Award]) -> tuple[Award, ...]:
    """The awards of the statements, and those that the markup alone names.

    Of an award that both name, the markup's fields hold: a statement's are found by its wording. Two funders
    may give awards of one number, so that a number tells an award only where no other funder is named.
    """
    awards = list(told)
    places = _Places()
    for place, award in enumerate(awards):
        places.add(award.id, award.funder, place)
    by_group = _by_group(draft)
    for group in draft.marks.of("award"):
        fields = by_group.get(group.ref, [])
        said: dict[str, str] = {}
        for mark in fields:
            if mark.kind in _FIELDS:
                said.setdefault(_FIELDS[mark.kind], draft.text[mark.start : mark.end])
        numbers: list[Mark | None] = [mark for mark in fields if mark.kind == "award-id"]
        for number in numbers or [None]:
            text = draft.text[number.start : number.end] if number else ""
            known = places.of(text, said.get("funder"))
            for place in known:
                awards[place] = awards[place].model_copy(update=said)
            if not known:
                places.add(text, said.get("funder"), len(awards))
                span = number.span if number else None
                awards.append(Award.model_validate({"id": text, "span": span, "statement": "", **said}))
    return tuple(awards)


class _Places:
    """Where awards stand, by number and then by funder, which is empty for one that is not named."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, list[int]]] = {}

    def add(self, number: str, funder: str | None, place: int) -> None:
        self._found.setdefault(number, {}).setdefault(_funder(funder), []).append(place)

    def of(self, number: str, funder: str | None) -> list[int]:
        """The awards that a number and a funder name; those without a funder become that funder's."""
        by_funder = self._found.get(number, {})
        key = _funder(funder)
        if not number:
            return by_funder.get(key, [])
        if not key:
            return [place for places in by_funder.values() for place in places]
        if "" in by_funder:
            by_funder.setdefault(key, []).extend(by_funder.pop(""))
        return by_funder.get(key, [])


def _funder(name: str | None) -> str:
    """A funder's name without case, article and the acronym behind it in brackets."""
    return _BESIDE.sub("", (name or "").casefold()).strip()


def _by_group(draft: Draft) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in draft.marks.of("award-id", *_FIELDS):
        found.setdefault(mark.ref, []).append(mark)
    return found
