"""Decisions on comments: matched by ordinal and name, then carried out."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import NamedTuple

from pcss_publish.desk.excerpt import excerpt
from pcss_publish.desk.outcome import Omission, Policy, Record
from pcss_publish.desk.reasons import reasons
from pcss_publish.desk.rewrite import Inlines, mapped, spliced
from pcss_publish.desk.schema import CommentDecision, Desk
from pcss_publish.desk.walk import lost_in
from pcss_publish.errors import ConfigError
from pcss_publish.model import (
    Comment,
    CommentState,
    Document,
    Para,
    Str,
    Withheld,
    leaves,
    text_of,
)
from pcss_publish.model.document import comment_units
from pcss_publish.model.units import text_unit

_STATES: dict[str, CommentState] = {
    "publish": "published", "redact": "redacted", "anonymise": "anonymised", "excerpt": "excerpted",
}  # fmt: skip

#: What deciding to print a comment settles. What the reading itself doubts (count, attribution) it does not.
_BY_PRINTING = ("C002", "C004", "C005", "C008", "C010", "C011", "C013")
#: What an action settles besides. A changed name hides the writer, not those of whom he tells.
_BY_ACTION = {"publish": ("C009",), "anonymise": ("C012", "C015", "C016")}
#: And what a reason does.
_BY_REASON = {"consent": ("C003", "C012", "C015"), "author-reply": ("C016",)}


class Treated(NamedTuple):
    """Comments that may be seen, those withheld, and how many for which general reason."""

    shown: tuple[Comment, ...]
    hidden: tuple[Comment, ...]
    withheld: tuple[Withheld, ...]


def treat(document: Document, desk: Desk, policy: Policy, record: Record) -> Treated:
    """Carry out the decisions on comments.

    Raises:
        ConfigError: a comment is decided twice.
    """
    decisions = _matched(document, desk, record)
    shown: list[Comment] = []
    hidden: list[Comment] = []
    counts: Counter[str] = Counter()
    for comment in document.comments.items:
        decision = decisions.get(comment.id)
        if policy.comments == "none":
            _withhold(comment, "house-policy", "house policy", record)
            counts[reasons()["house-policy"].general] += 1
            hidden.append(comment)
        elif decision is None:
            shown.append(comment.model_copy(update={"state": "pending"}))
        elif decision.action == "omit":
            _withhold(comment, decision.reason, decision.by, record)
            counts[reasons()[decision.reason].general] += 1
            hidden.append(comment)
        else:
            shown.append(_carried_out(comment, decision, policy, record))
    if policy.comments == "none":
        record.close("", ("C",))
    withheld = tuple(Withheld(reason=reason, count=count) for reason, count in sorted(counts.items()))
    return Treated(tuple(shown), tuple(hidden), withheld)


def _matched(document: Document, desk: Desk, record: Record) -> dict[str, CommentDecision]:
    by_ordinal: dict[int, list[Comment]] = {}
    for comment in document.comments.items:
        by_ordinal.setdefault(comment.ordinal, []).append(comment)
    found: dict[str, CommentDecision] = {}
    for decision in desk.comment:
        for ordinal, name in decision.targets:
            there = by_ordinal.get(ordinal, [])
            fitting = [c for c in there if _name(c) == name and _starts(c, decision)]
            if not fitting:
                record.unfit(_misfit(ordinal, name, there, decision), decision.line)
                continue
            if len({c.text for c in fitting}) > 1:
                record.note("K001", f"{len(fitting)} comments are numbered {ordinal} and by “{name}”.",
                            "Say which, by its first words: starts = \"…\".", decision.line)  # fmt: skip
                continue
            comment = next((c for c in fitting if c.id not in found), fitting[0])
            if comment.id in found:
                raise ConfigError(
                    f"comment {ordinal} is decided twice", place=f"{desk.file}:{decision.line}",
                    hint=f"The other decision stands on line {found[comment.id].line}.",
                )  # fmt: skip
            found[comment.id] = decision
    return found


def _misfit(ordinal: int, name: str, there: list[Comment], decision: CommentDecision) -> str:
    if not there:
        return f"There is no comment {ordinal} in this source."
    names = [_name(comment) for comment in there]
    if name not in names:
        return f"Comment {ordinal} is by “{names[0]}”, not by “{name}”."
    return f"Comment {ordinal} does not start with “{decision.starts}”."


def _name(comment: Comment) -> str:
    return comment.name.text if comment.name else ""


def _starts(comment: Comment, decision: CommentDecision) -> bool:
    return decision.starts is None or comment.text.lstrip().startswith(decision.starts)


def _withhold(comment: Comment, reason: str, by: str, record: Record) -> None:
    units = tuple(comment_units(comment))
    record.omissions.append(Omission(node=comment.id, action="omit", reason=reason, by=by, units=units))
    record.close(comment.id)
    for link in lost_in(comment):
        record.close(link.id)


def _carried_out(comment: Comment, decision: CommentDecision, policy: Policy, record: Record) -> Comment:
    update: dict[str, object] = {"state": _STATES[decision.action]}
    if decision.permission:
        update["permission"] = decision.permission
    match decision.action:
        case "redact":
            update |= _redacted(comment, decision, policy, record)
        case "excerpt":
            update |= _excerpted(comment, decision, record)
        case "anonymise":
            update |= _anonymised(comment, decision, policy, record)
    settled = (_BY_PRINTING, _BY_ACTION.get(decision.action, ()), _BY_REASON.get(decision.reason, ()))
    record.close(comment.id, chain.from_iterable(settled))
    return comment.model_copy(update=update)


def _redacted(
    comment: Comment, decision: CommentDecision, policy: Policy, record: Record
) -> dict[str, object]:
    missed = [text for text in decision.redact if text not in comment.text]
    for text in missed:
        record.unfit(f"Comment {comment.ordinal} does not hold “{text}”.", decision.line, comment.id)

    def blackened(_: str, inlines: Inlines) -> Inlines:
        for text in sorted(decision.redact, key=len, reverse=True):
            at = text_of(inlines).find(text)
            while at >= 0:
                inlines = spliced(inlines, at, at + len(text), (Str(text=policy.redacted),))
                at = text_of(inlines).find(text, at + len(policy.redacted))
        return inlines

    _keep_out(comment, decision, [(comment.id, "comment", text) for text in decision.redact], record)
    return {"blocks": mapped(comment.blocks, comment.id, blackened)}


def _anonymised(
    comment: Comment, decision: CommentDecision, policy: Policy, record: Record
) -> dict[str, object]:
    heads = (("name", comment.name), ("affiliation", comment.affiliation))
    gone = [(f"{comment.id}-{key}", f"comment-{key}", text.text) for key, text in heads if text]
    _keep_out(comment, decision, gone, record)
    return {"name": Str(text=policy.anonymous), "affiliation": None}


def _excerpted(comment: Comment, decision: CommentDecision, record: Record) -> dict[str, object]:
    kept = excerpt(leaves(comment.blocks, comment.id), decision.keep)
    for text in kept.missed:
        message = f"Comment {comment.ordinal} does not hold “{text}” in this place."
        record.unfit(message, decision.line, comment.id)
    _keep_out(comment, decision, [(leaf.path, "comment", leaf.text) for leaf in kept.cut], record)
    return {"blocks": tuple(Para(inlines=(Str(text=text),)) for text in kept.paragraphs)}


def _keep_out(
    comment: Comment, decision: CommentDecision, texts: list[tuple[str, str, str]], record: Record
) -> None:
    units = tuple(text_unit(*text) for text in texts)
    record.omissions.append(
        Omission(node=comment.id, action=decision.action, reason=decision.reason, by=decision.by, units=units)
    )
