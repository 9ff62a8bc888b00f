"""Decisions on links whose target was lost."""

from __future__ import annotations

from pcss_publish.desk.nodes import without
from pcss_publish.desk.outcome import Record
from pcss_publish.desk.rewrite import relinked
from pcss_publish.desk.schema import LinkDecision
from pcss_publish.desk.walk import Lost, everywhere, lost_links
from pcss_publish.errors import ConfigError
from pcss_publish.model import CallToAction, Document, Inline, Link, LostLink, Str


def link(document: Document, decision: LinkDecision, record: Record) -> Document:
    """Give a lost link a target, print it as text, or drop the line that it made.

    Raises:
        ConfigError: a link inside running text is to be dropped.
    """
    fitting = [
        lost
        for lost in lost_links(document)
        if decision.link in {None, lost.link.id} and decision.text in {None, lost.link.text}
    ]
    if len(fitting) != 1:
        record.unfit(_unfitting(decision, fitting), decision.line)
        return document
    holder, lost = fitting[0]
    if decision.action != "drop":
        record.close(lost.id)
        return everywhere(document, lambda _, runs: relinked(runs, lambda it: _linked(it, lost, decision)))
    if not isinstance(holder, CallToAction):
        raise ConfigError(
            f"“{lost.text}” stands inside running text and cannot be dropped",
            place=f"{record.desk_name}:{decision.line}",
            hint='Print it with action = "text", or change the sentence by an [[edit]].',
        )
    return without(document, holder, decision.reason, decision.by, record)


def _linked(node: LostLink, lost: LostLink, decision: LinkDecision) -> Inline:
    if node.id != lost.id:
        return node
    text = Str(text=node.text, span=node.span)
    return Link(target=decision.url, inlines=(text,)) if decision.url else text


def _unfitting(decision: LinkDecision, fitting: list[Lost]) -> str:
    named = " ".join(filter(None, (decision.link, f"“{decision.text}”" if decision.text else "")))
    if not fitting:
        return f"No lost link {named} is in this source."
    ids = ", ".join(lost.link.id for lost in fitting)
    return f"{len(fitting)} lost links read {named} ({ids}); name one by its id."
