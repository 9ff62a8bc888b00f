"""What an EPUB shows, in the order of its spine."""

import pytest

from pcss_publish.proof import Aside, UnreadableError
from pcss_publish.proof.read_epub import read
from proof.pages import epub


def test_pieces_come_in_the_order_of_the_spine() -> None:
    found = read(epub("<p id='pcss-a'>One<br/>two</p>", "<p id='pcss-b'>Three</p><p>loose</p>"))
    assert [(one.id, one.text) for one in found.pieces] == [
        ("pcss-a", "One\ntwo"), ("pcss-b", "Three"), ("", "loose"),
    ]  # fmt: skip


def test_contents_and_style_sheets_stand_beside_the_flow() -> None:
    nav = "<nav><ol><li><a href='c0.xhtml'>Chapter <em>one</em></a></li></ol></nav>"
    found = read(epub("<p id='pcss-a'>x</p>", nav=nav, css='p::after{content:"Buy"} q{content:none}'))
    assert Aside("OPS/nav.xhtml", "Chapter one") in found.asides
    assert Aside("style sheet", "Buy", printed=True) in found.asides


def test_text_in_a_drawing_is_shown_and_its_style_rules_are_not() -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'><style>.a{fill:red}</style><text>Buy</text></svg>"
    found = read(epub("<p id='pcss-a'>x</p>", drawing=drawing))
    assert [one.text for one in found.asides if one.where == "OPS/d.svg"] == ["Buy"]
    assert any(".a{fill:red}" in one.text for one in found.buried)


def test_metadata_are_searched() -> None:
    found = read(epub("<p id='pcss-a'>x<!-- y --></p>", metadata="<dc:creator>Somebody</dc:creator>"))
    assert {"Somebody", " y "} <= {one.text for one in found.buried}
    assert Aside("OPS/p.opf creator", "Somebody") in found.asides


@pytest.mark.parametrize("data", [b"", b"PK no zip", epub("<p>open"), epub("a &nbsp; b")])
def test_a_broken_book_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(data)
