"""N001, N002, N004, N005: what a funding statement says of funder, amount, number and disclaimer.

Sources: Public Law 101-166 section 511 (Stevens Amendment); NIH Grants Policy Statement 4.2.1 and 14.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pcss_publish.checks import passages
from pcss_publish.checks.federal import funders, is_federal, namings
from pcss_publish.checks.lexicon import patterns
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Award, Document, Span, Statement

_AMOUNT: Final = re.compile(
    r"(?:US)?\$ ?\d[\d,.]*|\d[\d,.]*\s?(?:million|thousand)?\s?(?:US )?dollars|USD ?\d", re.IGNORECASE
)
_SHARE: Final = re.compile(r"\d+(?:\.\d+)? ?(?:%|per ?cent)", re.IGNORECASE)


def misnamed_funder(document: Document) -> Iterable[Finding]:
    """N001: a known federal body under a name that differs from its own. Never mended."""
    for passage in passages.article(document):
        if passage.role not in {"statement", "notes"}:
            continue
        for naming in namings(passage.text):
            if not naming.right:
                yield finding(
                    "N001", f"“{naming.text}”: the funder's known name is “{naming.funder.name}”.",
                    hint="Ask the publisher, or say so in editors_note; then settle N001.",
                    node=passage.node, span=passage.span(naming.start, naming.end),
                )  # fmt: skip


def amounts_absent(document: Document) -> Iterable[Finding]:
    """N002: federal support without dollars or share of the costs. Reported, never filled in."""
    said = " ".join(statement.text for statement in document.statements)
    absent = [what for what, seen in (("no dollar amount", _AMOUNT), ("no share of the costs", _SHARE))
              if not seen.search(said)]  # fmt: skip
    for statement in federal_statements(document):
        if absent:
            yield finding(
                "N002", f"Federal support is named with {' and '.join(absent)}.",
                hint="US law asks grantees to state both. Ask the grantee, then settle N002.",
                node=statement.id, span=_span(statement),
            )  # fmt: skip
            return


def award_without_number(document: Document) -> Iterable[Finding]:
    """N004."""
    numbered = {_funder(award) for award in document.awards if award.id}
    for award in document.awards:
        if not award.id and _funder(award) not in numbered:
            yield finding(
                "N004", f"The grant of {award.funder or award.name or 'a funder'} is named without a number.",
                hint="Ask whether it has one; it is not made up here. Then settle N004.",
                node=award.statement, span=award.span,
            )  # fmt: skip


def _funder(award: Award) -> str:
    """The funder's known name, so that a short name and a wrong one are the same funder."""
    text = award.funder or ""
    named = namings(text)
    if named:
        return named[0].funder.name
    return next((funder.name for funder in funders() if text in funder.short), text.casefold())


def no_disclaimer(document: Document) -> Iterable[Finding]:
    """N005: federal funds, and nowhere that the views are not the agency's."""
    disclaims = patterns("funding", "disclaims")
    for statement in document.statements:
        if any(part.role == "disclaimer" for part in statement.roles) or disclaims.search(statement.text):
            return
    for statement in federal_statements(document):
        yield finding(
            "N005", "Federal funding is acknowledged and no disclaimer follows.",
            hint="Compare with the page: was it lost in copying? If not, settle N005.",
            node=statement.id, span=_span(statement),
        )  # fmt: skip
        return


def federal_statements(document: Document) -> Iterator[Statement]:
    """Statements that acknowledge funding by a US federal body."""
    acknowledges = patterns("funding", "acknowledges")
    for statement in document.statements:
        funds = any(part.role == "funding" for part in statement.roles) or acknowledges.search(statement.text)
        if funds and is_federal(statement.text):
            yield statement


def _span(statement: Statement) -> Span | None:
    return next((p.whole for p in passages.of_node(statement)), None)
