"""The PDF of an issue: numbers, links, bookmarks and heads agree with the pages, as pikepdf reads them."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from issues.sample import SUPPORT, data, faults, issue, made, project
from pcss_publish.compose.house import word
from pcss_publish.exporters import pdfgate
from pcss_publish.exporters.base import Job
from pcss_publish.exporters.pdf import export
from pcss_publish.model import Published, PublishedIssue
from pcss_publish.proof import read_pdf
from pcss_publish.proof.pieces import Piece, Reading


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_pdf.read(data("pdf", ".pdf"))


@pytest.fixture(scope="module")
def book() -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data("pdf", ".pdf")))


def numbers(book: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(book.pages, 1)}


def destinations(book: pikepdf.Pdf) -> dict[str, int]:
    """Pages by the names of places that links lead to."""
    pages, names = numbers(book), list(book.Root.Names.Dests.Names)
    return {str(key): pages[place[0].objgen] for key, place in zip(names[::2], names[1::2], strict=True)}


def pieces(reading: Reading, start: str) -> list[Piece]:
    return [piece for piece in reading.pieces if piece.id.startswith(start)]


def starts(reading: Reading) -> list[int]:
    """The page on which the title of each article stands, by the text on the page."""
    ids = [f"pcss-n{number}_title" for number in range(1, 5)]
    return [next(piece.page for piece in reading.pieces if piece.id == name) + 1 for name in ids]


def test_every_word_is_proved_and_the_gate_passed() -> None:
    assert faults(made("pdf").products) == []
    assert not pdfgate.faults(data("pdf", ".pdf"))


def test_contents_give_the_pages_on_which_articles_begin(reading: Reading) -> None:
    shown = [int(piece.text) for piece in pieces(reading, "pcss-h-page-number")]
    assert shown[:4] == starts(reading)
    (index,) = (piece.page + 1 for piece in reading.pieces if piece.id == "pcss-h-n0_funding-index")
    assert shown[4:] == [index]
    assert {piece.page for piece in pieces(reading, "pcss-h-page-number")} == {1}


def test_contents_name_title_authors_and_first_words(reading: Reading) -> None:
    shown = [piece.text for piece in pieces(reading, "pcss-h-contents-entry")]
    assert shown == [one.title for one in issue().published.articles]
    names = [piece.text for piece in pieces(reading, "pcss-h-contents-names")]
    assert names[1:3] == ["The Gardener", "The Gardener"]
    assert [piece.text for piece in pieces(reading, "pcss-h-department")] == ["Ask the gardener", "Letters"]


def test_each_page_bears_its_number_and_the_head_of_its_article(reading: Reading) -> None:
    margins = {aside.where: aside.text for aside in reading.asides if "artefacts" in aside.where}
    first = starts(reading)
    titles = [one.title for one in issue().published.articles]
    for number in range(2, len(reading.pages) + 1):
        text = margins[f"artefacts of page {number}"]
        assert str(number) in text
        assert "Volume 3, Number 2 · December 2031" in text
        of = sum(start <= number for start in first)
        for place, title in enumerate(titles, 1):
            follows = place == of and number != first[of - 1] and len(titles) >= of
            last = number > starts(reading)[-1] and "Funding index" in reading.pages[number - 1]
            assert (title in text) == (follows and not last)


def test_links_lead_to_the_titles(book: pikepdf.Pdf, reading: Reading) -> None:
    found = destinations(book)
    contents = [note for note in book.pages[1].Annots if "/Dest" in note]
    targets = [str(note.Dest) for note in contents]
    assert targets[::2] == targets[1::2]  # the number and the title
    assert [found[name] for name in targets[:8:2]] == starts(reading)
    assert str(contents[1].Contents) == issue().published.articles[0].title


def page_of(item: pikepdf.OutlineItem, pages: dict[tuple[int, int], int]) -> int:
    assert isinstance(item.destination, pikepdf.Array)
    return pages[item.destination[0].objgen]


def test_bookmarks_lead_to_the_articles_and_their_parts(book: pikepdf.Pdf, reading: Reading) -> None:
    pages = numbers(book)
    with book.open_outline() as outline:
        tops = [(str(item.title), page_of(item, pages)) for item in outline.root]
        below = [len(item.children) for item in outline.root]
    titles = [one.title for one in issue().published.articles]
    assert [page for _, page in tops[2:6]] == starts(reading)
    assert all(title in shown for title, (shown, _) in zip(titles, tops[2:6], strict=True))
    assert [shown for shown, _ in (*tops[:2], *tops[6:])] == [
        "Fields and frozen food", "Contents", "Funding index", "About this issue",
    ]  # fmt: skip
    assert all(below[2:6])


def test_the_index_names_every_award_and_the_page_of_its_statement(reading: Reading) -> None:
    awards = [piece.text for piece in pieces(reading, "pcss-h-n0_grant-award")]
    articles = [piece.text for piece in pieces(reading, "pcss-h-n0_grant-article")]
    shown = [int(piece.text) for piece in pieces(reading, "pcss-h-n0_grant-page")]
    assert sorted(awards) == sorted(
        award.id for one in issue().published.articles for award in one.document.awards if award.id
    )
    rows = list(zip(awards, articles, shown, strict=True))
    assert [row for row in rows if row[0] == "TEST-0001"] == [
        ("TEST-0001", "Is It Late?", starts(reading)[1]), ("TEST-0001", "Is It Early?", starts(reading)[2]),
    ]  # fmt: skip
    for award, _, page in rows:
        assert award in " ".join(reading.pages[page - 1].split())


def test_cover_and_colophon_show_what_the_file_says(reading: Reading) -> None:
    assert all(text in reading.pages[0] for text in ("The Test Quarterly", "Fields and frozen food"))
    end = reading.pages[-1]
    assert all(
        text in end for text in ("ISSN 1234-5679", "Editor", "A. Tester", "B. Example", "Test Society")
    )


def test_an_article_is_set_as_it_is_alone(reading: Reading) -> None:
    """Word for word in the same lines: composition and copyfit are those of the single article."""
    marked = dict(issue().published.numbered())[1]
    article = issue().articles[0]
    alone = read_pdf.read(
        export(Job(marked, project().theme, project().config, article.pictures)).products[".pdf"].data
    )
    start, count = starts(reading)[0], len(alone.pages)
    assert starts(reading)[1] == start + count
    lines = {piece.id.replace("pcss-n1_", "pcss-"): piece.text for piece in pieces(reading, "pcss-n1_")}
    theirs = {piece.id: piece.text for piece in alone.pieces if piece.id in lines}
    assert len(lines) > 20
    assert lines == theirs


def test_a_language_of_its_own_is_marked(book: pikepdf.Pdf) -> None:
    languages = [str(node.Lang) for node in kinds(book.Root.StructTreeRoot, "/Art")]
    assert languages == ["en", "en", "en", "de"]
    tree = book.Root.StructTreeRoot
    items = [str(node.Lang) for kind in ("/LI", "/TOCI") for node in kinds(tree, kind) if "/Lang" in node]
    assert items == ["de", "de"]  # on the cover and in the contents


def kinds(node: Any, kind: str) -> list[Any]:
    found = [node] if node.get("/S") == kind else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += kinds(kid, kind)
    return found


def test_the_issue_is_attached_as_data(reading: Reading) -> None:
    ((name, held),) = reading.attached
    assert name == "issue.json"
    assert PublishedIssue.model_validate_json(held) == issue().published
    assert Published.model_validate(json.loads(held)["articles"][1]).title == "Is It Late?"


def test_a_proof_is_marked_on_every_page_and_a_release_on_none(reading: Reading) -> None:
    mark = word("en", "proof", n=issue().published.queries)
    assert issue().published.state == "proof"  # by one of its articles; the others are marked too
    assert {one.state for one in issue().published.articles} == {"proof", "release"}
    assert all(mark in page for page in reading.pages)


def test_the_same_bytes_each_time() -> None:
    from pcss_publish.builder.export import export_article

    assert export_article(issue(), project(), "pdf").products[".pdf"].data == data("pdf", ".pdf")


def test_statements_stand_whole(reading: Reading) -> None:
    shown = [" ".join(piece.text.replace("\u2028", " ").split()) for piece in reading.pieces]
    assert shown.count(SUPPORT) == 2


def test_contents_are_a_table_of_contents(book: pikepdf.Pdf) -> None:
    entries = kinds(book.Root.StructTreeRoot, "/TOCI")
    assert len(entries) == len(issue().published.articles) + 1  # and the funding index
    assert all(str(entry.P.S) == "/TOC" for entry in entries)
    assert all(len(kinds(entry, "/Link")) == 2 for entry in entries)  # the number and the title
