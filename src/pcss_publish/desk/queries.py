"""Queries that only the decisions themselves raise, and the settling of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pcss_publish.desk.naming import addressed
from pcss_publish.desk.outcome import Policy, Record
from pcss_publish.desk.schema import Desk, SettleDecision
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Comment, Document
from pcss_publish.wording import counted

_OF_PRODUCTS = "P"  # raised after the decisions, so that settling them has no effect here yet
#: Work that is not done yet. No answer settles it, only doing it.
_TO_BE_DONE = frozenset({"C013", "F002", "K001", "K002"})


def settle(
    findings: Iterable[Finding], settles: Sequence[SettleDecision]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Part ``findings`` into open and settled ones."""
    keys = {decision.finding for decision in settles}
    every = [(found, answerable(found) and bool(keys & {found.key, found.code})) for found in findings]
    return tuple(found for found, done in every if not done), tuple(found for found, done in every if done)


def answerable(found: Finding) -> bool:
    """Whether a ``[[settle]]`` can close a finding."""
    # Where the house requires permissions, only recording them helps.
    return found.code not in _TO_BE_DONE and not (found.code.startswith("R") and found.blocking)


def without_effect(desk: Desk, settled: Sequence[Finding], record: Record) -> None:
    """K002: a settlement of what nobody asks."""
    for decision in desk.settle:
        code = decision.finding.partition(":")[0]
        if not code.startswith(_OF_PRODUCTS) and not any(
            decision.finding in {f.key, f.code} for f in settled
        ):
            record.note(
                "K002", f"Nothing asks what {decision.finding} would settle.",
                "Remove the decision, or look up the key: `pcss-publish check` prints it.", decision.line,
            )  # fmt: skip


def other_source(document: Document, desk: Desk, record: Record) -> None:
    """K003: the decisions were made on other bytes, or do not say on which."""
    digests = [f"sha256:{source.sha256}" for source in document.sources]
    if not digests or desk.source in digests:
        return
    said = (
        "were made on another version of the source"
        if desk.source
        else "do not say on which source they rest"
    )
    record.note(
        "K003", f"The decisions {said}; those that still fit are kept.",
        f'Look them through, then write source = "{digests[0]}".', 1,
    )  # fmt: skip


def undecided(pending: Sequence[Comment]) -> Iterable[Finding]:
    """C013, once for the article."""
    if pending:
        some = _numbers(pending)
        yield finding(
            "C013", f"Still to decide: {counted(len(pending), 'comment')} ({some}).",
            hint="Decide each by a [[comment]]: publish, omit, redact, anonymise or excerpt.",
        )  # fmt: skip


def _numbers(comments: Sequence[Comment]) -> str:
    """Numbers of comments, with their names where numbers alone do not tell them apart."""
    numbers = sorted(comment.ordinal for comment in comments)
    if len(set(numbers)) == len(numbers):
        return ", ".join(map(str, numbers))
    return ", ".join(f"{one.ordinal} {one.name.text if one.name else 'unsigned'}" for one in comments)


def orphans(document: Document, shown: Sequence[Comment], hidden: Sequence[Comment]) -> Iterable[Finding]:
    """C014: a printed reply to a comment that is withheld, be it only by whom its first words speak to."""
    gone = {comment.id: comment for comment in hidden}
    received = {comment.id: comment for comment in document.comments.items}
    names = [comment.name.text for comment in shown if comment.name]
    for comment in shown:
        was = received[comment.id]
        spoken = (one for one in hidden if one.name and addressed(was.text, one.name.text, names))
        parent = gone.get(was.parent or "") or next(spoken, None)
        if parent:
            yield finding(
                "C014", f"{comment.called} answers comment {parent.ordinal}, which is withheld.",
                hint="Read whether it still stands on its own; settle C014 if it does.", node=comment.id,
            )  # fmt: skip


def permissions(document: Document, shown: Sequence[Comment], policy: Policy) -> Iterable[Finding]:
    """R001, R002, R003: permissions that nobody recorded; they block only where the house asks for it."""
    found = []
    unasked = [c for c in shown if c.state != "pending" and not c.permission]
    if unasked:
        some = _numbers(unasked)
        found.append(
            finding(
                "R001", f"Consent to print is not recorded for {counted(len(unasked), 'comment')} ({some}).",
                hint='Ask the writers, then record it: permission = "…" in their [[comment]].',
            )
        )  # fmt: skip
    granted = {right.part for right in document.rights}
    if "article" not in granted:
        found.append(
            finding(
                "R002", "Permission to republish the article is not recorded.",
                hint='Ask the publisher, then record it: permission = "…" under [article].',
            )
        )  # fmt: skip
    found += [
        finding(
            "R003", f"The rights of the picture {figure.id} are not recorded.",
            hint='Record them: rights = "…" in its [[figure]].', node=figure.id,
        )
        for figure in document.figures
        if figure.asset and figure.id not in granted
    ]  # fmt: skip
    for item in found:
        yield item.model_copy(update={"severity": "block"}) if policy.rights_required else item
