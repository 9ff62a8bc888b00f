"""The sample desk file: after it nothing blocks, and nothing withheld is left."""

from __future__ import annotations

import json
import re

import pytest

from pcss_publish.checks import check
from pcss_publish.desk import Decided, decide, load
from pcss_publish.model import Document
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from projects import SEED


@pytest.fixture(scope="module")
def seed() -> tuple[Document, Decided]:
    normal = normalize(read_bytes(SEED.read_bytes(), SEED.name, limit=10_000_000))
    desk = load(SEED.with_suffix(".desk.toml"))
    return normal.document, decide(normal.document, [*normal.findings, *check(normal.document)], desk)


def test_nothing_blocks(seed: tuple[Document, Decided]) -> None:
    assert seed[1].published.state == "release"
    assert seed[1].published.open == ()
    assert {found.severity for found in seed[1].findings} <= {"warn", "info"}


def test_every_decision_fits(seed: tuple[Document, Decided]) -> None:
    assert [found for found in seed[1].findings if found.code.startswith("K")] == []


def test_five_comments_oldest_first_three_withheld(seed: tuple[Document, Decided]) -> None:
    view = seed[1].published
    assert [comment.ordinal for comment in view.document.comments.items] == [8, 7, 6, 4, 3]
    assert (view.comments.declared, view.comments.printed, view.comments.withheld_count) == (8, 5, 3)
    assert {item.reason for item in view.comments.withheld} == {
        "duplicate", "insubstantial", "third-party-health",
    }  # fmt: skip


def test_missing_permissions_are_asked_for(seed: tuple[Document, Decided]) -> None:
    assert {"R001", "R002"} <= {found.code for found in seed[1].findings}


def test_no_bare_call_is_left_and_no_link_made_up(seed: tuple[Document, Decided]) -> None:
    text = seed[1].published.model_dump_json()
    assert "CLICK HERE" not in text
    assert set(re.findall(r"https?://[^\"]+", text)) == {"http://www.pcssmat.org"}


def test_nothing_withheld_is_left(seed: tuple[Document, Decided]) -> None:
    document, decided = seed
    view = decided.published
    text = json.dumps(view.model_dump(mode="json"), ensure_ascii=False)
    words = re.findall(r"\w+", " ".join(unit.text for unit in view.units()).casefold())
    printed = {tuple(words[at : at + 8]) for at in range(len(words))}
    shown = {comment.id for comment in view.document.comments.items}
    for comment in document.comments.items:
        if comment.id not in shown:
            assert comment.name is not None
            assert comment.stamp is not None
            assert not re.search(rf"\b{re.escape(comment.name.text)}\b", text)
            assert comment.stamp.raw not in text
            own = re.findall(r"\w+", comment.text.casefold())
            runs = {tuple(own[at : at + 8]) for at in range(len(own) - 7)}
            assert comment.ordinal == 2 or not runs & printed  # comment 2 stands under its older name


def test_statements_and_their_letters_stay(seed: tuple[Document, Decided]) -> None:
    document, decided = seed
    assert [s.text for s in decided.published.document.statements] == [s.text for s in document.statements]
