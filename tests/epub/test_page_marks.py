"""Where page-break markers stand, of pages that begin where one likes; cases in tests/cases/pages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pcss_publish.compose.contents import Chapter, Entry
from pcss_publish.compose.page_marks import marked, play_order
from pcss_publish.engines.starts import Start, compact

FILE = Path(__file__).parents[1] / "cases" / "pages" / "marks.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
MARK = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-{0}" aria-label="{0}"></span>'


def chapter(body: str, name: str = "a") -> Chapter:
    return Chapter(name, f"{name}.xhtml", f"<body>{body}</body>".encode())


def drawn(made: Chapter) -> str:
    """The body, with § for each marker."""
    text = made.data.decode().removeprefix("<body>").removesuffix("</body>")
    for number in range(9):
        text = text.replace(MARK.format(number), "§")
    return text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_a_marker_stands_before_the_word_with_which_its_page_begins(case: dict[str, str]) -> None:
    before, _, rest = case["print"].partition("¦")
    body = case["marked"].replace("§", "")
    start = Start(f"pcss-{case['id']}", len(compact(before)))
    made = marked([chapter(body)], [(start,)])
    assert drawn(made.chapters[0]) == case["marked"]
    assert [page.href for page in made.pages] == ["a.xhtml#page-1"]
    root = ET.fromstring(f"<x xmlns:epub='e'>{made.chapters[0].data.decode()}</x>")
    whole = next(e for e in root.iter() if e.get("id") == start.id)
    assert compact("".join(whole.itertext())).startswith(compact(before + rest))


def test_a_page_without_a_text_of_the_book_is_marked_where_the_next_begins() -> None:
    body = '<p id="pcss-a">One.</p><p id="pcss-b">Two.</p>'
    pages = [(Start("pcss-a", 0),), (), (Start("pcss-h-list", 0, "No.7"),), (Start("pcss-b", 0),), ()]
    made = marked([chapter(body)], pages)
    assert drawn(made.chapters[0]) == '<p id="pcss-a">§One.</p><p id="pcss-b">§§§Two.</p>§'
    assert [page.label for page in made.pages] == ["1", "2", "3", "4", "5"]
    assert made.chapters[0].data.decode().index("page-2") < made.chapters[0].data.decode().index("page-4")


def test_a_house_text_is_taken_for_a_page_if_it_has_the_same_words_between_the_pages_around_it() -> None:
    body = '<h2 id="pcss-h-end">The end</h2><p id="pcss-a">One.</p><h2 id="pcss-h-talk">Letters</h2><p id="pcss-b">Two.</p>'
    first = (Start("pcss-a", 0),)
    for house, place in (
        (Start("pcss-h-talk", 0, "Letters"), '§<h2 id="pcss-h-talk">'),
        (Start("pcss-h-talk", 0, "Comments"), '<p id="pcss-b">§'),
        (Start("pcss-h-end", 0, "Theend"), '<p id="pcss-b">§'),  # stands before the page before
    ):
        made = marked([chapter(body)], [first, (house, Start("pcss-b", 0))])
        assert place in drawn(made.chapters[0])
        assert drawn(made.chapters[0]).count("§") == 2


def test_the_cover_and_the_lists_of_the_contents_hold_no_marker() -> None:
    cover = chapter('<p id="pcss-h-proof">Proof</p>', "cover")
    nav = chapter(
        '<nav><h1 id="pcss-h-contents">Contents</h1><ol><li><a href="x"><span id="pcss-h-entry">One</span></a></li></ol></nav>',
        "nav",
    )
    text = chapter('<p id="pcss-a">One</p>')
    pages = [
        (Start("pcss-h-proof", 0, "Proof"), Start("pcss-h-contents", 0, "Contents")),
        (Start("pcss-h-entry", 0, "One"), Start("pcss-a", 0)),
    ]  # fmt: skip
    made = marked([cover, nav, text], pages)
    assert [page.href for page in made.pages] == ["nav.xhtml#page-1", "a.xhtml#page-2"]
    assert drawn(made.chapters[1]).startswith("§<nav>")
    assert made.chapters[0] == cover


def test_contents_and_pages_are_numbered_as_they_are_read() -> None:
    body = '<h1 id="pcss-t">T</h1><p id="pcss-a">One two.</p><h2 id="pcss-b">Two</h2>'
    text, more = chapter(body), chapter('<p id="pcss-c">Three</p>', "b")
    made = marked([text, more], [(Start("pcss-t", 0),), (Start("pcss-a", 3),), (Start("pcss-c", 0),)])
    entries = (
        Entry("a.xhtml", "T", "repeat", children=(Entry("a.xhtml#pcss-b", "Two", "repeat"),)),
        Entry("b.xhtml", "Three", "repeat"),
    )
    placed = play_order(made.chapters, entries, made.pages)
    orders = {one.href: one.order for top in placed.entries for one in top.every()}
    orders |= {page.href: page.order for page in placed.pages}
    assert sorted(orders, key=orders.__getitem__) == [
        "a.xhtml", "a.xhtml#page-1", "a.xhtml#page-2", "a.xhtml#pcss-b", "b.xhtml", "b.xhtml#page-3",
    ]  # fmt: skip
    assert sorted(orders.values()) == [1, 2, 3, 4, 5, 6]
