"""Every planted fault is caught by the rule that must catch it, and a clean mail raises nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pcss_publish.maillint import lint
from pcss_publish.maillint.tables import table

CASES = Path(__file__).parents[1] / "cases"
FAULTS = tomllib.loads((CASES / "mail-faults" / "faults.toml").read_text(encoding="utf-8"))
CLEAN = sorted(path.name for path in (CASES / "mail-clean").iterdir())


def codes(path: Path) -> set[str]:
    return {one.code for one in lint(path.read_bytes(), path.name).findings}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_caught_and_nothing_else_is_found(name: str) -> None:
    assert codes(CASES / "mail-faults" / name) == set(FAULTS[name]["codes"]), FAULTS[name]["what"]


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_mail_raises_nothing(name: str) -> None:
    assert codes(CASES / "mail-clean" / name) == set()


def test_every_fault_stands_in_the_table_and_every_code_has_a_fault() -> None:
    files = {path.name for path in (CASES / "mail-faults").iterdir()} - {"faults.toml"}
    assert files == set(FAULTS)
    caught = {code for row in FAULTS.values() for code in row["codes"]}
    assert caught == set(table("codes"))


def test_every_finding_says_where_it_is_and_what_to_do() -> None:
    for name in FAULTS:
        for one in lint((CASES / "mail-faults" / name).read_bytes(), name).findings:
            assert one.hint.endswith(".")
            assert one.source == name
            assert one.severity == table("codes")[one.code]["severity"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no-alt.html", "<img "),
        ("vague-link.html", "Click here"),
        ("heading-skipped.html", "<h4 "),
        ("at-rule-in-media.html", "@font-face"),
        ("draft-words.html", "Lorem ipsum"),
        ("conditional-stray-end.html", "<![endif]--></body>"),
    ],
)
def test_a_finding_names_the_line(name: str, words: str) -> None:
    text = (CASES / "mail-faults" / name).read_text(encoding="utf-8")
    (found,) = lint(text.encode(), name).findings
    assert words in text.splitlines()[found.line - 1]
