"""What a page paints so that nobody sees it, and what lies about what it paints."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from pcss_publish.proof import Reading
from pcss_publish.proof.compare import compare
from pcss_publish.proof.read_pdf import read
from proof.pages import TITLE, pdf, unit

WORDS = "The pond froze."
BODY = f"<p id='pcss-a1-1'>{WORDS}</p><div class='after'></div>"
Change = Callable[[pikepdf.Pdf], None]


def hidden(css: str) -> str:
    (piece,) = (one for one in read(pdf(BODY, css)).pieces if one.id)
    assert piece.text == WORDS
    return piece.hidden


@pytest.mark.parametrize(
    ("css", "why"),
    [
        ("", ""),
        ("p{color:#fff}", "in the colour of its ground"),
        ("p{color:#123;background:#124}", "in the colour of its ground"),
        ("p{color:#fff;background:#123}", ""),
        ("p{color:#123;border:2pt solid #123}", ""),
        ("p{font-size:3pt}", "type of 3.0 pt"),
        ("p{color:rgba(0,0,0,0)}", "transparent"),
        (".after{position:relative;background:#eee;height:40pt;margin-top:-30pt}", "covered"),
        (".after{position:relative;background:#eee;height:40pt}", ""),
        (".after{position:relative;background:rgba(0,0,0,.1);height:40pt;margin-top:-30pt}", ""),
        ("p{position:relative;left:200mm}", "outside what the page shows"),
    ],
)
def test_what_nobody_sees(css: str, why: str) -> None:
    assert hidden(css) == why


def changed(change: Change, body: str = BODY) -> Reading:
    with pikepdf.open(BytesIO(pdf(body))) as found:
        change(found)
        held = BytesIO()
        found.save(held)
    return read(held.getvalue())


def around(before: bytes, after: bytes = b"") -> Change:
    def change(found: pikepdf.Pdf) -> None:
        contents = found.pages[0].Contents
        contents.write(before + contents.read_bytes() + after)

    return change


def cropped(found: pikepdf.Pdf) -> None:
    found.pages[0].CropBox = pikepdf.Array([0, 0, 50, 50])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (around(b"3 Tr "), "text rendering mode 3"),
        (around(b"7 Tr "), "text rendering mode 7"),
        (around(b"/OC /Off BDC ", b" EMC"), "on a layer that can be switched off"),
        (around(b"", b" q 0 g 0 0 900 900 re f Q"), "covered"),
        (around(b"", b" q 0 g 0 0 900 900 re n Q"), ""),
        (cropped, "outside what the page shows"),
    ],
)
def test_what_a_page_switches_off(change: Change, why: str) -> None:
    (piece,) = (one for one in changed(change).pieces if one.id)
    assert (piece.text, piece.hidden) == (WORDS, why)


def test_a_map_that_lies_about_a_glyph_is_not_believed() -> None:
    def lie(found: pikepdf.Pdf) -> None:
        for font in found.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                told = re.sub(rb"(?i)(<[0-9a-f]+> ?<)0070>", rb"\g<1>0071>", font.ToUnicode.read_bytes())
                assert told != font.ToUnicode.read_bytes()
                font.ToUnicode.write(told)

    assert [one.text for one in changed(lie).pieces if one.id] == [WORDS]


def test_a_glyph_without_a_meaning_outside_the_structure_is_not_taken_for_nothing() -> None:
    def forget(found: pikepdf.Pdf) -> None:
        contents = found.pages[0].Contents
        shows = re.search(rb"BT.*?ET", contents.read_bytes(), re.DOTALL)
        assert shows
        contents.write(contents.read_bytes() + b" /Artifact BMC " + shows[0] + b" EMC")
        for font in found.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                del font.ToUnicode

    faults = compare([], TITLE, changed(forget)).faults
    assert "artefacts of page 1" in {fault.id for fault in faults if fault.kind == "unknown"}


def test_a_note_on_a_page_is_told_and_a_link_is_not() -> None:
    def note(found: pikepdf.Pdf) -> None:
        kind, words = pikepdf.Name.FreeText, pikepdf.String("Buy")
        made = pikepdf.Dictionary(Subtype=kind, Rect=[0, 0, 9, 9], Contents=words)
        found.pages[0].Annots = pikepdf.Array([*found.pages[0].get("/Annots", []), made])

    body = "<p id='pcss-a1-1'><a href='https://example.org/x'>x</a></p>"
    assert [one for one in read(pdf(body)).asides if one.where == "annotation"] == []
    assert [one.text for one in changed(note, body).asides if one.where == "annotation"] == ["FreeText Buy"]


def test_where_links_lead_is_read_by_element() -> None:
    found = read(pdf("<p id='pcss-a1-1'>See <a href='https://example.org/x'>there</a>.</p>"))
    assert found.links == {"pcss-a1-1": ["https://example.org/x"], "": []}


def test_a_unit_on_an_earlier_page_than_the_one_before_it_is_out_of_order() -> None:
    def turn(found: pikepdf.Pdf) -> None:
        first = found.pages[0]
        del found.pages[0]
        found.pages.append(first)

    body = "<p id='pcss-a1-1' style='break-after:page'>One.</p><p id='pcss-a1-2'>Two.</p>"
    units = [unit("a1-1", "One."), unit("a1-2", "Two.")]
    assert compare(units, TITLE, read(pdf(body))).faults == []
    found = compare(units, TITLE, changed(turn, body)).faults
    assert [(fault.kind, fault.id) for fault in found] == [("order", "a1-2")]


def test_a_look_alike_has_to_come_from_a_text_in_the_same_font() -> None:
    body = "<p id='pcss-a1-1'>caf\u00e9</p><p id='pcss-a1-2'>{}</p>"
    units = [unit("a1-1", "cafe\u0301"), unit("a1-2", "Ren\u00e9e")]
    assert compare(units, TITLE, read(pdf(body.format("Ren\u00e9e")))).faults == []
    units[1] = unit("a1-2", "Renate")
    found = compare(units, TITLE, read(pdf(body.format("Renate")))).faults
    assert [(fault.kind, fault.id) for fault in found] == [("altered", "a1-1")]
