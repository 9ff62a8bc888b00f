"""Marked edits: one text replaced by another, once, never in a statement."""

from __future__ import annotations

from pcss_publish.desk.outcome import Record
from pcss_publish.desk.rewrite import Inlines, spliced
from pcss_publish.desk.schema import EditDecision
from pcss_publish.desk.walk import everywhere
from pcss_publish.errors import ConfigError
from pcss_publish.model import Document, Edit, Str, text_of
from pcss_publish.model.document import node_units

_HEADS = ("section", "series", "title", "subtitle")


def edit(document: Document, decision: EditDecision, record: Record) -> Document:
    """Carry out a marked edit.

    Raises:
        ConfigError: the unit belongs to a statement.
    """
    if any(unit.id == decision.unit for node in document.statements for unit in node_units(node)):
        raise ConfigError(
            f"{decision.unit} belongs to a statement, which cannot be edited",
            place=f"{record.desk_name}:{decision.line}",
            hint="Explain it in an editor's note instead.",
        )
    found: list[int] = []

    def change(path: str, inlines: Inlines) -> Inlines:
        if path != decision.unit:
            return inlines
        text = text_of(inlines)
        found.append(text.count(decision.find))
        if found[-1] != 1:
            return inlines
        at = text.index(decision.find)
        return spliced(inlines, at, at + len(decision.find), (Str(text=decision.replace),))

    changed = everywhere(document, change)
    if decision.unit in _HEADS:
        head = getattr(document, decision.unit)
        new = Str(text=text_of(change(decision.unit, (head,)))) if head else None
        changed = changed.model_copy(update={decision.unit: new})
    if sum(found) != 1:
        record.unfit(_not_once(document, decision, sum(found) if found else None), decision.line)
        return document
    record.edits.append(Edit(unit=decision.unit, reason=decision.reason, by=decision.by))
    return changed


def _not_once(document: Document, decision: EditDecision, times: int | None) -> str:
    if times is not None:
        return f"“{decision.find}” stands {times} times in {decision.unit}; an edit needs it once."
    known = any(unit.id == decision.unit for unit in document.units())
    why = "cannot be edited" if known else "is not in this source, or is withheld"
    return f"The unit “{decision.unit}” {why}."
