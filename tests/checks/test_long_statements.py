"""However long a statement is, the checks look at a bounded part of it, and at each part once."""

from __future__ import annotations

import pytest

from checks import making
from pcss_publish.checks import check, templates

FEDERAL = "Funding for this was made possible by grant no. 1H79TI000000 from SAMHSA. "
SHAPES = [
    "A. ",
    "no. ",
    "the Department of Meadows and ",
    "1H79TI000000, ",
    "nor does mention of it imply it; ",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_statement_of_any_length_is_compared_with_templates_in_part(
    monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    compared: list[int] = []
    whole = templates._likeness

    def counted(wanted: tuple[str, ...], given: tuple[str, ...]) -> float:
        compared.append(len(given))
        return whole(wanted, given)

    monkeypatch.setattr(templates, "_likeness", counted)
    clauses = sum(len(template.clauses) for template in templates._templates())
    document = making.with_statement(FEDERAL + shape * 20_000)
    check(document)
    assert 0 < len(compared) <= clauses * (templates._CLAUSES + 1)
    assert max(compared) <= templates._MEASURED


def test_what_stands_at_the_beginning_of_a_long_statement_is_still_found() -> None:
    wrong = making.with_statement(
        FEDERAL
        + "The views expressed in written materials do not necessarily reflect the official policies of "
        "the Department of Health and Human Services; nor does mention of trade names imply endorsement. "
    )
    longer = making.with_statement(wrong.statements[0].text + "More of it follows. " * 5_000)
    found = [one.message for one in check(wrong) if one.code == "N003"]
    assert found
    assert [one.message for one in check(longer) if one.code == "N003"] == found
