"""What style takes away from readers, inline, in a page, and in the style sheets of a book."""

import pytest

from pcss_publish.proof.pieces import LANDMARKS
from pcss_publish.proof.read_epub import read as read_book
from pcss_publish.proof.read_html import read
from proof.pages import epub, page

UNIT = "<p id=pcss-a class=c>x</p>"


def why(markup: str, head: str = "") -> str:
    (piece,) = (one for one in read(page(markup, head)).pieces if one.id)
    return piece.hidden


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        ("color:#123", ""),
        ("color:#fff", "no contrast"),
        ("color:#fff;background:#123", ""),
        ("color:#123;background-color:#112233", "no contrast"),
        ("color:transparent", "color: transparent"),
        ("font-size:11px", ""),
        ("font-size:1px", "font-size: 1px"),
        ("text-transform:uppercase", "text-transform: uppercase"),
        ("text-transform:none", ""),
        ("text-indent:-9999px", "text-indent: -9999px"),
        ("text-indent:-1em", ""),
        ("position:absolute;left:-9999px", "left: -9999px"),
        ("transform:scale(0)", "transform: scale(0)"),
        ("clip-path:inset(50%)", "clip-path: inset(50%)"),
        ("max-height:0;overflow:hidden", "max-height: 0"),
        ("max-height:0", ""),
        ("mso-hide:all", "mso-hide: all"),
        ("opacity:.9", ""),
        ("opacity:.01", "opacity: .01"),
    ],
)
def test_inline_style(style: str, reason: str) -> None:
    assert why(UNIT.replace("class=c", f"style='{style}'")) == reason
    if "color" not in style:
        assert why(f"<div style='{style}'>{UNIT}</div>") == reason


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (".c{display:none}", "display: none"),
        ("@media (max-width:40em){div p.c{display:none!important}}", "display: none"),
        ("@media print{@supports (color:red){#pcss-a{visibility:hidden}}}", "visibility: hidden"),
        ("@media (prefers-color-scheme:dark){.c{color:#000;background-color:#010101}}", "no contrast"),
        (".c{color:#fff}", "no contrast"),
        ("div{background:#123} .c{color:#fff}", ""),
        ("div{background:#111} .c{color:inherit}", "no contrast"),
        ("div{background:url(x.png)} .c{color:#fff}", ""),
        (".c{color:#fff} p.c{color:#000}", ""),
        (".c{color:#000} div .c{color:#fff} ", "no contrast"),
        ("@media (prefers-color-scheme:dark){.c{color:#fff}}", "no contrast"),
        ("@media (prefers-color-scheme:dark){.c{color:#fff} div{background:#000}}", ""),
        ("@media print{.c{color:#fff}} @media screen{div{background:#000}}", "no contrast"),
        (".d,h1{display:none}", ""),
        (".c::before{display:none}", ""),
        (".c{color:#123}", ""),
        (".c:nonsense{display:none} .c{font-size:0}", "font-size: 0"),
    ],
)
def test_style_sheets_count_in_every_medium(sheet: str, reason: str) -> None:
    assert why(f"<div>{UNIT}</div>", f"<style>{sheet}</style>") == reason
    body = "<div><p id='pcss-a' class='c'>x</p></div>"
    (piece,) = (one for one in read_book(epub(body, css=sheet)).pieces if one.id)
    assert piece.hidden == reason


def test_an_important_rule_wins_over_an_inline_style() -> None:
    markup = UNIT.replace("class=c", "class=c style='color:#123'")
    assert why(markup, "<style>.c{color:#fff}</style>") == ""
    assert why(markup, "<style>.c{color:#fff!important}</style>") == "no contrast"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<details><summary>s</summary>{}</details>", "closed"),
        ("<details open><summary>s</summary>{}</details>", ""),
        ("<details><summary>{}</summary></details>", ""),
        ("<nav hidden>{}</nav>", LANDMARKS),
        ("<div hidden>{}</div>", "hidden"),
    ],
)
def test_elements_that_hide(markup: str, reason: str) -> None:
    assert why(markup.replace("{}", "<span id=pcss-a>x</span>")) == reason


def test_words_for_one_program_and_in_fields_are_told() -> None:
    found = read(
        page("<!--[if mso]><style>p{}</style><p>Buy</p><![endif]--><input value=Now><!-- a note -->")
    )
    printed = {(one.where, one.text) for one in found.asides if one.printed}
    assert printed == {("words for one program", "Buy"), ("field", "Now")}


def test_where_links_lead_is_read_by_element() -> None:
    markup = "<p id=pcss-a><a href='https://example.org/x'>x</a> <a href='#y'>y</a></p>"
    assert read(page(markup)).links == {"pcss-a": ["https://example.org/x"]}
    assert read_book(epub(markup.replace("=pcss-a", "='pcss-a'"))).links == {
        "pcss-a": ["https://example.org/x"]
    }
