"""A page at other sizes, told from its galley: near enough to what the engine makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pcss_publish import theme
from pcss_publish.compose.page import compose
from pcss_publish.compose.page_fit import COLUMNS, DESIGNED, ENDLESS, HEIGHTS, Fit, galley_css, steps
from pcss_publish.engines.galley import Galley, Rules
from pcss_publish.engines.measure import measure
from pcss_publish.engines.paginate import pages
from pcss_publish.engines.weasy_session import Session
from pcss_publish.exporters.pdf_forecast import scale, scaled
from pcss_publish.settings import Config
from pdf.sample import ARTICLES, article
from projects import SEED

THEME = theme.load("magazine")
STEPS = steps(THEME)
SOME = [SEED, *(path for path in ARTICLES if path.name.startswith(("01-", "04-", "09-")))]
EXACT = 0.12  # of a page


def galley(path: Path, fit: Fit) -> Galley:
    page = compose(article(path), THEME, Config())
    styles = (*page.styles, fit.css) if fit.css else page.styles
    session = Session(page.markup, styles, THEME, page.images)
    return session.galley(galley_css(page.paper), COLUMNS, ENDLESS, HEIGHTS[page.paper])


def length(found: Galley) -> float:
    measures = measure(pages(found, Rules(), {}), found.top, found.height)
    return measures.pages - 1 + measures.fill


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem[:12])
def test_a_forecast_is_near_the_truth(path: Path) -> None:
    designed = galley(path, DESIGNED)
    for fit in (STEPS[0], STEPS[2], STEPS[4]):
        by = scale(THEME, fit)
        assert by
        assert length(scaled(designed, by)) == pytest.approx(length(galley(path, fit)), abs=EXACT)


def test_larger_text_is_longer() -> None:
    designed = galley(SEED, DESIGNED)
    by = scale(THEME, STEPS[4])
    assert by
    assert length(scaled(designed, by)) > length(designed) + EXACT


def test_a_theme_of_other_units_has_no_forecast() -> None:
    tokens = {**THEME.tokens, "type": {**THEME.tokens["type"], "body": "1rem"}}
    assert scale(replace(THEME, tokens=tokens), STEPS[4]) is None
