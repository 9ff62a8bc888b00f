"""The proof refuses a book whose markers are not where the pages of the PDF begin."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from epub import made
from mutants.harness import packed, unpacked
from pcss_publish.exporters.base import Product
from pcss_publish.proof import prove
from pcss_publish.proof.book_pages import faults
from pcss_publish.proof.pieces import Beginning
from pdf import sample

MARK = re.compile(r'<span epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label="2"></span>')
WITHIN = next(path for path in sample.ARTICLES if path.stem.startswith("11"))
"""An article whose second page begins within a paragraph."""


MUTANTS: dict[str, Callable[[str], str]] = {
    "one word late": lambda t: re.sub(rf"({MARK.pattern})(\S+ )", r"\2\1", t, count=1),
    "one word early": lambda t: re.sub(rf"(\S+ )({MARK.pattern})", r"\2\1", t, count=1),
    "in the next paragraph": lambda t: re.sub(
        rf'({MARK.pattern})(.*?<(?:p|h\d)[^>]* id="pcss-(?!h-)[^>]*>)', r"\2\1", t, count=1, flags=re.DOTALL
    ),
    "at the beginning of its paragraph": lambda t: re.sub(
        rf'(<p id="pcss-[^"]+">)((?:(?!<p ).)*?)({MARK.pattern})', r"\1\3\2", t, count=1, flags=re.DOTALL
    ),
    "gone": lambda t: MARK.sub("", t),
    "under another number": lambda t: t.replace('id="page-2" aria-label="2"', 'id="page-2" aria-label="9"'),
}


def told(products: dict[str, Product]) -> list[tuple[str, str]]:
    proof = prove(sample.article(WITHIN), products).read(".epub")
    assert proof
    return [(fault.kind, fault.id) for fault in proof.faults]


def whole() -> dict[str, Product]:
    return made.of(WITHIN)


def test_the_page_begins_within_a_paragraph_and_the_book_is_accepted() -> None:
    text = unpacked(whole()[".epub"].data)["EPUB/article.xhtml"].decode()
    assert re.search(rf"\w+ {MARK.pattern}\w+", text)
    assert told(whole()) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_marker_in_another_place_is_found(name: str) -> None:
    product = whole()[".epub"]
    entries = unpacked(product.data)
    before = entries["EPUB/article.xhtml"].decode()
    after = MUTANTS[name](before)
    assert after != before
    spoilt = replace(product, data=packed(entries | {"EPUB/article.xhtml": after.encode()}))
    assert ("page", "page 2") in told(whole() | {".epub": spoilt})


def test_a_book_without_markers_has_no_page_list_to_be_wrong() -> None:
    assert list(faults({}, {1: Beginning("pcss-a", "Words.")}, 1)) == []


@pytest.mark.parametrize(
    ("mark", "is_right"),
    [
        (Beginning("pcss-a", "twenty-one words", 10), True),
        (Beginning("pcss-a", "ty-one words", 6), True),
        (Beginning("pcss-a", "in twenty-one words", 2), False),
        (Beginning("pcss-a", "words", 5), False),
        (Beginning("pcss-b", "ty-one words", 6), False),
    ],
)
def test_a_marker_stands_at_the_words_or_before_the_one_that_the_page_breaks(
    mark: Beginning, is_right: bool
) -> None:
    there = {1: Beginning("pcss-a", "ty-one words")}
    assert [fault.id for fault in faults({1: mark}, there, 1)] == ([] if is_right else ["page 1"])
