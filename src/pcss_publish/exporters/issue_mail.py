"""The digest newsletter of an issue, its plain text, and a fragment for pasting into another page."""

from __future__ import annotations

from pcss_publish.compose.issue_mail import compose, compose_text
from pcss_publish.compose.mail_service import mail_service
from pcss_publish.errors import RefusedError
from pcss_publish.exporters.base import Export, IssueJob, Product
from pcss_publish.exporters.newsletter import inline_fragment, inline_mail, refuse_unfit


def export(job: IssueJob, /) -> Export:
    """Make the digest, its text alternative and the fragment.

    Raises:
        RefusedError: the digest is too large, even without the first words of articles, or holds what the
            mail service takes for a tag.
        ConfigError: the theme lacks a template, or the profile of a mail service a setting.
    """
    fragment = compose(job.published, job.theme, job.config, "fragment.html.j2", blurbs=True)
    words, said = compose_text(job.published, job.config)
    mail, text = _mail(job), Product(words.encode(), said)
    refuse_unfit(job.config, job.published.id, mail, text)
    return Export(
        {
            ".newsletter.html": mail,
            ".newsletter.txt": text,
            ".fragment.html": Product(inline_fragment(fragment).encode(), fragment.house),
        }
    )


def _mail(job: IssueJob) -> Product:
    """The mail; what is not demanded leaves where the limit does: the first words of articles."""
    limit, size = job.config.limits.mail_bytes, 0
    for blurbs in (True, False):
        composed = compose(job.published, job.theme, job.config, "mail.html.j2", blurbs=blurbs)
        data = inline_mail(composed, mail_service(job.config, job.published.id)).encode()
        size = len(data)
        if size <= limit:
            return Product(data, composed.house)
    raise RefusedError(
        f"the digest has {size} bytes, and may have {limit}",
        place=job.published.id,
        hint="Mail clients cut longer mails off. Raise limits.mail_bytes, or split the issue.",
    )
