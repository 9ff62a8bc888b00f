"""Small capitals stand in the first line of an answer, and not where it goes on in the next column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pcss_publish.compose.page import compose
from pcss_publish.engines.measure import Column, Group, Measures
from pcss_publish.engines.weasy_lines import once
from pcss_publish.exporters.pdf_fit import fitted
from pcss_publish.exporters.pdf_plan import agree, fault
from pdf.positions import read
from pdf.sample import CASES, article, job, pdf, printed

PAGES = sorted((CASES / "pages").glob("*.txt"))
WIDTH = 612 - 50  # points


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_short_answer_stands_in_two_columns_and_not_beside_the_page(path: Path) -> None:
    answer = [one for one in read(pdf(printed(path))) if one.unit.startswith("a1-")]
    assert answer
    assert max(one.x for one in answer) < WIDTH
    assert len({one.x > WIDTH / 2 for one in answer}) == 2


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_an_answer_that_goes_on_in_the_next_column_is_laid_out_as_planned(path: Path) -> None:
    made = job(article(path))
    found = fitted(lambda manner: compose(made.published, made.theme, made.config, manner), made.theme)
    assert agree(found.measures, found.setting.plan.measures)


def test_an_engine_whose_lines_are_made_otherwise_is_left_alone() -> None:
    def lines(box: object) -> Iterator[object]:
        yield box

    assert once(lines) is lines


def test_a_column_beside_the_page_is_worse_than_anything_else() -> None:
    column = Column(100.0, ())
    group = Group(0, "a", 2, 50.0, 10.0, (column, column, column), whole=True)
    beside, parted = Measures(1, 1.0, (group,)), Measures(3, 0.1, (), ("a", "b"))
    assert fault(beside) > fault(parted) > 0
