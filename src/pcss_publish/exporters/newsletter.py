"""Newsletter HTML, its plain text, and a fragment for pasting into another page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

import css_inline
from markupsafe import escape

from pcss_publish.compose.mail import HOLES, Composed, compose_fragment, compose_mail
from pcss_publish.compose.mail_service import MailService, mail_service
from pcss_publish.compose.plaintext import compose_text
from pcss_publish.config import FILE_NAME
from pcss_publish.errors import ConfigError, RefusedError
from pcss_publish.exporters.base import Export, Job, Product
from pcss_publish.exporters.mail_pictures import hosted, left_out
from pcss_publish.findings import Finding, finding
from pcss_publish.settings import Config

# Exact on serialised HTML: "<" is escaped in text, and '"' in attributes (HTML standard 13.3).
_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [^\s"<>=]+(?:="[^"]*")?)*>')
_CLASS = re.compile(r' class="([^"]*)"')
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_DARK_NAME = re.compile(r"\.([a-z][a-z0-9-]*)")


def export(job: Job) -> Export:
    """Make the mail, its text alternative and the fragment.

    Raises:
        RefusedError: the mail is too large even without comments, or holds what the service takes for a tag.
        ConfigError: the theme lacks a template, or the profile of a mail service a setting.
    """
    mail, text = made_mail(job), made_text(job)
    fragment = compose_fragment(job.published, job.theme, job.config, hosted(job))
    refuse_unfit(job.config, job.published.document.id, mail, text)
    products = {
        ".newsletter.html": mail,
        ".newsletter.txt": text,
        ".fragment.html": Product(inline_fragment(fragment).encode(), fragment.house),
    }
    return Export(products, told(job, mail))


def lacking(what: str, keys: tuple[str, ...]) -> ConfigError:
    """Why a mail that goes to a list is not made."""
    return ConfigError(
        f"{what}, and {' and '.join(keys)} {'is' if len(keys) == 1 else 'are'} not set",
        place=FILE_NAME,
        hint=f"Set {' and '.join(keys)} in {FILE_NAME}; docs/newsletter.md says what belongs there.",
    )


def made_mail(job: Job) -> Product:
    """The whole mail; comments that do not fit stand in ``left_out``.

    Raises:
        RefusedError: it is too large even without comments.
        ConfigError: the theme lacks a template.
    """
    items = job.published.document.comments.items
    shown, (html, composed) = _fitted(job)
    return Product(html.encode(), composed.house, tuple(comment.id for comment in items[shown:]))


def made_text(job: Job) -> Product:
    """The mail as plain text, with all comments."""
    text, house = compose_text(job.published, job.config)
    return Product(text.encode(), house)


def refuse_unfit(config: Config, slug: str, *products: Product) -> None:
    """Refuse a mail that lacks what the law asks for, or holds what its service takes for a tag of its own.

    Args:
        config: names the service.
        slug: of the article or issue.
        products: the mail and its plain text.

    Raises:
        ConfigError: a setting is missing.
        RefusedError: the words hold a tag.
    """
    service = mail_service(config, slug)
    if config.newsletter.profile and service.missing:
        raise lacking(f"newsletter.profile is {config.newsletter.profile!r}", service.missing)
    for product in products:
        own = " ".join(product.data.decode().split())  # plain text may wrap a tag of several words
        for tag in service.tags:
            own = own.replace(str(escape(tag)), "").replace(" ".join(tag.split()), "")
        sign = next((one for one in service.forbidden if one in own or str(escape(one)) in own), "")
        if sign:
            raise RefusedError(
                f"the article holds {sign!r}, which the mail service would take for a tag of its own",
                hint="Mend it by an [[edit]], or build this article without newsletter.profile.",
            )


def told(job: Job, mail: Product) -> tuple[Finding, ...]:
    """What came up while the mail was made."""
    return (*_unfinished(job), *_cut(job, mail.left_out), *left_out(job))


def _unfinished(job: Job) -> Iterable[Finding]:
    missing = mail_service(job.config, job.published.document.id).missing
    if missing:
        yield finding(
            "P006",
            f"the mail cannot go to a list as it is, without {' and '.join(missing)}",
            hint="Set them in pcss.toml, or newsletter.profile to your mail service; the law asks for both.",
        )


def _cut(job: Job, unsent: tuple[str, ...]) -> Iterable[Finding]:
    if unsent:
        limit = job.config.limits.mail_bytes
        yield finding(
            "P004",
            f"{len(unsent)} comments are left out of the mail, which may hold {limit} bytes",
            hint="Raise limits.mail_bytes, or publish fewer comments; every other product holds them all.",
        )


def _fitted(job: Job) -> tuple[int, tuple[str, Composed]]:
    """The mail with as many comments, from the first, as the limit allows."""
    items, limit = job.published.document.comments.items, job.config.limits.mail_bytes
    made: dict[int, tuple[str, Composed]] = {}
    pictures = hosted(job)

    def size(shown: int) -> int:
        composed = compose_mail(job.published, job.theme, job.config, shown, pictures)
        made[shown] = (inline_mail(composed, mail_service(job.config, job.published.document.id)), composed)
        return len(made[shown][0].encode())

    most = _bound(tuple(len(item.text.encode()) for item in items), limit)
    if size(most) <= limit:
        return most, made[most]
    shown = bisect_right(range(most), limit, key=size) - 1
    if shown < 0:
        raise RefusedError(
            f"the newsletter has {size(0)} bytes without any comment, and may have {limit}",
            hint="Mail clients cut longer mails off. Raise limits.mail_bytes, or split the article.",
        )
    return shown, made[shown]


def _bound(sizes: tuple[int, ...], limit: int) -> int:
    """How many comments could fit if they were text alone; bounds what is rendered to find out."""
    total = 0
    for count, size in enumerate(sizes):
        total += size
        if total > limit:
            return count
    return len(sizes)


def inline_mail(composed: Composed, service: MailService) -> str:
    """The finished mail: styles inline, tokens of the mail service in place.

    Args:
        composed: markup and style sheet.
        service: the tokens, addresses of the article or issue among them.
    """
    inliner = css_inline.CSSInliner(
        inline_style_tags=False, keep_style_tags=True, extra_css=composed.css, load_remote_stylesheets=False
    )
    html = inliner.inline(composed.html)
    kept = set(_DARK_NAME.findall(" ".join(_STYLE.findall(html))))
    fill = {
        HOLES["view"]: str(escape(service.view_url)),
        HOLES["unsubscribe"]: str(escape(service.unsubscribe)),
    }
    return _tidied(html, kept, fill)


def inline_fragment(composed: Composed) -> str:
    """The finished fragment: styles inline, no class left."""
    return _tidied(css_inline.inline_fragment(composed.html, composed.css), set(), {})


def _tidied(html: str, kept: set[str], fill: dict[str, str]) -> str:
    """Drop classes that no kept style names, and fill in addresses; text is not touched."""

    def classes(match: re.Match[str]) -> str:
        names = [name for name in match[1].split() if name in kept]
        return f' class="{" ".join(names)}"' if names else ""

    def tag(match: re.Match[str]) -> str:
        made = _CLASS.sub(classes, match[0])
        for hole, address in fill.items():
            made = made.replace(f'href="{hole}"', f'href="{address}"')
        return made

    return _TAG.sub(tag, html)
