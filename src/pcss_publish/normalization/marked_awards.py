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
    for group in draft.marks.of("award"):
        said = _said(draft, group)
        for number in _numbers(draft, group) or [None]:
            text = draft.text[number.start : number.end] if number else ""
            known = [n for n, award in enumerate(awards) if award.id == text and (text or _same(award, said))]
            for n in known:
                awards[n] = awards[n].model_copy(update=said)
            if not known:
                span = number.span if number else None
                awards.append(Award.model_validate({"id": text, "span": span, "statement": "", **said}))
    return tuple(awards)


def _numbers(draft: Draft, group: Mark) -> list[Mark | None]:
    return [mark for mark in draft.marks.of("award-id") if mark.ref == group.ref]


def _said(draft: Draft, group: Mark) -> dict[str, str]:
    """The award's fields, the first of each kind."""
    found: dict[str, str] = {}
    for mark in draft.marks.of(*_FIELDS):
        if mark.ref == group.ref:
            found.setdefault(_FIELDS[mark.kind], draft.text[mark.start : mark.end])
    return found


def _same(award: Award, said: dict[str, str]) -> bool:
    """Whether a grant without a number is the funder's of which the markup tells."""
    return award.funder is not None and award.funder.casefold() == said.get("funder", "").casefold()
