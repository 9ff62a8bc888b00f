"""The printed pages of an issue that are no article's: cover, contents, funding index, colophon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from pcss_publish.compose.blocks import safe_target
from pcss_publish.compose.house import House, word
from pcss_publish.compose.issue_ids import placed_markup, placed_style, placed_texts
from pcss_publish.compose.issue_view import grants, groups, issue_line, names, title_id
from pcss_publish.compose.page import Page, paper_css, tokens
from pcss_publish.compose.page_parts import picture_address
from pcss_publish.compose.templates import template
from pcss_publish.model import HouseText, PublishedIssue, element_id, house_element_id, within
from pcss_publish.settings import Config
from pcss_publish.theme import Theme

MOST_LINES = 6  # articles that are announced on the cover
INDEX = 0  # the place, among those of the articles, of the funding index
_IMAGES = re.compile(r'(\ssrc="theme:/images/)')
_DATE = re.compile(r' data-running-date="[^"]*"')


class Sheet(NamedTuple):
    """Pages that the engine sets: HTML, style sheets, and the house texts in them."""

    markup: str
    styles: tuple[str, ...]
    house: tuple[HouseText, ...]


def front(
    issue: PublishedIssue, theme: Theme, config: Config, pages: Mapping[int, int], *, pictured: bool
) -> Sheet:
    """Cover and contents.

    Args:
        issue: the issue.
        theme: templates and style sheets.
        config: house policy.
        pages: the page on which each article begins, by its place, and the funding index, by ``INDEX``.
        pictured: there is a picture for the cover.
    """
    return _compose("page.front.html.j2", issue, theme, config, 1, pages=pages, pictured=pictured)


def back(issue: PublishedIssue, theme: Theme, config: Config, pages: Mapping[str, int], first: int) -> Sheet:
    """Funding index and colophon.

    Args:
        issue: the issue.
        theme: templates and style sheets.
        config: house policy.
        pages: the page on which each element begins, by its id.
        first: number of the first of these pages.
    """
    sheet = _compose("page.back.html.j2", issue, theme, config, first, pages=pages)
    markup, house = placed_markup(sheet.markup, INDEX), placed_texts(sheet.house, INDEX)
    return sheet._replace(markup=markup, house=house)


def _compose(
    name: str, issue: PublishedIssue, theme: Theme, config: Config, first: int, **more: Any
) -> Sheet:
    language = config.publication.language
    house = House(language)
    line = issue_line(issue, language)
    furniture = {"running-head": issue.title, "running-date": line, "magazine": config.publication.name}
    told = {key: house.repeat(key, text) for key, text in furniture.items() if text}
    if issue.state == "proof":
        told["proof"] = word(language, "proof", n=issue.queries)
    departments = groups(issue)
    cards = [card for group in departments for card in group.cards]
    imprint = (config.publication.name, config.publication.publisher)
    view = {
        "imprint": tuple(dict.fromkeys(name for name in imprint if name)),
        "authors": dict.fromkeys(name for card in cards for name in card.authors),
        "lines": cards[:MOST_LINES],
        "issue": issue, "own": issue.issue, "house": house, "lang": language, "line": line, "furniture": told,
        "groups": departments, "grants": grants(issue), "publication": config.publication,
        "names": lambda authors: names(authors, language),
        "element_id": element_id, "title_id": title_id, "linked": partial(_linked, house),
        "cover": picture_address("cover"), "index": INDEX, "index_words": word(language, "funding-index"),
        "index_id": house_element_id(within(INDEX, "funding-index")),
        "url": safe_target(config.publication.url), "logo": theme.logo,
    }  # fmt: skip
    markup = template(theme, name).render(view | more)
    styles = (tokens(theme), theme.text("page.css"), theme.text("page.issue.css"), paper_css(config))
    return Sheet(markup, (*styles, _folio(first)), house.texts)


def _linked(house: House, href: str, tag: str, key: str, text: str, *more: Any) -> Markup:
    """A house text whose words are a link; a link around its element would be two, one in the other."""
    shown = house.show(tag, key, text, *more)
    start, end = shown.index(">") + 1, shown.rindex("</")
    return shown[:start] + Markup('<a href="{}">{}</a>').format(href, shown[start:end]) + shown[end:]


def placed(page: Page, number: int, first: int, issue: PublishedIssue, config: Config) -> Page:
    """An article's page as part of an issue.

    Args:
        page: the article as it is set alone.
        number: its place.
        first: number of its first page.
        issue: names the issue at the foot of its pages.
        config: language of the house words.
    """
    line = issue_line(issue, config.publication.language)
    lang = escape(issue.articles[number - 1].document.language)
    markup = _IMAGES.sub(rf"\g<1>{within(number, '')}", placed_markup(page.markup, number))
    markup = markup.replace('<article class="', f'<article lang="{lang}" class="', 1)
    if line:
        markup = _DATE.sub("", markup, count=1).replace(
            "<html ", f'<html data-running-date="{escape(line)}" ', 1
        )
    start = picture_address("")
    return page._replace(
        markup=markup,
        styles=(*(placed_style(css, number) for css in page.styles), _folio(first)),
        house=placed_texts((*page.house, *_repeat("running-issue", line)), number),
        images={start + within(number, key.removeprefix(start)): data for key, data in page.images.items()},
    )


def _repeat(key: str, text: str) -> tuple[HouseText, ...]:
    return (HouseText(id=key, kind="repeat", text=text),) if text else ()


def _folio(first: int) -> str:
    """Pages are counted from ``first``; the side of the paper goes by that number."""
    side = "left" if first % 2 == 0 else "right"
    return f"@page :first{{counter-reset:page {first}}}html{{break-before:{side}}}"
