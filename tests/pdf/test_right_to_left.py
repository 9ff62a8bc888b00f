"""Articles in languages that are written from right to left."""

from __future__ import annotations

from pcss_publish.model import HouseText
from pcss_publish.proof.allowed import Allowed
from pcss_publish.proof.pieces import Aside
from pdf.positions import Shown, read
from pdf.sample import CASES, pdf, printed

LEFT, RIGHT = 50.0, 562.0  # points, of the text on a page
TITLE = "האם שעועית (גם) צריכה תומכים?"


def lines(unit: str) -> list[Shown]:
    return [one for one in read(pdf(printed(CASES / "pages" / "right-to-left.md"))) if one.unit == unit]


def test_lines_begin_at_the_right() -> None:
    assert min(one.x for one in lines("title")) > LEFT + 36
    ragged = [one.x for one in lines("a1-1")]
    assert len({round(x) for x in ragged}) > 1
    assert max(ragged) > LEFT + 36


def test_a_running_head_is_known_as_it_is_drawn() -> None:
    head = HouseText(id="running-head", text=TITLE, kind="repeat")
    allowed = Allowed((), (head,), exact=False)
    drawn = "?םיכמות הכירצ (םג) תיעועש םאה"
    assert allowed.aside(Aside("artefacts of page 2", drawn, printed=True)) == []
    assert allowed.aside(Aside("artefacts of page 2", drawn[1:9], printed=True))
