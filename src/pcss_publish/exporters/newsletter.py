"""Newsletter HTML, its plain text, and a fragment for pasting into another page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

import css_inline
from markupsafe import escape

from pcss_publish.compose.mail import HOLES, Composed, compose_fragment, compose_mail
from pcss_publish.compose.plaintext import compose_text
from pcss_publish.config import Newsletter
from pcss_publish.errors import RefusedError
from pcss_publish.exporters.base import Export, Job, Product
from pcss_publish.exporters.mail_pictures import hosted, left_out
from pcss_publish.findings import Finding, finding

# Exact on serialised HTML: "<" is escaped in text, and '"' in attributes (HTML standard 13.3).
_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [^\s"<>=]+(?:="[^"]*")?)*>')
_CLASS = re.compile(r' class="([^"]*)"')
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_DARK_NAME = re.compile(r"\.([a-z][a-z0-9-]*)")


def export(job: Job) -> Export:
    """Make the mail, its text alternative and the fragment.

    Raises:
        RefusedError: the mail is too large even without comments.
        ConfigError: the theme lacks a template.
    """
    items = job.published.document.comments.items
    shown, mail = _fitted(job)
    unsent = tuple(comment.id for comment in items[shown:])
    fragment = compose_fragment(job.published, job.theme, job.config, hosted(job))
    text, said = compose_text(job.published, job.config)
    products = {
        ".newsletter.html": Product(mail[0].encode(), mail[1].house, unsent),
        ".newsletter.txt": Product(text.encode(), said),
        ".fragment.html": Product(inline_fragment(fragment).encode(), fragment.house),
    }
    return Export(products, (*_told(job, unsent), *left_out(job)))


def _told(job: Job, unsent: tuple[str, ...]) -> Iterable[Finding]:
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
        made[shown] = (inline_mail(composed, job.config.newsletter, job.published.document.id), composed)
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


def inline_mail(composed: Composed, house: Newsletter, slug: str) -> str:
    """The finished mail: styles inline, tokens of the mail service in place.

    Args:
        composed: markup and style sheet.
        house: the tokens.
        slug: name of the article or issue, for the address of its web version.
    """
    inliner = css_inline.CSSInliner(
        inline_style_tags=False, keep_style_tags=True, extra_css=composed.css, load_remote_stylesheets=False
    )
    html = inliner.inline(composed.html)
    kept = set(_DARK_NAME.findall(" ".join(_STYLE.findall(html))))
    view = house.view_url.replace("{slug}", slug)
    fill = {HOLES["view"]: str(escape(view)), HOLES["unsubscribe"]: str(escape(house.unsubscribe))}
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
