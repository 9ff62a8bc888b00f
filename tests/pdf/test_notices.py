"""Statements stand under heads that say what they are for, each declared as the house's."""

from __future__ import annotations

import pytest

from pcss_publish.compose.notices import notices
from pcss_publish.exporters.pdf import export
from pcss_publish.model import RoleSpan, Span, Statement, StatementRole, Str
from pcss_publish.proof import read_pdf
from pdf.sample import job, pdf, published, text


def statement(name: str, *roles: StatementRole, heading: str = "") -> Statement:
    spans = tuple(RoleSpan(role=role, span=Span(start=0, end=1)) for role in roles)
    head = Str(text=heading) if heading else None
    return Statement(id=name, heading=head, blocks=(text(f"Words of {name}."),), roles=spans)


HEADS: list[tuple[str, tuple[StatementRole, ...], str]] = [
    ("en", ("about",), "About"),
    ("en", ("funding", "disclaimer"), "Funding and disclaimer"),
    ("en", ("about", "funding"), "About"),
    ("en", ("funding", "disclaimer", "licence"), "Funding"),
    ("en", ("disclaimer", "disclaimer"), "Disclaimer"),
    ("en", (), "Notice"),
    ("de", ("funding", "conflict"), "Förderung und Interessenkonflikte"),
    ("es", ("licence",), "Derechos"),
    ("fr", ("correction",), "Rectificatif"),
]


@pytest.mark.parametrize(("language", "roles", "head"), HEADS)
def test_a_head_says_what_a_statement_is_for(
    language: str, roles: tuple[StatementRole, ...], head: str
) -> None:
    (found,) = notices([statement("st1", *roles)], language)
    assert found.words == head


def test_neighbours_of_like_purpose_stand_under_one_head() -> None:
    several = [
        statement("st1", "funding"),
        statement("st2", "funding"),
        statement("st3", "conflict"),
        statement("st4", "conflict", heading="Our interests"),
        statement("st5", "conflict"),
    ]
    found = notices(several, "en")
    assert [[one.id for one in each.statements] for each in found] == [
        ["st1", "st2"],
        ["st3"],
        ["st4"],
        ["st5"],
    ]
    assert [each.words for each in found] == ["Funding", "Conflicts of interest", "", "Conflicts of interest"]


def test_heads_are_printed_before_their_statements_and_declared() -> None:
    several = (
        statement("st1", "disclaimer"),
        statement("st2", "funding", heading="Who paid"),
        statement("st3", "disclaimer"),
    )
    order = ("f1", "intro", "q1", "q2", "a1", "cta1", "st1", "st2", "st3")
    made = export(job(published(statements=several, order=order)))
    wanted = ["h-statement-disclaimer", "st1-1", "st2-heading", "st2-1", "h-statement-disclaimer-2", "st3-1"]
    shown = [piece.id.removeprefix("pcss-") for piece in read_pdf.read(pdf(made)).pieces]
    assert [name for name in shown if name in wanted] == wanted
    declared = {text.id: (text.kind, text.text) for text in made.products[".pdf"].house}
    assert declared["statement-disclaimer"] == declared["statement-disclaimer-2"]
    assert declared["statement-disclaimer"] == ("editorial", "Disclaimer")
