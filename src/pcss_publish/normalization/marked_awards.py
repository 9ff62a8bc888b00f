"""Grants that the markup of a source names: beside those of its statements, and more exactly."""

from __future__ import annotations

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


def with_marked(draft: Draft, told: Sequence[Award]) -> tuple[Award, ...]:
    """The awards of the statements, and those that the markup alone names.

    Of an award that both name, the markup's fields hold: a statement's are found by its wording.
    """
    awards = list(told)
    places: dict[tuple[str, str], list[int]] = {}
    for place, award in enumerate(awards):
        places.setdefault(_key(award.id, award.funder), []).append(place)
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
            known = places.setdefault(_key(text, said.get("funder")), [])
            for place in known:
                awards[place] = awards[place].model_copy(update=said)
            if not known:
                known.append(len(awards))
                span = number.span if number else None
                awards.append(Award.model_validate({"id": text, "span": span, "statement": "", **said}))
    return tuple(awards)


def _key(number: str, funder: str | None) -> tuple[str, str]:
    """What tells an award: its number, and of one without a number the funder."""
    return (number, "") if number else ("", (funder or "").casefold())


def _by_group(draft: Draft) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in draft.marks.of("award-id", *_FIELDS):
        found.setdefault(mark.ref, []).append(mark)
    return found
