"""A box stands for what the actual text says only where boxes, and as many, are what is printed."""

from pcss_publish.proof.pdf_text import Run
from pcss_publish.proof.read_pdf import _unboxed


def runs(*texts: str) -> list[Run]:
    return [Run(text=text, page=0, x=0.0, y=0.0, end=1.0, size=10.0) for text in texts]


def shown(found: list[Run]) -> list[str]:
    return [run.text for run in found]


def test_boxes_take_the_actual_text_run_by_run() -> None:
    assert shown(_unboxed(runs("\u25a1\u25a1", "\u25a1"), "\uc774\uc11c\uc5f0")) == ["\uc774\uc11c", "\uc5f0"]


def test_other_glyphs_speak_for_themselves() -> None:
    assert shown(_unboxed(runs("08:51"), "08:15")) == ["08:51"]


def test_too_few_boxes_speak_for_themselves() -> None:
    assert shown(_unboxed(runs("\u25a1"), "\uc774\uc11c")) == ["\u25a1"]


def test_a_box_among_letters_speaks_for_itself() -> None:
    assert shown(_unboxed(runs("a\u25a1"), "ab")) == ["a\u25a1"]
