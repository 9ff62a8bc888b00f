"""The digest: a card for each article, and every statement whole, like ones once with all who make them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from issues.sample import SUPPORT, data, faults, issue, made, project
from newsletter import rules
from newsletter.reading import by_id, elements
from pcss_publish.compose.issue_view import card
from pcss_publish.errors import ConfigError, RefusedError
from pcss_publish.exporters.base import Export, IssueJob
from pcss_publish.exporters.issue_mail import export
from pcss_publish.settings import Config, Limits, Newsletter

MAIL, FRAGMENT, TEXT = ".newsletter.html", ".fragment.html", ".newsletter.txt"


def digest(config: Config) -> Export:
    return export(IssueJob(issue().published, project().theme, config, issue().pictures))


def test_every_word_that_it_must_show_is_proved() -> None:
    assert faults(made("newsletter").products) == []
    assert set(made("newsletter").products) == {MAIL, FRAGMENT, TEXT}


@pytest.mark.parametrize("bare", [True, False])
def test_it_keeps_to_every_rule_of_mail_clients(bare: bool) -> None:
    mail = digest(Config() if bare else project().config).products[MAIL].data
    assert rules.objections(mail.decode()) == {}


@pytest.mark.parametrize("suffix", [MAIL, FRAGMENT])
def test_cards_show_title_names_and_first_words_and_lead_to_the_article(suffix: str) -> None:
    shown = dict(by_id(data("newsletter", suffix)))
    assert [shown[f"pcss-n{n}_title"] for n in (2, 3)] == ["Is It Late?", "Is It Early?"]
    assert shown["pcss-n2_byline-1"] == "The Gardener"
    assert shown["pcss-h-blurb-2"].startswith("A reader asked a question:")
    links = [node.get("href") for node in elements(data("newsletter", suffix)) if node.tag == "a"]
    assert [link for link in links if link and "/read/" in link and "winter" not in link] == [
        f"https://example.org/read/{slug}" for slug in ("hayfield", "late", "early", "plate")
    ]


def test_nobody_makes_up_an_address() -> None:
    quiet = project().config.model_copy(update={"newsletter": Newsletter()})
    mail = digest(quiet).products[MAIL].data
    assert [node.get("href") for node in elements(mail) if node.tag == "a"] == []


@pytest.mark.parametrize("suffix", [MAIL, FRAGMENT, TEXT])
def test_like_statements_stand_once_with_all_who_make_them(suffix: str) -> None:
    text = " ".join(data("newsletter", suffix).decode().split())
    assert text.count(SUPPORT.partition(" (TEST")[0]) == 1
    assert "From: Is It Late? · Is It Early?" in text


def test_every_award_is_named_below_the_statements() -> None:
    shown = dict(by_id(data("newsletter", MAIL)))
    awards = {award.id for one in issue().published.articles for award in one.document.awards if award.id}
    assert len(awards) > 3
    assert set(shown["pcss-h-award-numbers"].split(", ")) == awards


def test_a_digest_that_is_too_large_loses_first_words_and_nothing_else() -> None:
    whole = len(digest(project().config).products[MAIL].data)
    tight = project().config.model_copy(update={"limits": Limits(mail_bytes=whole - 1)})
    made = digest(tight)
    assert not any(text.id.startswith("blurb") for text in made.products[MAIL].house)
    assert any(text.id.startswith("blurb") for text in made.products[FRAGMENT].house)
    assert faults({MAIL: made.products[MAIL]}) == []


def test_a_digest_without_room_for_its_statements_is_refused() -> None:
    tight = project().config.model_copy(update={"limits": Limits(mail_bytes=9000)})
    with pytest.raises(RefusedError, match="may have 9000"):
        digest(tight)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        (b"Meadow Trust", "n2_st1-1"),
        (b">Is It Early?</h3>", "n3_title"),
        (b">The Gardener</strong>", "n2_byline-1"),
    ],
)
def test_a_changed_word_of_a_card_or_a_statement_is_found(words: bytes, unit: str) -> None:
    product = made("newsletter").products[MAIL]
    assert words in product.data
    spoilt = replace(
        product, data=product.data.replace(words, words.replace(b"ar", b"or").replace(b"ead", b"aed"))
    )
    assert ("altered", unit) in [(fault.kind, fault.id) for fault in faults({MAIL: spoilt})]


def test_a_mail_service_without_address_or_way_out_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"newsletter\.unsubscribe"):
        digest(Config(newsletter=Newsletter(profile="generic")))


def test_a_digest_that_holds_what_its_service_takes_for_a_tag_is_refused() -> None:
    told = issue().published
    own = told.model_copy(update={"issue": told.issue.model_copy(update={"title": "Winter *|FNAME|*"})})
    config = Config(newsletter=Newsletter(profile="mailchimp"))
    with pytest.raises(RefusedError, match=r"takes? for a tag"):
        export(IssueJob(own, project().theme, config, issue().pictures))


@pytest.mark.parametrize(
    ("standfirst", "blurb"),
    [
        ("Two people answer one question. This month: Dr. Chidinma " + "and more " * 30, "Two people answer one question."),
        ("This month Dr. Chidinma Ade " + "speaks of it " * 30, None),
        ("All of it fits", "All of it fits"),
    ],
    ids=["ends with a sentence", "a title ends none", "whole"],
)  # fmt: skip
def test_first_words_end_where_a_sentence_does(standfirst: str, blurb: str | None) -> None:
    one = issue().published.articles[0].model_copy(update={"standfirst": standfirst})
    shown = card(1, one).blurb
    assert shown == blurb if blurb else shown.endswith(" …") and len(shown) > 60
