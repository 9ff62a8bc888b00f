"""The shared articles: what an editor must be asked about is found, and nobody is alarmed without need."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish.checks import check
from pcss_publish.findings import Finding
from pcss_publish.model import Document
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from projects import SEED

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "cases" / "articles"
#: By article: what must be asked about comments (by ordinal as shown) and about the text, from ``must_ask``.
WANTED = {
    "01-flooded-hayfield": "C003:5 C006:7 C015:1 N002 D003 R004",
    "02-seven-questions-silver": "D006 A009:7 F001 N004",
    "03-drawer-of-leaflets": "R004 C016:4",
    "04-second-opinion-raw-diets": "C002:6 C005:4 C011:5",
    "05-frozen-vegetables": "A002 D001",
    "06-clause-clinic": "A009 D003",
    "07-marking-less": "C003:34 C009:38 C010:20 C004:13 C004:27 C004:37 C006:24 C006:40 C012:11 C012:19 D002",
    "08-rechtssprechstunde": "D003 R004",
    "09-sweating-doll": "C008:4 F001 F003",
    "10-cielo-de-marte": "A010 N004 F001",
    "11-sewer-knows": "D005 N002",
    "12-entrance-for-pianos": "D001 D006 R004 D003",
    "13-untranslatable-receipt": "A009",
}
#: Blocking findings of the checks, all of them: a false one costs an editor a decision.
BLOCKING = {
    "01-flooded-hayfield": "C003:5",
    "04-second-opinion-raw-diets": "C002:6",
    "07-marking-less": "C003:34",
}


def checked(path: Path) -> tuple[Document, tuple[Finding, ...]]:
    document = normalize(read_bytes(path.read_bytes(), path.name, limit=10_000_000)).document
    return document, check(document)


def labelled(document: Document, found: Finding) -> str:
    ordinals = {comment.id: comment.ordinal for comment in document.comments.items}
    return f"{found.code}:{ordinals[found.node]}" if found.node in ordinals else found.code


@pytest.mark.parametrize("name", WANTED)
def test_what_must_be_asked_is_asked(name: str) -> None:
    document, findings = checked(ARTICLES / f"{name}.txt")
    assert set(WANTED[name].split()) - {labelled(document, found) for found in findings} == set()


@pytest.mark.parametrize("name", WANTED)
def test_no_false_alarm_blocks(name: str) -> None:
    document, findings = checked(ARTICLES / f"{name}.txt")
    blocking = {labelled(document, found) for found in findings if found.blocking}
    assert blocking == set(BLOCKING.get(name, "").split())


@pytest.mark.parametrize("name", WANTED)
def test_lines_are_those_of_the_source(name: str) -> None:
    path = ARTICLES / f"{name}.txt"
    lines = path.read_bytes().decode("utf-8").split("\n")
    _, findings = checked(path)
    for found in findings:
        if not found.span:
            continue
        text = "\n".join(lines)[found.span.start : found.span.end].split("\n")[0].rstrip("\r")
        assert text in lines[found.line - 1]


def test_the_seed_asks_what_a_careful_editor_would() -> None:
    document, findings = checked(SEED)
    wanted = "F001 L001 L002 D002 D003 N001 N002 C003:1 C002:2 C006:3 C004:5 S004"
    assert {labelled(document, found) for found in findings} == set(wanted.split())
    assert len([found for found in findings if found.code == "L001"]) == 3
