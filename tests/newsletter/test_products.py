"""What the three products show: every unit once, in its element and order, whatever the article holds."""

from __future__ import annotations

from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest

from newsletter import made, reading
from pcss_publish.exporters.newsletter import export
from pcss_publish.model import (
    BulletList,
    CallToAction,
    CommentDesk,
    Comments,
    Document,
    Emph,
    LineBreak,
    Link,
    ListItem,
    Para,
    Published,
    RoleSpan,
    Span,
    Statement,
    StatementRole,
    Str,
    element_id,
)
from pcss_publish.proof import prove
from pcss_publish.settings import Config

MADE = export(made.job()).products
HTML = (".newsletter.html", ".fragment.html")


@pytest.mark.parametrize("suffix", HTML)
def test_every_unit_stands_once_in_its_element_and_in_order(suffix: str) -> None:
    wanted = [(element_id(unit.id), unit.text) for unit in made.PUBLISHED.units()]
    found = [pair for pair in reading.by_id(MADE[suffix].data) if not pair[0].startswith("pcss-h-")]
    assert found == wanted


@pytest.mark.parametrize("suffix", HTML)
def test_house_texts_show_what_they_declare(suffix: str) -> None:
    declared = {f"pcss-h-{text.id}": text.text for text in MADE[suffix].house}
    shown = {key: text for key, text in reading.by_id(MADE[suffix].data) if key.startswith("pcss-h-")}
    assert shown == {key: declared.get(key) for key in shown}


def test_nothing_visible_stands_outside_an_element_with_an_id() -> None:
    body = reading.tree(MADE[".newsletter.html"].data).find("body")
    assert body is not None
    loose = "".join(_loose(body)).replace("\u2007", "").replace("\ufeff", "").replace("\u034f", "")
    assert loose.split() == []


def _loose(element: Element) -> list[str]:
    found = [element.text or ""]
    for child in element:
        inside = _loose(child) if child in reading.real([child]) and not child.get("id") else []
        found += [*inside, child.tail or ""]
    return found


def test_a_loose_word_would_be_seen() -> None:
    html = MADE[".newsletter.html"].data.decode().replace("</h1>", "</h1>stray", 1)
    body = reading.tree(html).find("body")
    assert body is not None
    assert "stray" in "".join(_loose(body))


def test_the_fragment_is_inline_only() -> None:
    html = MADE[".fragment.html"].data.decode()
    elements = reading.elements(html)
    head = reading.tree(html).find("head")
    assert head is not None
    assert list(head) == []
    assert [e.tag for e in elements if e.get("class") or e.tag in ("style", "script", "link", "meta")] == []
    assert sum(e.tag == "h1" for e in elements) == 1
    assert "<!--" not in html
    assert html.startswith('<div lang="en" dir="ltr"')


def test_a_proof_is_marked_in_every_product_and_undecided_comments_with_it() -> None:
    released = made.PUBLISHED.model_copy(update={"state": "release", "comments": CommentDesk(printed=4)})
    clean = export(made.job(released)).products
    for suffix in MADE:
        assert "Proof: not for release. One open query" in reading.joined(MADE[suffix].data.decode())
        assert MADE[suffix].data.decode().count("Undecided") == 1
        assert "Proof" not in clean[suffix].data.decode()
        assert "Undecided" not in clean[suffix].data.decode()


def test_the_count_and_the_policy_stand_in_every_product() -> None:
    for product in MADE.values():
        text = reading.joined(product.data.decode())
        assert (
            "Of 7 comments on the original page, 3 are printed here, 1 is shown here undecided and 3 are left out"
            in text
        )
        assert "printed as posted" in text


def test_each_statement_stands_under_a_head_that_says_what_it_is_for() -> None:
    def stated(name: str, *roles: StatementRole) -> Statement:
        spans = tuple(RoleSpan(role=role, span=Span(start=0, end=1)) for role in roles)
        return Statement(id=name, blocks=(made.p(f"Words of {name}."),), roles=spans)

    several = (stated("n0", "correction"), stated("n1", "about"), stated("n2", "funding", "disclaimer"))
    products = export(made.job(made.plain(statements=several))).products
    heads = ["Correction", "About", "Funding and disclaimer"]
    for suffix in HTML:
        found = [e for e in reading.elements(products[suffix].data) if e.tag in ("h2", "p")]
        under = [b for a, b in pairwise(found) if a.tag == "h2" and reading.shown(a) in heads]
        assert [reading.shown(e) for e in under] == ["Words of n0.", "Words of n1.", "Words of n2."]
    text = products[".newsletter.txt"].data.decode()
    for head, name in zip(heads, ("n0", "n1", "n2"), strict=True):
        assert f"\n\n{head}\n{'-' * len(head)}\n\nWords of {name}.\n" in text


def test_a_call_to_action_leads_on_by_its_whole_line() -> None:
    up = Link(target="https://example.org/up", inlines=(Str(text="click here"),))
    asked = CallToAction(id="cta1", inlines=(Str(text="To sign up, "), up))
    article = made.plain(ctas=(asked, made.FULL.ctas[1]))
    products = export(made.job(article)).products
    for suffix in HTML:
        links = {
            e.get("href"): reading.shown(e) for e in reading.elements(products[suffix].data) if e.tag == "a"
        }
        assert links["https://example.org/up"] == "To sign up, click here"
    assert "To sign up, click here\n<https://example.org/up>" in products[".newsletter.txt"].data.decode()
    assert prove(article, products).ok


def test_addresses_and_colophon_stand_only_where_they_are_configured() -> None:
    bare = export(made.job(config=Config())).products
    for suffix in (".newsletter.html", ".newsletter.txt"):
        assert "1 Example Street, Northholm" in MADE[suffix].data.decode()
        assert "Hearth Quarterly" in MADE[suffix].data.decode()
        for word in ("Unsubscribe", "Read on the web", "Example Street", "Hearth Quarterly"):
            assert word not in bare[suffix].data.decode()


TOKENS = ["{{ unsubscribe }}", "*|UNSUB|*", "[[unsubscribe]]", "{$unsubscribe}", "%unsubscribe_url%"]


@pytest.mark.parametrize("token", TOKENS)
def test_tokens_of_mail_services_come_through_untouched(token: str) -> None:
    config = Config.model_validate(
        {
            "newsletter": {"unsubscribe": token, "view_url": f"{token}/{{slug}}"},
            "publication": {"postal_address": f"{token} Road"},
        }
    )
    products = export(made.job(config=config)).products
    html = products[".newsletter.html"].data.decode()
    assert f'href="{token}"' in html
    assert f'href="{token}/singing-kettles"' in html
    assert f"{token} Road" in html
    assert "x-pcss" not in html
    assert f"\n{token}\n" in products[".newsletter.txt"].data.decode()


def test_text_that_looks_like_a_stand_in_is_left_alone() -> None:
    odd = 'href="x-pcss-view:" class="muted" {{ unsubscribe_link }}'
    link = Para(inlines=(Link(target="x-pcss-unsubscribe:", inlines=(Str(text=odd),)),))
    article = made.plain(title=Str(text=odd), statements=(), order=_order("n0", "n1", "n2"))
    article = article.model_copy(update={"editors_note": (link,)})
    for suffix in HTML:
        texts = dict(reading.by_id(export(made.job(article)).products[suffix].data))
        assert texts["pcss-title"] == texts["pcss-note-1"] == odd


def _order(*gone: str) -> tuple[str, ...]:
    return tuple(name for name in made.FULL.order if name not in gone)


def test_an_article_of_almost_nothing_is_still_a_mail() -> None:
    empty = Published(document=Document(id="empty", sources=(made.SOURCE,)), state="release")
    products = export(made.job(empty, Config())).products
    root = reading.elements(products[".newsletter.html"].data)
    assert [reading.shown(e) for e in root if e.tag == "h1"] == ["empty"]
    assert products[".newsletter.txt"].data.decode() == "empty\n=====\n"


def test_a_series_without_a_title_is_the_headline() -> None:
    article = made.plain(title=None)
    html = export(made.job(article)).products[".newsletter.html"].data
    assert [e.get("id") for e in reading.elements(html) if e.tag == "h1"] == ["pcss-series"]


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("de-AT", "ltr"), ("ar", "rtl"), ("he-IL", "rtl")]
)
def test_language_and_direction_are_the_articles_and_house_words_say_theirs(
    language: str, direction: str
) -> None:
    html = export(made.job(made.plain(language=language))).products[".newsletter.html"].data
    elements = reading.elements(html)
    body = next(e for e in elements if e.tag == "body")
    for element in (elements[0], body, *reading.real(body)):
        assert (element.get("lang"), element.get("dir")) == (language, direction)
    heading = next(e for e in elements if e.get("id") == "pcss-h-comments")
    assert heading.get("lang") == (None if language == "en" else "en")


def test_runs_against_the_articles_direction_say_so() -> None:
    for suffix in HTML:
        turned = {e.get("id"): e.get("dir") for e in reading.elements(MADE[suffix].data) if e.get("id")}
        assert turned["pcss-byline-3"] == turned["pcss-c3-name"] == turned["pcss-c3-1"] == "rtl"
        assert turned["pcss-c1-name"] is None


def test_lists_keep_their_letters_without_a_style_sheet() -> None:
    lists = [e for e in reading.elements(MADE[".fragment.html"].data) if e.tag == "ol"]
    assert [e.get("type") for e in lists] == ["a"]


def test_line_ends_and_nested_inlines_survive() -> None:
    run = (
        Str(text="one"),
        LineBreak(),
        Emph(inlines=(Str(text=" two "), Emph(inlines=(Str(text="three"),)))),
    )
    note = (BulletList(items=(ListItem(blocks=(Para(inlines=run),)),)),)
    article = made.PUBLISHED.model_copy(update={"editors_note": note})
    products = export(made.job(article)).products
    for suffix in HTML:
        assert dict(reading.by_id(products[suffix].data))["pcss-note-1-i1-1"] == "one\n two three"
    assert "* one\n two three\n" in products[".newsletter.txt"].data.decode()


def test_no_comments_no_section() -> None:
    article = made.plain(comments=Comments()).model_copy(update={"comments": CommentDesk()})
    for product in export(made.job(article)).products.values():
        assert [text.id for text in product.house if text.id.startswith("comment")] == []
    assert [text.id for text in MADE[".newsletter.txt"].house if text.id.startswith("comment")]
