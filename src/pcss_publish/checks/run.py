"""The rules in order, and their findings with line and file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pcss_publish.checks import (
    conduct,
    dates,
    duplicates,
    figures,
    funding,
    furniture,
    health,
    links,
    order,
    people,
    rights,
    structure,
    templates,
)
from pcss_publish.findings import Finding
from pcss_publish.model import Document
from pcss_publish.model.ledger import line_finder

Rule = Callable[[Document], Iterable[Finding]]

RULES: Final[tuple[Rule, ...]] = (
    structure.no_title, structure.no_byline, structure.no_answer, structure.no_text, structure.odd_characters,
    structure.unknown_kinds, structure.shortcodes, structure.corrections,
    dates.no_date, dates.no_zone, dates.stale_time, dates.several_dates, dates.partial_stamps,
    links.lost_links, links.bare_addresses,
    figures.missing_images, figures.limited_credits,
    duplicates.two_names, duplicates.same_name, duplicates.repeats_article,
    health.third_person,
    conduct.insubstantial, conduct.spam, conduct.removed, conduct.personal_contact,
    order.order_words,
    people.minors, people.known_persons, people.names_of_the_article, people.children_named,
    funding.misnamed_funder, funding.amounts_absent, funding.award_without_number, funding.no_disclaimer,
    templates.departures,
    rights.elsewhere_first,
    furniture.left_out,
)  # fmt: skip


def check(document: Document) -> tuple[Finding, ...]:
    """Run every rule on a document; a pure function.

    Args:
        document: as normalised, with its ledger if lines are wanted.

    Returns:
        Findings in order of place, those of the whole article first, then by code.
    """
    found = [item for rule in RULES for item in rule(document)]
    name = document.sources[0].name if document.sources else ""
    line_of = line_finder(document.ledger)
    placed = [
        item.model_copy(update={"source": name, "line": line_of(item.span.start) if item.span else 0})
        for item in found
    ]
    return tuple(sorted(placed, key=lambda item: (item.span or (-1, -1), item.code, item.node)))
