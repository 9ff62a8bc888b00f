"""The issue file: what it says, and that every error names file and line. A case says what is expected of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish.desk.issue import parse, starter
from pcss_publish.errors import ConfigError
from pcss_publish.model import Department, Issue, Post

CASES = Path(__file__).parents[1] / "cases" / "issues"
WRONG = sorted(path for path in CASES.glob("*.toml") if path.stem != "good")


def test_a_file_says_what_the_issue_holds() -> None:
    assert parse((CASES / "good.toml").read_bytes(), "good.toml") == Issue(
        title="Fields and frozen food", volume="3", number="2", date="2031-12-01", printed_date="December 2031",
        issn="1234-5679",
        masthead=(Post(role="Editor", names=("A. Tester", "B. Example")),),
        departments=(
            Department(articles=("hayfield",)),
            Department(name="Ask the gardener", articles=("late", "early")),
            Department(name="Letters", articles=("plate",)),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_an_error_names_file_and_line(path: Path) -> None:
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    line, what = first.removeprefix("# expect: ").split(": ", 1)
    with pytest.raises(ConfigError) as caught:
        parse(path.read_bytes(), path.name)
    assert caught.value.place == f"{path.name}:{line}"
    assert what in caught.value.message
    hints = [text.removeprefix("#").strip() for text in rest if text.startswith("#")]
    assert all(hint in caught.value.hint for hint in hints)


def test_bytes_that_are_no_text_are_told_as_such() -> None:
    with pytest.raises(ConfigError, match="not UTF-8 at byte 9"):
        parse(b'title = "\xff"', "wrong.toml")


def test_what_init_writes_can_be_read() -> None:
    made = parse(starter('Winter "31"', ["late", "early"]).encode(), "made.toml")
    assert (made.title, made.articles) == ('Winter "31"', ("late", "early"))
