"""What a worker does to verify the products of one article."""

from __future__ import annotations

from dataclasses import replace

from pcss_publish.builder.deadline import deadline
from pcss_publish.builder.inspection import Inspection, inspect
from pcss_publish.builder.issue import Matter, opened, seconds
from pcss_publish.builder.manifest import ArticleEntry
from pcss_publish.builder.outcome import Outcome
from pcss_publish.builder.proving import certificate_json
from pcss_publish.builder.verify import ToVerify, Verified
from pcss_publish.errors import PublishError, RefusedError


def verified(order: ToVerify) -> Verified:
    """Read the products of an article again; what is wrong with them stands in the outcome."""
    slug, entry = order.slug, order.entry
    base = Outcome(slug, entry.source, "unverified", entry.state, tuple(entry.products))
    article, unread = _opened(order)
    try:
        with deadline(seconds(article, order.project), "proof", entry.source):
            found = inspect(order.project.outputs, slug, entry, article)
    except RefusedError as late:
        return Verified(replace(base, error=late))
    error = unread or _refusal(found, entry)
    outcome = replace(base, status="unverified" if error else "verified", error=error)
    if article:
        outcome = replace(
            outcome, findings=article.findings, comments=article.published.comments,
            units=len(article.published.units()), proved=len(found.certificate.products), path=article.source,
        )  # fmt: skip
    return Verified(outcome, certificate_json(found.certificate), found.declared)


def _opened(order: ToVerify) -> tuple[Matter | None, PublishError | None]:
    """The article as it was built, or why there is none to compare with."""
    entry = order.entry
    if order.gone:
        return None, RefusedError(
            "the source of these products is gone",
            place=entry.source,
            hint="Put it back, or run `pcss-publish build`, which removes them.",
        )
    try:
        article = opened(order.source, order.project)
    except PublishError as error:
        return None, error
    if (entry.source_sha256, entry.decisions_sha256) != (article.source_digest, article.desk_digest):
        what = "the source or its desk file has changed since the build"
        return None, RefusedError(what, place=order.source.name, hint="Run `pcss-publish build` again.")
    return article, None


def _refusal(found: Inspection, entry: ArticleEntry) -> RefusedError | None:
    if not found.problems:
        return None if found.certificate.ok else _unproved(entry)
    count, total = len(found.problems), len(entry.products)
    lines = "".join(f"\n  {name}: {what}" for name, what in found.problems.items())
    return RefusedError(
        f"{count} of {total} files {'is' if count == 1 else 'are'} not as built:{lines}",
        place=entry.source,
        hint=f"Run `pcss-publish build` to restore {'it' if count == 1 else 'them'}.",
    )


def _unproved(entry: ArticleEntry) -> RefusedError:
    return RefusedError(
        "the files are as built, but the proof of them failed",
        place=entry.source,
        hint="Run `pcss-publish build`; if it builds, and this stays, report it.",
    )
