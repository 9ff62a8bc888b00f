"""What stands around the article: folio, magazine and date on every page, and how old the text is."""

from __future__ import annotations

import pytest

from pcss_publish.exporters.pdf import export
from pcss_publish.model import DateClaim
from pcss_publish.proof import prove, read_pdf
from pdf.sample import HOUSE, article, job, pdf, published
from projects import SEED


def margins(data: bytes) -> dict[str, str]:
    """What the margins of each page say."""
    return {aside.where: aside.text for aside in read_pdf.read(data).asides if "artefacts" in aside.where}


@pytest.mark.parametrize("state", ["release", "proof"])
def test_every_page_bears_folio_magazine_date_and_the_mark_of_a_proof(state: str) -> None:
    one = article(SEED).model_copy(update={"state": state, "open": ("one", "two")})
    made = export(job(one, HOUSE))
    found = margins(pdf(made))
    assert len(found) > 1
    assert one.document.published
    for number, text in enumerate(found.values(), 1):
        assert str(number) in text
        assert "The Test Quarterly" in text
        assert one.document.published.raw in text
        assert ("2 open queries" in text) == (state == "proof")
        assert (one.title in text) == (number > 1)
    assert prove(one, made.products).ok


@pytest.mark.parametrize(
    "raw", ["May \U00013000 2020", "on the second day of May in the year two thousand and twenty"]
)
def test_a_date_that_a_margin_cannot_show_is_left_out(raw: str) -> None:
    one = published(dates=(DateClaim(role="published", raw=raw, value="2020-05-02", precision="day"),))
    made = export(job(one, HOUSE))
    assert [raw for text in margins(pdf(made)).values() if raw in text] == []
    assert prove(one, made.products).ok


def places(**changes: object) -> list[str]:
    """Ids in the order of the pages; the article was copied later, so that its age is said."""
    one = published(**changes).model_copy(update={"captured": "2021-06-01"})
    return [piece.id.removeprefix("pcss-") for piece in read_pdf.read(pdf(export(job(one)))).pieces]


def test_how_old_the_text_is_stands_at_the_foot_of_the_article() -> None:
    shown = places(order=("f1", "intro", "q1", "q2", "a1", "st1", "cta1"))
    last = max(n for n, unit in enumerate(shown) if unit.startswith("a1-"))
    assert last < shown.index("h-currency") < shown.index("st1-1")


def test_a_notice_above_the_article_does_not_end_it() -> None:
    shown = places(order=("st1", "f1", "intro", "q1", "q2", "cta1", "a1"))
    last = max(n for n, unit in enumerate(shown) if unit.startswith("a1-"))
    assert shown.index("st1-1") < last < shown.index("h-currency") < shown.index("h-comments")
