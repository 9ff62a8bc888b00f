"""A published article as newsletter markup, before its style sheet is inlined.

Client facts behind the markup are those of caniemail.com and of Outlook's Word engine: tables carry
width and ground, text lies in ``p`` and headings, and everything that a reader needs is inline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from pcss_publish.compose.blocks import invitation, safe_target
from pcss_publish.compose.flow import groups, numeral
from pcss_publish.compose.house import House
from pcss_publish.compose.lines import colophon_lines, comment_lines, replies
from pcss_publish.compose.mail_blocks import MailRenderer, text_filter
from pcss_publish.compose.mail_service import mail_service
from pcss_publish.compose.mail_view import Hosted, depths, preheader, steps
from pcss_publish.compose.notices import notices
from pcss_publish.compose.scripts import direction as direction_of
from pcss_publish.compose.templates import template
from pcss_publish.model import HouseText, Published, label_text
from pcss_publish.settings import Config
from pcss_publish.theme import Theme

HOLES = {"view": "x-pcss-view:", "unsubscribe": "x-pcss-unsubscribe:"}
"""Stand-ins for addresses of the house. Inlining would encode a mail service's token; no article can hold
these as a link, since :func:`pcss_publish.compose.blocks.safe_target` lets no such scheme through."""

MARGIN = 36
"""Width in px of the sheet's own margins, left and right, on a screen."""

PREHEADER_PAD = "\u2007\ufeff\u034f" * 40
"""Invisible characters that keep a mail client's list from showing what stands after the preheader."""


class MailLogo(NamedTuple):
    """A logo on the web, and how large it is shown, in pixels."""

    address: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Composed:
    """Markup with classes, the style sheet that goes inline, and the house texts in the markup."""

    html: str
    css: str
    house: tuple[HouseText, ...]


def tokens(theme: Theme, direction: str) -> dict[str, Any]:
    """What style sheets see: ``light`` and ``night`` colours, faces, and sides by writing direction."""
    mail = theme.tokens["mail"]
    left, right = ("left", "right") if direction == "ltr" else ("right", "left")
    return {
        "light": theme.tokens["color"] | mail["light"],
        "night": mail["dark"],
        "margin": MARGIN,
        "start": left,
        "end": right,
        **{key: mail[key] for key in ("serif", "sans", "width")},
    }


def mail_logo(theme: Theme) -> MailLogo | None:
    """The logo in the head of a mail; None where the theme says no address for it."""
    if not (theme.logo and theme.logo.url):
        return None
    height = round(theme.logo.height * 96 / 72)
    room = theme.tokens["mail"]["width"] - 2 * MARGIN
    width = min(room, round(height * theme.logo.aspect))
    return MailLogo(theme.logo.url, theme.logo.alt, width, round(width / theme.logo.aspect))


def compose_mail(
    published: Published, theme: Theme, config: Config, shown: int, pictures: Mapping[str, Hosted]
) -> Composed:
    """The whole mail with the first ``shown`` comments and the ``pictures`` of its figures, by their ids.

    Raises:
        ConfigError: the theme lacks a template.
    """
    return _Composer(published, theme, config, pictures).compose("mail.html.j2", shown)


def compose_fragment(
    published: Published, theme: Theme, config: Config, pictures: Mapping[str, Hosted]
) -> Composed:
    """The article alone, with all comments, for pasting into another page."""
    shown = len(published.document.comments.items)
    return _Composer(published, theme, config, pictures).compose("fragment.html.j2", shown)


class _Composer:
    def __init__(
        self, published: Published, theme: Theme, config: Config, pictures: Mapping[str, Hosted]
    ) -> None:
        self.published, self.theme, self.config = published, theme, config
        self.pictures = pictures
        self.language = published.document.language
        self.base = direction_of(self.language)
        self.house = House(config.publication.language, self.language)
        self.tokens = tokens(theme, self.base)
        self.text = text_filter(award.id for award in published.document.awards)

    def renderer(self, heading: int) -> MailRenderer:
        """A renderer whose highest heading is of that level."""
        return MailRenderer(self.base, self.text, heading)

    def compose(self, name: str, shown: int) -> Composed:
        article = template(self.theme, "mail_article.html.j2").render(self._article(shown))
        style = template(self.theme, "mail_style.css.j2")
        html = template(self.theme, name).render(
            self._frame(),
            article=Markup(article),  # noqa: S704 - made by an escaping template
            style=Markup(style.render(self.tokens, block="media")),  # noqa: S704 - the theme's own
            style_outlook=Markup(style.render(self.tokens, block="outlook")),  # noqa: S704 - the theme's own
        )
        css = template(self.theme, "mail.css").render(self.tokens)
        return Composed(html, css, self.house.texts)

    def _frame(self) -> dict[str, Any]:
        service = mail_service(self.config, self.published.document.id)
        return {
            "house": self.house,
            "published": self.published,
            "publication": self.config.publication,
            "language": self.language,
            "base": self.base,
            "width": self.tokens["width"],
            "hole": HOLES,
            "logo": mail_logo(self.theme),
            "service": service,
            "preheader": service.preheader.replace("{text}", preheader(self.published)),
            "preheader_pad": PREHEADER_PAD,
        }

    def _article(self, shown: int) -> dict[str, Any]:
        document, language = self.published.document, self.house.language
        items = document.comments.items
        return {
            "house": self.house,
            "published": self.published,
            "document": document,
            "steps": steps(groups(document), self.renderer, headed=bool(self.published.editors_note)),
            "note": self.renderer(3),
            "reader": self.renderer(4),
            "comments": items[:shown],
            "left_out": len(items) - shown,
            "depth": depths(items),
            "replies": replies(document, language),
            "undecided": frozenset(self.published.comments.undecided),
            "comment_lines": comment_lines(self.published, language, shown),
            "pictures": self.pictures,
            "room": self.tokens["width"] - 2 * MARGIN,
            "colophon": colophon_lines(self.published, self.config),
            "label_text": label_text,
            "notices": lambda nodes: notices(nodes, language),
            "numeral": numeral,
            "numerals": lambda nodes: any(numeral(node) for node in nodes),
            "invitation": invitation,
            "safe_target": safe_target,
        }
