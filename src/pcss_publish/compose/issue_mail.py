"""The digest of an issue: a card for each article, then every statement whole, like ones once."""

from __future__ import annotations

from typing import Any, Literal

from markupsafe import Markup

from pcss_publish.compose.blocks import safe_target
from pcss_publish.compose.house import House, word
from pcss_publish.compose.issue_view import Card, distinct_statements, groups, issue_line
from pcss_publish.compose.mail import HOLES, PREHEADER_PAD, Composed, mail_logo, tokens
from pcss_publish.compose.mail_blocks import MailRenderer, text_filter
from pcss_publish.compose.mail_service import mail_service
from pcss_publish.compose.notices import notices
from pcss_publish.compose.plaintext import Writer, said, way_out
from pcss_publish.compose.scripts import direction as direction_of
from pcss_publish.compose.templates import template
from pcss_publish.compose.wrapping import underlined, wrapped
from pcss_publish.model import HouseText, Published, PublishedIssue, label_text, within
from pcss_publish.settings import Config
from pcss_publish.theme import Theme

Frame = Literal["mail.html.j2", "fragment.html.j2"]


def compose(issue: PublishedIssue, theme: Theme, config: Config, frame: Frame, *, blurbs: bool) -> Composed:
    """The digest within the frame of a mail, or alone for pasting into another page.

    Args:
        issue: the issue.
        theme: templates and style sheets.
        config: house policy.
        frame: template of what stands around it.
        blurbs: say of each article without a standfirst how it begins.

    Raises:
        ConfigError: the theme lacks a template.
    """
    language = config.publication.language
    base = direction_of(language)
    house, view = House(language), tokens(theme, base)
    inner = template(theme, "mail_digest.html.j2").render(_digest(issue, config, house, blurbs=blurbs))
    style = template(theme, "mail_style.css.j2")
    service = mail_service(config, issue.id)
    titles = " · ".join(one.title for one in issue.articles[:3])
    html = template(theme, frame).render(
        house=house, published=issue, publication=config.publication, language=language, base=base,
        width=view["width"], hole=HOLES, service=service,
        preheader=service.preheader.replace("{text}", titles), preheader_pad=PREHEADER_PAD,
        logo=mail_logo(theme),
        article=Markup(inner),  # noqa: S704 - made by an escaping template
        style=Markup(style.render(view, block="media")),  # noqa: S704 - the theme's own
        style_outlook=Markup(style.render(view, block="outlook")),  # noqa: S704 - the theme's own
    )  # fmt: skip
    sheets = (template(theme, name).render(view) for name in ("mail.css", "mail_digest.css"))
    return Composed(html, "\n".join(sheets), house.texts)


def _digest(issue: PublishedIssue, config: Config, house: House, *, blurbs: bool) -> dict[str, Any]:
    awards = _awards(issue)
    base = direction_of(house.language)
    text = text_filter(awards)

    def renderer(heading: int) -> MailRenderer:
        return MailRenderer(base, text, heading)

    return {
        "house": house, "issue": issue, "own": issue.issue, "line": issue_line(issue, house.language),
        "groups": groups(issue), "within": within, "r": renderer(4), "blurbs": blurbs,
        "language": house.language, "direction": direction_of,
        "address": lambda card: address(issue.articles[card.number - 1], config),
        "notices": _notices(issue, house.language), "awards": awards, "rights": config.publication.rights,
        "label_text": label_text,
    }  # fmt: skip


def address(published: Published, config: Config) -> str:
    """Where an article can be read on the web; empty where nobody has said it. None is made up."""
    view = config.newsletter.view_url
    hosted = view.replace("{slug}", published.document.id) if "{slug}" in view else ""
    given = safe_target(hosted) or safe_target(published.original_url or "")
    return given if given and given.startswith(("http://", "https://")) else ""


def _awards(issue: PublishedIssue) -> tuple[str, ...]:
    """Every award number, once, in the order of the articles."""
    every = (award.id for one in issue.articles for award in one.document.awards)
    return tuple(dict.fromkeys(number for number in every if number))


def _notices(issue: PublishedIssue, language: str) -> list[dict[str, Any]]:
    found = []
    for told in distinct_statements(issue):
        (notice,) = notices((told.node,), language)
        found.append({"number": told.number, "node": told.node, "titles": " · ".join(told.titles),
                      "key": notice.key, "words": notice.words})  # fmt: skip
    return found


def compose_text(issue: PublishedIssue, config: Config) -> tuple[str, tuple[HouseText, ...]]:
    """The digest as plain text, and the house texts in it."""
    language = config.publication.language
    house = House(language)
    writers = {n: Writer(one, config, house) for n, one in enumerate(issue.articles, 1)}
    parts = [house.plain("proof", n=issue.queries)] if issue.state == "proof" else []
    parts += [underlined(said(house, "issue-title", issue.title), "=")]
    parts += [said(house, "issue-line", issue_line(issue, language))]
    for group in groups(issue):
        parts += [underlined(said(house, "department", group.name), "=")]
        for card in group.cards:
            one = issue.articles[card.number - 1]
            parts += _card(card, one, writers[card.number], address(one, config))
    told = distinct_statements(issue)
    parts += [underlined(house.plain("notices"), "=")] if told else []
    for number, node, titles in told:
        parts += [*writers[number].notices((node,)), house.plain("notices-of", titles=" · ".join(titles))]
    awards = _awards(issue)
    parts += (
        [f"{house.plain('awards')}\n{house.repeat('award-numbers', ', '.join(awards))}"] if awards else []
    )
    parts += [house.plain("rule"), *_foot(house, config, issue.id)]
    return "\n\n".join(wrapped(part) for part in parts if part) + "\n", house.texts


def _card(card: Card, one: Published, writer: Writer, link: str) -> list[str]:
    called = one.document.title or one.document.series
    title = called.text if called else writer.house.repeat("title", card.title)
    signs = (writer.house.plain("and" if n else "by") for n in range(len(card.authors)))
    signed = "\n".join(f"{sign} {name}" for sign, name in zip(signs, card.authors, strict=True))
    below = one.standfirst or (writer.house.repeat("blurb", card.blurb) if card.blurb else "")
    read = ""
    if link:
        words = word(writer.house.language, "read-article", title=card.title)
        read = f"{said(writer.house, 'read-article', words)}\n<{writer.house.repeat('link', link)}>"
    return [underlined(title, "-"), signed, below, read]


def _foot(house: House, config: Config, slug: str) -> list[str]:
    publication, service = config.publication, mail_service(config, slug)
    own = (("rights", publication.rights), ("publication", publication.name),
           ("postal-address", service.postal_address))  # fmt: skip
    lines = ["\n".join(said(house, key, text) for key, text in own if text)]
    return [*lines, *way_out(house, service)]
