"""Numbers and letters of lists are those of the article."""

import pytest

from pcss_publish.proof import Piece, read
from pcss_publish.proof.compare import compare
from pcss_publish.proof.flat import compare as compare_flat
from pcss_publish.proof.markers import faults, ordinal
from proof.pages import TITLE, epub, page, pdf, piece, unit

UNITS = [unit("a1-1-i1-1", "Wait."), unit("a1-1-i2-1", "Look.")]
LABELS = {"a1-1-i1-1": ["c"], "a1-1-i2-1": ["d"]}
PLAIN = {"a1-1-i1-1": [""], "a1-1-i2-1": [""]}
ITEMS = ("<p id='pcss-a1-1-i1-1'>Wait.</p>", "<p id='pcss-a1-1-i2-1'>Look.</p>")


def found(suffix: str, data: bytes, labels: dict[str, list[str]] = LABELS) -> list[tuple[str, str, str, str]]:
    faults = compare(UNITS, TITLE, read(suffix, data), markers=labels).faults
    return [(fault.kind, fault.id, fault.expected, fault.found) for fault in faults]


def ol(attributes: str = "", first: str = "", second: str = "") -> str:
    return f"<ol {attributes}><li {first}>{ITEMS[0]}</li><li {second}>{ITEMS[1]}</li></ol>"


WRONG = [("marker", "a1-1-i1-1", "c", "1"), ("marker", "a1-1-i2-1", "d", "2")]
STYLE = "<style>li::before{content:attr(data-marker) '.'}</style>"
LETTERS = ("", "data-marker='c'", "data-marker='d'")


@pytest.mark.parametrize(
    ("body", "head", "faulty"),
    [
        (ol("type='a' start='3'"), "", False),
        (ol("type='a'", "value='3'"), "", False),
        (ol(*LETTERS), STYLE, False),
        (ol(*LETTERS), "", True),
        (ol(), "", True),
    ],
)
def test_html(body: str, head: str, faulty: bool) -> None:
    assert found(".html", page(body, head)) == (WRONG if faulty else [])


def test_epub() -> None:
    css = "li::before{content:attr(data-marker)}"
    assert found(".epub", epub(ol(*LETTERS), css=css)) == []
    assert found(".epub", epub(ol(*LETTERS))) == WRONG


def test_pdf() -> None:
    told = [(kind, name, label, f"{shown}.") for kind, name, label, shown in WRONG]
    assert found(".pdf", pdf(ol(), "ol{list-style-type:lower-alpha;counter-reset:list-item 2}")) == []
    assert found(".pdf", pdf(ol())) == told
    assert [one[3] for one in found(".pdf", pdf(ol(), "ol{list-style:none}"))] == ["", ""]


def test_text() -> None:
    def flat(text: str) -> list[tuple[str, str]]:
        return [(f.kind, f.id) for f in compare_flat(UNITS, (), text, markers=LABELS).faults]

    assert flat("(c) Wait.\n(d) Look.\n") == []
    assert flat("(c) Wait.\n(e) Look.\n") == [("altered", "a1-1-i2-1-marker"), ("unknown", "text")]
    assert flat("- Wait.\n- Look.\n")[0] == ("altered", "a1-1-i1-1-marker")


def test_any_number_does_where_the_article_gives_none() -> None:
    assert found(".html", page(ol()), PLAIN) == []
    assert found(".pdf", pdf(ol("style='list-style:none'")), PLAIN) == []


def test_nested_items_have_both_markers() -> None:
    pieces = [Piece("", "2.", "marker"), Piece("", "(b)", "marker"), piece("x", "Text")]
    assert faults({"x": ["2", "b"]}, pieces, drawn=True) == []
    assert [f.found for f in faults({"x": ["2", "c"]}, pieces, drawn=True)] == ["2. (b)"]
    assert [f.found for f in faults({"x": ["2"]}, pieces, drawn=True)] == ["2. (b)"]


def test_a_marker_where_the_article_has_none() -> None:
    pieces = [Piece("", "7.", "marker"), piece("x", "Text"), Piece("", "•", "marker"), piece("y", "Text")]
    assert [(f.id, f.found) for f in faults({}, pieces, drawn=True)] == [("x", "7.")]
    assert faults({}, pieces, drawn=False) == []


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [(3, "", "3"), (3, "a", "c"), (3, "A", "C"), (4, "i", "iv"), (1994, "I", "MCMXCIV"), (27, "a", "27")],
)
def test_ordinals(number: int, style: str, shown: str) -> None:
    assert ordinal(number, style) == shown
