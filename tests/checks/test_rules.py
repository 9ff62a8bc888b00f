"""Each rule finds what it is for, and nothing that only looks like it. The cases are files."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import making
from pcss_publish.checks import check
from pcss_publish.checks.structure import shortcodes

CASES = Path(__file__).parents[1] / "cases" / "rules"
RULES = {
    "amounts-absent": ("N002", making.with_statement),
    "duplicate-paragraph": ("C002", making.with_pair),
    "funder-misnamed": ("N001", making.with_statement),
    "insubstantial-comment": ("C004", making.with_comment),
    "order-word": ("C006", making.with_comment),
    "personal-contact": ("C009", making.with_comment),
    "self-identification": ("C015", making.with_comment),
    "shortcode": ("A012", making.with_answer),
    "spam-comment": ("C005", making.with_comment),
    "stale-time": ("D003", making.with_answer),
    "template-departure": ("N003", making.with_statement),
    "third-party-health": ("C003", making.with_comment),
}


def _cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, path, id=f"{rule}-{path.stem}")
        for rule in RULES
        for path in sorted((CASES / rule / kind).glob("*.txt"))
    ]


def _found(rule: str, path: Path) -> list[str]:
    code, build = RULES[rule]
    text = path.read_text(encoding="utf-8").rstrip("\n")
    return [found.message for found in check(build(text)) if found.code == code]


@pytest.mark.parametrize(("rule", "path"), _cases("positive"))
def test_rule_finds(rule: str, path: Path) -> None:
    assert _found(rule, path), path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("rule", "path"), _cases("negative"))
def test_rule_leaves_alone(rule: str, path: Path) -> None:
    assert not _found(rule, path)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", ["positive", "negative"])
def test_rule_has_cases(rule: str, kind: str) -> None:
    assert len(list((CASES / rule / kind).glob("*.txt"))) >= 3


@pytest.mark.parametrize(
    "run", ["[", "[a ", "[a b=", '[a b="', "[/", "<!-- wp:", "[gallery ids=1]", "[a b=c "]
)
def test_no_text_makes_the_look_for_shortcodes_slow(run: str) -> None:
    found = [*shortcodes(making.with_answer(run * (400_000 // len(run))))]
    assert len(found) == (run == "[gallery ids=1]")
