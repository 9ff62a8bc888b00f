"""Every case is a whole file of one format; beside it stands what a person reads in it (``.expect.txt``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish.model import Document
from pcss_publish.model.ledger import faults, joined
from projects import SEED
from readers.describing import CASES, described, read

#: A folder is the parts of a packed file.
KINDS = {".html", ".mhtml", ".md", ".xml", ".docx", ".odt", ".rtf"}
FILES = sorted(path for path in CASES.glob("*/*") if path.suffix in KINDS)
READ = [path for path in FILES if path.parent.name != "same"]
SAME = [path for path in FILES if path.parent.name == "same"]


# An export has the times of the database: 2015-12-15 09:00:00.
OWN_DATES = {"seed-wxr.xml"}


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", READ, ids=named)
def test_a_file_is_read_as_a_person_reads_it(path: Path) -> None:
    assert described(path) == path.with_name(f"{path.name}.expect.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SAME, ids=named)
def test_the_same_article_in_another_form_has_the_same_content(path: Path) -> None:
    assert len(SAME) >= 9
    assert told(read(path).document, path) == told(read(SEED).document, path)


def told(document: Document, path: Path) -> list[tuple[str, str]]:
    """The content; dates by what they mean if the form writes them in its own way and no other."""
    if path.name not in OWN_DATES:
        return list(document.content())
    dates = [one.value for one in document.dates]
    stamps = [one.stamp.value for one in document.comments.items if one.stamp]
    values = {"date": iter(dates), "comment-stamp": iter(stamps)}
    return [(role, next(values[role]) if role in values else text) for role, text in document.content()]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_the_ledger_holds_the_text_once_and_says_where_it_came_from(path: Path) -> None:
    ledger = read(path).document.ledger
    assert faults(ledger, joined(ledger)) == []
    shown = [part for part in ledger if part.kind != "whitespace"]
    places = [part.place for part in shown if part.place]
    assert len(places) == len(shown)
    # Of a word processor's file, a line is a paragraph.
    lines = 1_000 if path.parent.name == "office" or path.is_dir() else path.read_bytes().count(b"\n") + 1
    assert all(place.path.startswith("/") and 1 <= place.line <= lines for place in places)
