"""What a PDF shows, by structure element, as the layout engine really writes it."""

import re
from io import BytesIO
from unittest.mock import Mock

import pikepdf
import pytest

from pcss_publish.proof import Reading, UnreadableError
from pcss_publish.proof.compare import compare
from pcss_publish.proof.pdf_paint import Run
from pcss_publish.proof.pdf_spoken import joined
from pcss_publish.proof.pieces import GAP, LINE_END
from pcss_publish.proof.read_pdf import read
from proof.pages import TITLE, pdf, unit

LONG = (
    "The characterization of incomprehensibilities on a frozen 12-step pond "
    "is a multidisciplinary responsibility."
)
MANY = "café, cafe\u0301, Ünïcödé, Ελληνικά, кириллица, tiếng Việt"


def shown(found: Reading) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in found.pieces]


def agrees(text: str, markup: str, css: str = "") -> bool:
    """Whether the unit ``text``, set as ``markup``, is read back whole."""
    found = read(pdf(f"<p id='pcss-a1-1'>{markup}</p>", css))
    return compare([unit("a1-1", text)], TITLE, found).faults == []


def test_pieces_come_by_structure_element_whatever_the_order_of_painting() -> None:
    body = "<p id='pcss-a'>First</p><p id='pcss-b' style='position:relative;top:-3em'>Second</p><p>third</p>"
    assert shown(read(pdf(body))) == [("pcss-a", "First"), ("pcss-b", "Second"), ("", "third")]


@pytest.mark.parametrize(
    "css", ["p{hyphens:auto;width:30mm}", "article{columns:2}", "p{width:20mm;overflow-wrap:anywhere}"]
)
def test_a_broken_paragraph_is_read_whole(css: str) -> None:
    found = read(pdf(f"<p id='pcss-a1-1'>{LONG}</p>", css))
    assert found.pieces[0].text.count(LINE_END) > 2
    assert compare([unit("a1-1", LONG)], TITLE, found).faults == []
    assert compare([unit("a1-1", LONG.replace("12-step", "12step"))], TITLE, found).faults != []
    assert compare([unit("a1-1", LONG.replace(" is a", " is"))], TITLE, found).faults != []


def test_a_paragraph_over_two_pages_is_one_piece() -> None:
    text = " ".join([LONG] * 12)
    found = read(pdf(f"<p id='pcss-a1-1'>{text}</p>"))
    assert compare([unit("a1-1", text)], TITLE, found).faults == []


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("An efficient office offers fjords.", "An efficient <em>office</em> offers fjords."),
        ("H2O, x10 and done", "H<sub>2</sub>O, x<sup>10</sup> and <strong>done</strong>"),
        ("a\u00a0b \u2011 c\u00add", "a&nbsp;b \u2011 c&shy;d"),
        ("One\ntwo", "One<br/>two"),
        (MANY, MANY),
        ("ﬁne “quotes” ‘x’ – — … ½ ²", "ﬁne “quotes” ‘x’ – — … ½ ²"),
        ("A smile 🙂 here", "A smile 🙂 here"),
        ("Name דוד כהן, 2015 and שלום", "Name דוד כהן, 2015 and שלום"),
        ("من محمد إلى الجميع", "<span dir='rtl'>من محمد إلى الجميع</span>"),
        ("See www.example.org/a now", "See <a href='http://www.example.org/a'>www.example.org/a</a> now"),
    ],
)  # fmt: skip
def test_text_is_read_as_it_was_set(text: str, markup: str) -> None:
    assert agrees(text, markup)
    assert not agrees(text + " x", markup)
    assert not agrees(text[:-1], markup)


def test_a_space_between_two_elements_is_seen_by_its_gap() -> None:
    assert agrees("Deep Pond Weekly", "<span>Deep</span> <span>Pond</span> Weekly")
    assert not agrees("DeepPond Weekly", "<span>Deep</span> <span>Pond</span> Weekly")
    assert not agrees("Deep Pond Weekly", "<span>Deep</span><span>Pond</span> Weekly")


def test_small_capitals_keep_their_letters() -> None:
    assert agrees("Water froze early.", "Water froze early.", "p{font-variant-caps:small-caps}")


def test_a_line_that_the_page_cuts_off_is_hidden() -> None:
    found = read(
        pdf(
            "<div class='cut'><p id='pcss-a'>One<br/>two<br/>three</p></div>",
            ".cut{height:20pt;overflow:hidden}",
        )
    )
    assert found.pieces[0].hidden == "outside what the page shows"
    whole = read(
        pdf("<div class='cut'><p id='pcss-a'>One<br/>two<br/>three</p></div>", ".cut{overflow:hidden}")
    )
    assert whole.pieces[0].hidden == ""


def test_invisible_ink_is_hidden() -> None:
    found = pikepdf.open(BytesIO(pdf("<p id='pcss-a'>Text</p>")))
    contents = found.pages[0].Contents
    contents.write(contents.read_bytes().replace(b"BT", b"BT 3 Tr"))
    held = BytesIO()
    found.save(held)
    assert read(held.getvalue()).pieces[0].hidden == "text rendering mode 3"


def run(text: str, x: float, y: float, page: int = 0) -> Run:
    return Run(text, page, x, y, x + 10 * len(text), 10)


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (run("12-", 0, 50), run("step", 30, 50), "12-step"),
        (run("12-", 0, 50), run("step", 30, 54), "12-step"),
        (run("12-", 0, 50), run("step", 0, 38), f"12-{LINE_END}step"),
        (run("12-", 0, 50), run("step", 80, 50), f"12-{LINE_END}step"),
        (run("12-", 0, 50), run("step", 30, 50, page=1), f"12-{LINE_END}step"),
        (run("12", 0, 50), run("step", 23, 50), f"12{GAP}step"),
        (run("12 ", 0, 50), run("step", 33, 50), "12 step"),
    ],
)
def test_runs_are_joined_by_where_they_stand(before: Run, after: Run, text: str) -> None:
    assert joined([before, after]) == text


@pytest.mark.parametrize("css", ["p{margin-left:200mm}", "p{color:transparent}", "p{opacity:0}"])
def test_text_that_nobody_sees_is_hidden(css: str) -> None:
    assert read(pdf("<p id='pcss-a'>Text</p>", css)).pieces[0].hidden != ""


def test_text_in_a_transparency_group_is_read() -> None:
    assert shown(read(pdf("<p id='pcss-a'>Text</p>", "p{opacity:.5;transform:rotate(2deg)}"))) == [
        ("pcss-a", "Text")
    ]


def test_running_heads_stand_beside_the_flow() -> None:
    found = read(
        pdf(
            "<p id='pcss-a'>Text</p>",
            "@page{@top-left{content:'Pond Weekly'}@bottom-right{content:counter(page)}}",
        )
    )
    (head,) = [one for one in found.asides if one.printed]
    assert head.text.split(LINE_END) == ["Pond Weekly", "1"]
    assert shown(found) == [("pcss-a", "Text")]


def test_bookmarks_list_markers_and_alternative_texts() -> None:
    found = read(pdf("<h1 id='pcss-t'>Pond</h1><ol><li><p id='pcss-a'>First</p></li></ol>"))
    assert ("bookmark", "Pond") in {(one.where, one.text) for one in found.asides}
    assert [one.text.strip() for one in found.pieces if one.kind == "marker"] == ["1."]
    assert [one.text for one in found.pieces if one.id] == ["Pond", "First"]


def test_metadata_links_and_attachments_are_searched() -> None:
    found = read(
        pdf("<p id='pcss-a'><a href='https://example.org/x'>x</a></p>", model='{"name": "Somebody"}')
    )
    texts = " ".join(one.text for one in found.buried)
    assert "https://example.org/x" in texts
    assert '{"name": "Somebody"}' in texts


def test_actual_text_that_is_not_what_is_printed_is_told() -> None:
    found = pikepdf.open(BytesIO(pdf("<p id='pcss-a'>Text</p>")))
    contents = found.pages[0].Contents
    stream = re.sub(rb"/MCID 0", b"/MCID 0 /ActualText (Other)", contents.read_bytes())
    contents.write(stream)
    held = BytesIO()
    found.save(held)
    (piece,) = read(held.getvalue()).pieces
    assert (piece.text, piece.hidden) == ("Text", "replaced by another text")


def test_unmarked_content_is_found() -> None:
    found = pikepdf.open(BytesIO(pdf("<p id='pcss-a'>Text</p>")))
    contents = found.pages[0].Contents
    stream = contents.read_bytes()
    shows = re.search(rb"BT.*?ET", stream, re.DOTALL)
    assert shows
    contents.write(stream + b"\n" + shows[0])
    held = BytesIO()
    found.save(held)
    read_back = read(held.getvalue())
    assert [(one.where, one.text) for one in read_back.asides if one.printed] == [
        ("unmarked content of page 1", "Text")
    ]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 no"])
def test_a_broken_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(data)


def test_a_file_without_structure_is_unreadable() -> None:
    bare = pikepdf.new()
    bare.add_blank_page()
    held = BytesIO()
    bare.save(held)
    with pytest.raises(UnreadableError, match="structure"):
        read(held.getvalue())


def test_each_content_stream_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf("".join(f"<p id='pcss-a1-{n}' style='break-after:page'>Page {n}</p>" for n in range(100)))
    parsed = Mock(wraps=pikepdf.parse_content_stream)
    monkeypatch.setattr(pikepdf, "parse_content_stream", parsed)
    assert [one.text for one in read(data).pieces] == [f"Page {n}" for n in range(100)]
    assert parsed.call_count == 100


def test_title_and_authors_of_the_file_are_looked_at() -> None:
    asides = read(pdf("<p id='pcss-a'>Text</p>")).asides
    assert ("document information /Title", "T") in {(one.where, one.text) for one in asides}
