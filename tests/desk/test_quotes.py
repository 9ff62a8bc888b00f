"""Pull quotes stand in the article to the character, or block."""

from __future__ import annotations

import pytest

from pcss_publish.compose.page import compose
from pcss_publish.config import Config
from pcss_publish.desk import Decided, decide, parse
from pcss_publish.model import element_id
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from pcss_publish.theme import load

SOURCE = """Do beans need stakes?

By Mara Quill

May 4, 2019

Q: Do beans need stakes?

A: Pole beans do. Dwarf beans stand by themselves - and are tied to nothing.

String is better than wire.

This column was supported by the Fictional Water Fund (grant TEST-0001).
"""
FITS = ("a1-1", "Dwarf beans stand by themselves - and are tied to nothing.")


def decided(*quotes: tuple[str, str], more: str = "") -> Decided:
    read = normalize(read_bytes(SOURCE.encode(), "beans.txt", limit=10_000))
    tables = [
        f"[[quote]]\nunit = '{unit}'\ntext = '{text}'\nreason = 'r'\nby = 'b'\n" for unit, text in quotes
    ]
    head = f'source = "sha256:{read.document.sources[0].sha256}"\n'
    return decide(read.document, (), parse(head + more + "".join(tables), "beans.desk.toml"))


def test_words_of_a_paragraph_are_shown_above_it() -> None:
    published = decided(FITS, ("a1-2", "String is better")).published
    assert [(one.unit, one.text) for one in published.pull_quotes] == [FITS, ("a1-2", "String is better")]
    page = compose(published, load("magazine"), Config())
    quote, unit = page.markup.index(FITS[1]), page.markup.index(f'id="{element_id("a1-1")}"')
    assert quote < unit
    assert page.markup.count(FITS[1]) == 2
    assert [one.text for one in page.house if one.id.startswith("pull-quote")] == [
        FITS[1],
        "String is better",
    ]


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("a1-1", "Dwarf beans stand by themselves – and are tied to nothing."),
        ("a1-1", "dwarf beans"),
        ("a1-2", FITS[1]),
        ("st1-1", "supported by the Fictional Water Fund"),
        ("q1-1", "Do beans need stakes?"),
        ("a9-1", "Pole beans do."),
    ],
)
def test_other_words_block(unit: str, text: str) -> None:
    found = decided((unit, text))
    assert found.published.pull_quotes == ()
    assert [one.code for one in found.findings if one.blocking] == ["K001"]
    assert found.published.state == "proof"


def test_a_paragraph_has_one_quote() -> None:
    found = decided(FITS, ("a1-1", "Pole beans do."))
    assert [one.text for one in found.published.pull_quotes] == [FITS[1]]
    assert [(one.code, one.line) for one in found.findings if one.blocking] == [("K001", 7)]


def test_what_an_edit_changed_is_quoted_as_it_is_printed() -> None:
    edit = "[[edit]]\nunit = 'a1-2'\nfind = 'wire'\nreplace = 'cord'\nreason = 'r'\nby = 'b'\n"
    assert decided(("a1-2", "better than wire"), more=edit).published.pull_quotes == ()
    assert decided(("a1-2", "better than cord"), more=edit).published.pull_quotes
