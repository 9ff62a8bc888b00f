"""Looking for the words of a cue first changes nothing but the time: what matches holds them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcss_publish.model import StatementRole
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.cues import ROLES, sentences
from pcss_publish.normalization.literals import folded, needed
from readers.describing import CASES

PATHS = [f"statements.{kind}{role}" for kind in ("", "weak.") for role in ROLES]
ENTRIES = [entry for path in PATHS for entry in lexicon.entries(path)]


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("paid for by", {"paid for by"}), ("(?:is|are) paid for", {" paid for"}), ("colou?rs", {"colo"}), ("takes? no money", {" no money"}),
        ("(?:funded|paid (?:for|out))(?: in part)?", {"funded", "paid "}), ("ab(?:plum)?", set()), ("(?:plum)+x", {"plum"}), ("plum|ab", set()),
        (r"\bfund\w+ing", {"fund"}), (r"[a\]|b]+plum", {"plum"}), (r"\x27plum", {"plum"}), ("plum{0,3}s", {"plu"}), ("Straße", {"strasse"}),
        ("(?=plum)", set()), (r"plum\.", {"plum"}), ("x*?plum", {"plum"}),
    ],
)  # fmt: skip
def test_the_literals_that_each_match_holds(pattern: str, literals: set[str]) -> None:
    assert needed(pattern) == literals


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(ENTRIES).flatmap(
        lambda entry: st.tuples(st.just(entry), st.from_regex(re.compile(entry, re.IGNORECASE)))
    )
)
def test_what_a_cue_matches_holds_its_literals(made: tuple[str, str]) -> None:
    entry, text = made
    assert not needed(entry) or any(one in folded(text) for one in needed(entry))


def articles() -> list[Path]:
    return sorted((CASES.parent / "articles").glob("*.txt")) + sorted(
        CASES.parent.glob("articles-tuning/*.txt")
    )


def test_the_cues_of_each_sentence_are_found_as_by_their_pattern() -> None:
    told: set[StatementRole] = set()
    for path in articles():
        for line in path.read_text(encoding="utf-8").splitlines():
            for one in sentences(line):
                for role, cue in zip(ROLES * 2, PATHS, strict=True):
                    holds = lexicon.pattern(cue).search(one.text) is not None
                    assert lexicon.found(cue, one.text, folded(one.text)) == holds
                    told |= {role} if holds else set()
    assert told == set(ROLES)
