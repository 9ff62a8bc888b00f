"""What stays on one line: numbers of awards and telephones, and the last words of a paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish.exporters.pdf import export
from pcss_publish.model import (
    Answer,
    Award,
    Comment,
    Comments,
    Link,
    Para,
    Published,
    Statement,
    Str,
    Unit,
    element_id,
)
from pcss_publish.proof import read_pdf
from pcss_publish.proof.pieces import LINE_END
from pdf.sample import ARTICLES, article, job, pdf, printed, published, text
from projects import SEED

AWARD = "R01-DA-TEST-01"
NUMBERS = (AWARD, "555\u20130100", "(020) 555-0199")


def numbered(number: str) -> Published:
    """Paragraphs in which ``number`` stands at every place of a line."""
    runs = [f"{'moss ' * n}{number}, {'stone ' * 9}." for n in range(1, 13)]
    link = Para(
        inlines=(Str(text="Ring us at "), Link(target="tel:+1555", inlines=(Str(text=f"our {number}"),)))
    )
    spoken = tuple(
        Comment(id=f"c{n}", ordinal=n, name=Str(text="B. Tester"), blocks=(text(run),))
        for n, run in enumerate(runs, 1)
    )
    return published(
        answers=(
            Answer(id="a1", answers=("q1", "q2"), blocks=(*map(text, (f"{run} " * 3 for run in runs)), link)),
        ),
        statements=(
            Statement(id="st1", roles=(), blocks=tuple(text(f"{run} Supported in part.") for run in runs)),
        ),
        awards=(Award(id=AWARD, statement="st1"),),
        comments=Comments(items=spoken),
    )


def bearing(one: Published, number: str) -> list[Unit]:
    return [unit for unit in one.units() if number in unit.text]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_stays_on_its_line(number: str) -> None:
    one = numbered(number)
    data = pdf(export(job(one)))
    shown = {piece.id: piece.text for piece in read_pdf.read(data).pieces}
    units = bearing(one, number)
    assert len(units) == 37
    for unit in units:
        assert shown[element_id(unit.id)].count(number) == unit.text.count(number), unit.id


@pytest.mark.parametrize("path", [SEED, *ARTICLES], ids=lambda path: path.stem[:12])
def test_no_paragraph_ends_in_a_line_of_one_short_word(path: Path) -> None:
    shown = {piece.id: piece.text for piece in read_pdf.read(pdf(printed(path))).pieces}
    for unit in article(path).units():
        if unit.role in ("answer", "body", "intro", "comment", "statement"):
            last = shown[element_id(unit.id)].split(LINE_END)[-1]
            assert len(last.strip()) > 5 or len(unit.text) < 40, (unit.id, last)
