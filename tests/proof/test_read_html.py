"""What an HTML page shows, carries and hides."""

import pytest

from pcss_publish.proof import Aside, Piece
from pcss_publish.proof.read_html import read
from proof.pages import page


def pieces(body: str) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in read(page(body)).pieces]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p id=pcss-a>One <em>two</em>\nthree</p>", [("pcss-a", "One two three")]),
        ("<p id=pcss-a>One<br>two<br/>three</p>", [("pcss-a", "One\ntwo\nthree")]),
        (
            "<p id=pcss-a>a&nbsp;b &amp; &lt;i&gt; \u00ad&#x1F600;</p>",
            [("pcss-a", "a\u00a0b & <i> \u00ad😀")],
        ),
        ("<p id=pcss-a>two  spaces </p>", [("pcss-a", "two  spaces ")]),
        ("<div id=pcss-a><p id=pcss-b>in</p>out</div>", [("pcss-a", "out"), ("pcss-b", "in")]),
        ("<p id=pcss-a></p>", [("pcss-a", "")]),
        ("<p>loose <b>text</b> here</p><p>more</p>", [("", "loose text here"), ("", "more")]),
        ("before<p id=pcss-a>x</p>after", [("", "before"), ("pcss-a", "x"), ("", "after")]),
        ("<p id=other>x</p>", [("", "x")]),
        ("<script>x</script><style>p{}</style><template>y</template> ", []),
    ],
)
def test_pieces(body: str, shown: list[tuple[str, str]]) -> None:
    assert pieces(body) == shown


@pytest.mark.parametrize(
    ("attribute", "why"),
    [
        ("hidden", "hidden"),
        ("style='color:red; display : none'", "display: none"),
        ("style='visibility:hidden'", "visibility: hidden"),
        ("style='opacity:0'", "opacity: 0"),
        ("style='opacity:0.5'", ""),
        ("style='font-size:0'", "font-size: 0"),
        ("style='font-size:0.9em'", ""),
        ("class=hidden", ""),
    ],
)
def test_hidden_text_is_told_apart(attribute: str, why: str) -> None:
    assert read(page(f"<div {attribute}><p id=pcss-a>x</p></div>")).pieces == (
        Piece("pcss-a", "x", hidden=why),
    )


def test_texts_beside_the_flow() -> None:
    head = "<style>li::before{content: '» '}</style>"
    found = read(page("<img src=x.png alt='A pond'><a title='Go' aria-label='There' href=/x>x</a>", head))
    assert set(found.asides) == {
        Aside("title", "T"), Aside("img alt", "A pond", spoken=True), Aside("a title", "Go"),
        Aside("a aria-label", "There"), Aside("style sheet", "» ", printed=True),
    }  # fmt: skip


def test_what_a_page_only_carries() -> None:
    found = read(page("<!-- a note --><a href='https://example.org/b' class=c data-by='d'>x</a>"))
    assert {(one.where, one.text) for one in found.buried} == {
        ("comment", " a note "), ("address", "https example org b"), ("a data-by", "d"),
    }  # fmt: skip
