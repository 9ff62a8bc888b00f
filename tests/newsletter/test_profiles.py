"""Profiles of mail services: their tags come through whole, and what is missing is refused."""

from __future__ import annotations

from typing import get_args

import pytest

from newsletter import made, reading
from pcss_publish.compose.mail_service import MailService, mail_service, profiles
from pcss_publish.errors import ConfigError, RefusedError
from pcss_publish.exporters.newsletter import export
from pcss_publish.maillint import lint
from pcss_publish.model import Published
from pcss_publish.proof import prove
from pcss_publish.settings import Config, Newsletter

SERVICES = ("mailchimp", "constant-contact", "hubspot")
OWN = {"unsubscribe": "%unsubscribe_url%", "view_url": "%web%"}


def config(profile: str, address: str = "", **own: str) -> Config:
    return Config.model_validate(
        {
            "publication": {"name": "Hearth Quarterly", "postal_address": address},
            "newsletter": {"profile": profile, **own},
        }
    )


def release() -> Published:
    return made.PUBLISHED.model_copy(update={"state": "release"})


def test_each_profile_can_be_chosen_and_says_only_what_is_known() -> None:
    choices = set(get_args(Newsletter.model_fields["profile"].annotation))
    assert choices == {"", *profiles()}
    known = set(MailService.__dataclass_fields__)
    assert {key for table in profiles().values() for key in table} <= known


@pytest.mark.parametrize("name", SERVICES)
def test_tags_stand_whole_in_html_and_text_and_the_proof_holds(name: str) -> None:
    settings = config(name)
    service = mail_service(settings, "singing-kettles")
    products = export(made.job(config=settings)).products
    html, text = products[".newsletter.html"].data.decode(), products[".newsletter.txt"].data.decode()
    for tag in filter(None, (service.unsubscribe, service.view_url)):
        assert f'href="{tag}"' in html
        assert f"\n{tag}\n" in text
    for tag in filter(None, (service.postal_address, service.mark)):
        assert html.count(tag) == 1
    assert service.postal_address in reading.joined(text)
    assert "x-pcss" not in html
    assert prove(made.PUBLISHED, products).ok


@pytest.mark.parametrize("name", [*SERVICES, "generic"])
def test_lint_finds_nothing_but_what_the_service_supplies(name: str) -> None:
    own = OWN if name == "generic" else {}
    settings = config(name, "1 Example Street" if name == "generic" else "", **own)
    data = export(made.job(config=settings)).products[".newsletter.html"].data
    found = {one.code for one in lint(data, "made.html").findings}
    assert found == ({"M205"} if name == "constant-contact" else set())


def test_mailchimp_gets_no_style_that_it_would_join_to_the_rest() -> None:
    assert "[data-ogsc]" in export(made.job()).products[".newsletter.html"].data.decode()
    html = export(made.job(config=config("mailchimp"))).products[".newsletter.html"].data.decode()
    assert "[data-ogsc]" not in html
    assert "prefers-color-scheme" in html


def test_the_preheader_is_the_services_with_the_articles_words_in_it() -> None:
    products = export(made.job(config=config("mailchimp"))).products
    (line,) = (t for key, t in reading.by_id(products[".newsletter.html"].data) if key == "pcss-h-preheader")
    assert line.startswith("*|IF:MC_PREVIEW_TEXT|*")
    assert "Heat, bubbles and a resonant body" in line


def test_what_the_house_says_comes_before_the_profile() -> None:
    settings = config("hubspot", "1 Example Street", **OWN, preheader="New: {text}")
    html = export(made.job(config=settings)).products[".newsletter.html"].data.decode()
    assert "1 Example Street" in html
    assert 'href="%unsubscribe_url%"' in html
    assert "New: Heat, bubbles" in html
    assert "{{" not in html


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        (config("generic"), "newsletter.unsubscribe and publication.postal_address are not set"),
        (config("generic", "1 Example Street"), "newsletter.unsubscribe is not set"),
        (config("generic", "", **OWN), "publication.postal_address is not set"),
    ],
)
def test_a_profile_without_address_or_way_out_is_refused(settings: Config, missing: str) -> None:
    with pytest.raises(ConfigError, match=missing):
        export(made.job(config=settings))


def test_without_a_profile_the_mail_is_made_and_says_what_it_lacks() -> None:
    told = export(made.job(config=Config())).findings
    assert [one.code for one in told] == ["P006"]
    assert "newsletter.unsubscribe and publication.postal_address" in told[0].message
    assert export(made.job()).findings == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hubspot", "Write {{ x }} here."),
        ("mailchimp", "A *|star|* is born."),
        ("constant-contact", "It cost ${5}."),
    ],
)
def test_an_article_that_looks_like_a_tag_is_refused(name: str, words: str) -> None:
    article = made.changed(release(), standfirst=words)
    with pytest.raises(RefusedError, match="a tag of its own"):
        export(made.job(article, config(name)))
    assert words in export(made.job(article)).products[".newsletter.txt"].data.decode()
