"""``docs/desk-file.md`` names every key and every reason, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pcss_publish.desk import schema
from pcss_publish.desk.reasons import reasons

TEXT = (Path(__file__).parents[2] / "docs" / "desk-file.md").read_text(encoding="utf-8")
TABLES: dict[str, type[schema.Decision]] = {
    "[article]": schema.ArticleDecision,
    "[[comment]]": schema.CommentDecision,
    "[[link]]": schema.LinkDecision,
    "[[figure]]": schema.FigureDecision,
    "[[edit]]": schema.EditDecision,
    "[[drop]]": schema.DropDecision,
    "[[settle]]": schema.SettleDecision,
}


def section(header: str) -> str:
    return TEXT.partition(f"## `{header}`")[2].partition("\n## ")[0]


@pytest.mark.parametrize("header", TABLES)
def test_every_key_is_explained(header: str) -> None:
    keys = set(TABLES[header].model_fields) - {"line", "reason", "by"}
    named = set(re.findall(r"`(\w+)`", section(header)))
    assert keys - named == set()


@pytest.mark.parametrize("header", ["[article]", "[[link]]", "[[figure]]", "[[comment]]"])
def test_no_other_key_is_explained(header: str) -> None:
    rows = set(re.findall(r"^\| `([\w-]+)` \| (?!\w+(?:, \w+)*: )", section(header), re.MULTILINE))
    assert rows - set(TABLES[header].model_fields) - set(reasons()) == set()


def test_reasons_serve_the_actions_that_are_listed() -> None:
    table = section("[[comment]]").partition("| Reason |")[2]
    listed = re.findall(r"^\| `([\w-]+)` \| ([a-z, ]+): ", table, re.MULTILINE)
    assert {code: tuple(actions.split(", ")) for code, actions in listed} == {
        code: reason.actions for code, reason in reasons().items()
    }
