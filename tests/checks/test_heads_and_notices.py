"""Heads of pages, and notices known by their words. The cases are tables."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pcss_publish.normalization import normalize
from pcss_publish.normalization.cues import ROLES, roles_in, sentences
from pcss_publish.readers import read_bytes

CASES = Path(__file__).parents[1] / "cases" / "reading"
HEADS: dict[str, Any] = tomllib.loads((CASES / "heads.toml").read_text(encoding="utf-8"))
NOTICES: dict[str, list[str]] = tomllib.loads((CASES / "notices.toml").read_text(encoding="utf-8"))
BODY = """
The mail this month was mostly about water, and about who has to carry it up the hill when the pump is off.

Q: How often should I water the young trees on the slope?

A: Less often than you think, and more each time. A soaking every ten days reaches the roots.
"""


@pytest.mark.parametrize("head", HEADS["head"], ids=lambda head: head["name"])
def test_a_head_is_read(head: dict[str, Any]) -> None:
    text = head["text"].format(title=HEADS["title"]) + BODY
    document = normalize(read_bytes(text.encode(), "case.txt", limit=10_000_000)).document
    assert document.title
    assert document.title.text == HEADS["title"]
    assert (document.published.value if document.published else "").partition("T")[0] == head["date"]
    updated = [date.value.partition("T")[0] for date in document.dates if date.role == "updated"]
    assert updated == ([head["updated"]] if "updated" in head else [])
    names = [person.name.partition(",")[0] for person in document.byline.names] if document.byline else []
    assert [name.title() for name in names] == head["byline"]


@pytest.mark.parametrize("foot", HEADS["foot"], ids=lambda foot: foot["line"])
def test_a_date_below_the_article_is_read(foot: dict[str, Any]) -> None:
    text = f"{HEADS['title']}\nBy Ann Lee\n{BODY}\n{foot['line']}\n"
    document = normalize(read_bytes(text.encode(), "case.txt", limit=10_000_000)).document
    wanted = {key: foot[key] for key in ("date", "updated", "reviewed") if key in foot}
    found = {"date" if date.role == "published" else date.role: date.value for date in document.dates}
    assert found == wanted
    last = foot["line"].rpartition("\n")[2]
    assert any(last in unit.text for unit in document.units()) == foot.get("kept", False)


def test_a_date_in_the_head_is_not_doubled_by_one_below() -> None:
    text = f"{HEADS['title']}\nBy Ann Lee\n1 March 2021\n{BODY}\nFirst published 6 June 2011\n"
    document = normalize(read_bytes(text.encode(), "case.txt", limit=10_000_000)).document
    assert [date.value for date in document.dates] == ["2021-03-01"]
    assert document.statements[-1].text == "First published 6 June 2011"


@pytest.mark.parametrize(
    "heading",
    ["Who pays for this page", "How we are funded", "Wer bezahlt diese Seite", "Qui finance cette page",
     "Quién paga esta página", "Wie betaalt deze pagina"],
)  # fmt: skip
def test_a_heading_that_asks_who_pays_stays_a_heading(heading: str) -> None:
    paid = "This page is paid for by the Fictional Water Fund (grant TEST-0001)."
    text = f"{HEADS['title']}\nBy Ann Lee\n{BODY}\n{heading}\n{paid}\n"
    statement = normalize(read_bytes(text.encode(), "case.txt", limit=10_000_000)).document.statements[-1]
    assert statement.heading
    assert (statement.heading.text, statement.text) == (heading, paid)


def roles(text: str) -> set[str]:
    return {role for sentence in sentences(text) for role in roles_in(sentence.text)}


@pytest.mark.parametrize("role", [role for role in ROLES if role in NOTICES])
def test_a_notice_is_known_by_its_words(role: str) -> None:
    assert [text for text in NOTICES[role] if role not in roles(text)] == []


def test_an_answer_is_no_notice() -> None:
    assert {text: roles(text) for text in NOTICES["answers"] if roles(text)} == {}


PAGE = """Water on the slope
By Ann Lee
March 1, 2021

Q: How often should I water the young trees on the slope?

A: Less often than you think, and more each time. A soaking every ten days reaches the roots.
{between}
Q: Is grey water from the kitchen safe for the beans?

A: It is safe if it has cooled and holds no bleach. Pour it on the soil and never on the leaves.

Related
Seeds
Rain
{below}
"""
BOX = """
ABOUT THE COLUMN
Ann Lee answers readers every month.
This column is paid for by the Fictional Water Fund through grant no. TEST-0001.
"""
FOOT = "Imprint\nThis page was made possible by the Fictional Soil Fund (grant TEST-0002).\nContact\n"


def test_notices_are_found_in_boxes_and_in_the_foot() -> None:
    text = PAGE.format(between=BOX, below=FOOT)
    document = normalize(read_bytes(text.encode(), "case.txt", limit=10_000_000)).document
    assert sorted(award.id for award in document.awards) == ["TEST-0001", "TEST-0002"]
    assert len(document.answers) == 2
    assert all(
        "grant" not in block.model_dump_json() for answer in document.answers for block in answer.blocks
    )


NOTICE = "This column was supported by the Fictional Water Fund (grant TEST-0001)."
ENDS = {
    "two lines of prose below": [NOTICE, "Next month it goes to the orchard.", "The drawing is by a pupil."],
    "an invitation and a life between": [
        NOTICE,
        "Ann Lee keeps ponds.",
        "Got a question? Write to a@example.org.",
    ],
    "a list": [f"• {NOTICE}", "• The advice on this page is general."],
    "brackets": [f"[{NOTICE}]"],
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_notice_is_found_among_the_last_lines(end: list[str]) -> None:
    text = PAGE.format(between="", below="").partition("Related")[0] + "\n\n".join(end)
    document = normalize(read_bytes(text.encode(), "case.txt", limit=10_000_000)).document
    assert any(NOTICE in statement.text for statement in document.statements)
    assert [award.id for award in document.awards] == ["TEST-0001"]


@pytest.mark.parametrize("answer", ["A: Pole beans do", "Answer: No", "A. Twice a week"])
def test_a_last_answer_without_a_full_stop_is_no_foot_of_the_page(answer: str) -> None:
    text = f"Do beans need stakes?\n\nBy Mara Quill\n\nMay 4, 2019\n\nQ: Do beans need stakes?\n\n{answer}\n"
    document = normalize(read_bytes(text.encode(), "case.txt", limit=1_000_000)).document
    assert [len(document.questions), len(document.answers)] == [1, 1]
    assert not [part.text for part in document.ledger if part.kind == "chrome"]
