"""``docs/desk-file.md`` names every key and every reason, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pcss_publish.compose.house import word
from pcss_publish.desk import parse, schema
from pcss_publish.desk.reasons import reasons

TEXT = (Path(__file__).parents[2] / "docs" / "desk-file.md").read_text(encoding="utf-8")
TABLES: dict[str, type[schema.Decision | schema.ReadingFacts]] = {
    "[article]": schema.ArticleDecision,
    "[reading]": schema.ReadingFacts,
    "[[comment]]": schema.CommentDecision,
    "[[link]]": schema.LinkDecision,
    "[[figure]]": schema.FigureDecision,
    "[[edit]]": schema.EditDecision,
    "[[drop]]": schema.DropDecision,
    "[[quote]]": schema.QuoteDecision,
    "[[settle]]": schema.SettleDecision,
}


def section(header: str) -> str:
    return TEXT.partition(f"## `{header}`")[2].partition("\n## ")[0]


@pytest.mark.parametrize("header", TABLES)
def test_every_key_is_explained(header: str) -> None:
    keys = set(TABLES[header].model_fields) - {"line", "reason", "by"}
    named = set(re.findall(r"`(\w+)`", section(header)))
    assert keys - named == set()


@pytest.mark.parametrize("header", ["[article]", "[reading]", "[[link]]", "[[figure]]", "[[comment]]"])
def test_no_other_key_is_explained(header: str) -> None:
    rows = set(re.findall(r"^\| `([\w-]+)` \| (?!\w+(?:, \w+)*: )", section(header), re.MULTILINE))
    assert rows - set(TABLES[header].model_fields) - set(reasons()) == set()


def test_reasons_serve_the_actions_that_are_listed() -> None:
    table = section("[[comment]]").partition("| Reason |")[2]
    listed = re.findall(r"^\| `([\w-]+)` \| ([a-z, ]+): ", table, re.MULTILINE)
    assert {code: tuple(actions.split(", ")) for code, actions in listed} == {
        code: reason.actions for code, reason in reasons().items()
    }


EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.split("\n", 1)[0] for example in EXAMPLES])
def test_every_example_is_a_desk_file(example: str) -> None:
    desk = parse(example.replace("sha256:…", f"sha256:{'0' * 64}"), "example.desk.toml")
    assert desk.article or desk.reading or desk.comment or desk.link or desk.settle or desk.quote


def test_examples_show_each_way_to_decide() -> None:
    shown = "".join(EXAMPLES)
    for action in ("publish", "omit", "redact", "excerpt", "target", "drop"):
        assert f'action = "{action}"' in shown
    assert {"[article]", "[[settle]]"} <= set(re.findall(r"^\[+\w+\]+", shown, re.MULTILINE))


def test_lines_that_the_colophon_prints_are_quoted_as_it_prints_them() -> None:
    assert f"“{word('en', 'captured', date='2021-06-30')}”" in TEXT
    assert f"“{word('en', 'reprint')} Garden Notes, spring 2021”" in TEXT
