"""Decisions on whole nodes: a call to action, a box or notes leave; a picture is supplied or leaves."""

from __future__ import annotations

from pcss_publish.desk.outcome import Omission, Record
from pcss_publish.desk.schema import DropDecision, FigureDecision
from pcss_publish.desk.walk import KINDS, lost_in
from pcss_publish.errors import ConfigError
from pcss_publish.model import CallToAction, Document, Figure, Node, Right, Section, Str
from pcss_publish.model.document import node_units

_DROPPABLE = {"aside", "notes"}


def drop(document: Document, decision: DropDecision, record: Record) -> Document:
    """Take a call to action, a box or notes out of the document.

    Raises:
        ConfigError: the node is a question, an answer, a statement or running text.
    """
    node = next((node for node in document.nodes() if node.id == decision.node), None)
    if node is None:
        record.unfit(f"There is no node “{decision.node}” in this source.", decision.line)
        return document
    first = next((unit.text for unit in node_units(node)), "")
    if decision.starts and not first.startswith(decision.starts):
        record.unfit(f"{node.id} does not start with “{decision.starts}”.", decision.line, node.id)
        return document
    kind = node.kind if isinstance(node, Section) else type(node).__name__.lower()
    if not isinstance(node, CallToAction | Figure) and kind not in _DROPPABLE:
        raise ConfigError(
            f"{node.id} cannot be dropped: it is part of the article ({kind})",
            place=f"{record.desk_name}:{decision.line}",
            hint="Only calls to action, pictures, boxes and notes can.",
        )
    return without(document, node, decision.reason, decision.by, record)


def without(document: Document, node: Node, reason: str, by: str, record: Record) -> Document:
    """``document`` without ``node``; its words are written down as omitted."""
    units = tuple(node_units(node))
    record.omissions.append(Omission(node=node.id, action="drop", reason=reason, by=by, units=units))
    record.dropped.append(node.id)
    record.close(node.id)
    for link in lost_in(node):
        record.close(link.id)
    kept = {kind: tuple(n for n in getattr(document, kind) if n.id != node.id) for kind in KINDS}
    order = tuple(name for name in document.order if name != node.id)
    return document.model_copy(update={**kept, "order": order})


def figure(document: Document, decision: FigureDecision, record: Record) -> Document:
    """Supply a picture or drop its place."""
    node = next((figure for figure in document.figures if figure.id == decision.figure), None)
    if node is None:
        record.unfit(f"There is no picture “{decision.figure}” in this source.", decision.line)
        return document
    if decision.action == "drop":
        return without(document, node, decision.reason, decision.by, record)
    record.close(node.id, ("F001", "F003") if decision.rights else ("F001",))
    supplied = _supplied(node, decision, record)
    rights = document.rights
    if decision.rights:
        rights = (*rights, Right(part=node.id, permission=decision.rights))
    figures = tuple(supplied if other.id == node.id else other for other in document.figures)
    return document.model_copy(update={"figures": figures, "rights": rights})


def _supplied(node: Figure, decision: FigureDecision, record: Record) -> Figure:
    update: dict[str, object] = {"asset": decision.asset, "alt": decision.alt}
    if decision.credit and node.credit:
        message = f"The source gives {node.id} a credit already; the desk's is not used."
        record.note("K002", message, "Remove `credit` from the decision.", decision.line, node.id)
    elif decision.credit:
        update["credit"] = (Str(text=decision.credit),)
    if not decision.alt:
        hint = "Add `alt` to the decision: what the picture tells, in a sentence."
        record.note("F002", f"The picture {node.id} has no alternative text.", hint, decision.line, node.id)
    return node.model_copy(update=update)
