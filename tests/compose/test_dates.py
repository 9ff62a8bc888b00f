"""A date of change says that it is one, in every product, and no product says more of its age than is known."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest

import cmyk_profile
from pcss_publish.catalogue import FORMATS
from pcss_publish.compose.house import word
from pcss_publish.compose.lines import colophon_lines
from pcss_publish.exporters.base import Export
from pcss_publish.model import DateClaim
from pcss_publish.proof import prove, read_pdf
from pcss_publish.settings import Config, Newsletter, Publication
from pdf.sample import job, published

FIRST = DateClaim(role="published", raw="May 2, 2020", value="2020-05-02", precision="day")
LATER = DateClaim(role="updated", raw="June 9, 2020", value="2020-06-09", precision="day")
LATEST = DateClaim(role="updated", raw="July 1, 2021", value="2021-07-01", precision="day")
CHECKED = DateClaim(role="reviewed", raw="May 5, 2022", value="2022-05-05", precision="day")
VAGUE = DateClaim(role="updated", raw="a week ago")
LANGUAGES = ("en", "de", "es", "fr")


MAILED = Config(
    publication=Publication(postal_address="1 Meadow Lane"),
    newsletter=Newsletter(sender="desk@example.org", unsubscribe="https://example.org/leave"),
)  # without these, no message is made


def exported(name: str, *dates: DateClaim) -> Export:
    one = replace(job(published(dates=dates), MAILED), profile=cmyk_profile.profile())
    made: Export = importlib.import_module(FORMATS[name].module).export(one)
    return made


@pytest.mark.parametrize("name", FORMATS)
def test_each_date_of_a_change_or_review_is_called_so(name: str) -> None:
    for dates, said in (
        ((FIRST,), []),
        ((FIRST, LATER, LATEST), ["Updated", "Updated"]),
        ((FIRST, LATER, CHECKED), ["Updated", "Reviewed"]),
    ):
        for product in exported(name, *dates).products.values():
            bodies = 2 if name == "eml" else 1  # plain text and HTML
            assert [one.text for one in product.house if one.text in {"Updated", "Reviewed"}] == said * bodies


def test_the_word_stands_before_its_date() -> None:
    made = exported("newsletter", FIRST, LATER).products[".newsletter.txt"]
    assert "\nMay 2, 2020\nUpdated June 9, 2020\n" in made.data.decode()
    shown = [
        piece.text.strip()
        for piece in read_pdf.read(exported("pdf", FIRST, LATER).products[".pdf"].data).pieces
    ]
    at = shown.index("Updated")
    assert shown[at - 1 : at + 2] == ["May 2, 2020", "Updated", "June 9, 2020"]


@pytest.mark.parametrize("name", ["pdf", "epub", "newsletter"])
def test_the_proof_holds(name: str) -> None:
    made = exported(name, FIRST, LATER, LATEST, CHECKED)
    one = published(dates=(FIRST, LATER, LATEST, CHECKED))
    assert prove(one, made.products).ok


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("dates", "captured", "day"),
    [
        ((FIRST,), None, ""),
        ((FIRST,), "2022-01-01", FIRST.raw),
        ((), "2022-01-01", ""),
        ((FIRST, LATEST, LATER, CHECKED), None, LATEST.raw),
        ((LATER,), None, LATER.raw),
        ((FIRST, LATER, VAGUE), "2022-01-01", ""),
    ],
    ids=["one date", "copied later", "dated by the build", "changed twice", "change only", "no full date"],
)
def test_the_text_is_of_the_newest_day_or_of_none(
    language: str, dates: tuple[DateClaim, ...], captured: str | None, day: str
) -> None:
    one = published(dates=dates).model_copy(update={"captured": captured})
    lines = colophon_lines(one, Config(publication=Publication(language=language)))
    said = [line.words for line in lines if line.key == "currency"]
    assert said == ([word(language, "currency", date=day)] if day else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_reviews(language: str) -> None:
    said = word(language, "currency", date="2020").casefold()
    assert not any(claim in said for claim in ("review", "geprüft", "revisado", "revu"))
