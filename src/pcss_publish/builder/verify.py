"""Read finished products again and prove them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pcss_publish.builder import files, manifest
from pcss_publish.builder.article import Article, open_article
from pcss_publish.builder.deadline import deadline
from pcss_publish.builder.inspection import Inspection, inspect
from pcss_publish.builder.lock import locked
from pcss_publish.builder.manifest import ArticleEntry, Entry, Manifest
from pcss_publish.builder.outcome import Outcome, Reporter, Result, Silent
from pcss_publish.builder.project import Project, slug_of, unique
from pcss_publish.builder.shelf import CERTIFICATE, Shelf, certificate_json
from pcss_publish.errors import NoInputError, PublishError, RefusedError


def verify(project: Project, sources: Sequence[Path] | None, reporter: Reporter | None = None) -> Result:
    """Prove the products of the whole project, or of the sources given, and write their certificates.

    Every product that the manifest names is read again and held against it and against the article.

    Raises:
        NoInputError: there is nothing to verify, or no source or article of a name that was given.
        LockedError, OutputError: the project is held by another build, or cannot be written.
    """
    reporter = reporter or Silent()
    paths = {slug_of(path): path for path in _sources(project, sources)}
    with locked(project, True, reporter):
        before = manifest.read(project.outputs)
        if not before.articles:
            raise NoInputError(
                "there is no manifest of a build that could be read",
                place=str(project.outputs / manifest.NAME),
                hint="Run `pcss-publish build` first. Copied products need their manifest.json too.",
            )
        entries = dict(before.articles)
        slugs = list(paths) if sources is not None else sorted({*paths, *entries})
        outcomes = []
        for number, slug in enumerate(slugs, 1):
            reporter.started(slug, number, len(slugs))
            reporter.step(slug, "proof")
            outcomes.append(_one(project, slug, paths.get(slug), entries))
            reporter.finished(outcomes[-1])
        after = Manifest(tools=before.tools, articles=entries)
        if after != before:
            manifest.write(project.outputs, after)
    return Result(tuple(outcomes))


def _sources(project: Project, named: Sequence[Path] | None) -> tuple[Path, ...]:
    """The sources; one may be named as reports name its article."""
    if named is None:
        return project.discover()
    found = []
    for path in named:
        known = {} if path.is_file() else {Path(slug_of(one)): one for one in project.discover()}
        if known and path not in known:
            raise NoInputError(
                "there is no such source or article",
                place=str(path),
                hint="Name a file, or an article as `pcss-publish verify` does.",
            )
        found.append(known.get(path, path))
    return unique(found)


def _one(project: Project, slug: str, path: Path | None, entries: dict[str, ArticleEntry]) -> Outcome:
    entry = entries.get(slug)
    if entry is None:
        name = path.name if path else slug
        missing = NoInputError(
            "has no products yet", place=name, hint="Run `pcss-publish build` to make them."
        )
        return Outcome(slug, name, "unverified", error=missing)
    shelf = Shelf(project.outputs, slug, entry)
    article, unread = _opened(project, path, entry)
    try:
        with deadline(project.config.limits.step_seconds, "proof", entry.source):
            found = inspect(shelf, article)
    except RefusedError as late:
        return Outcome(slug, entry.source, "unverified", entry.state, tuple(entry.products), error=late)
    _record(shelf, found, entries)
    error = unread or _refusal(found, entry)
    status: Literal["verified", "unverified"] = "unverified" if error else "verified"
    outcome = Outcome(slug, entry.source, status, entry.state, tuple(entry.products), error=error)
    if article is None:
        return outcome
    view = article.published
    return replace(
        outcome, findings=article.findings, comments=view.comments, units=len(view.units()),
        proved=len(found.certificate.products), path=article.source,
    )  # fmt: skip


def _opened(
    project: Project, path: Path | None, entry: ArticleEntry
) -> tuple[Article | None, PublishError | None]:
    """The article as it was built, or why there is none to compare with."""
    again = "Run `pcss-publish build` again."
    if path is None:
        return None, RefusedError(
            "the source of these products is gone",
            place=entry.source,
            hint="Put it back, or run `pcss-publish build`, which removes them.",
        )
    try:
        article = open_article(path, project)
    except PublishError as error:
        return None, error
    if (entry.source_sha256, entry.decisions_sha256) != (article.source_digest, article.desk_digest):
        what = "the source or its desk file has changed since the build"
        return None, RefusedError(what, place=path.name, hint=again)
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


def _record(shelf: Shelf, found: Inspection, entries: dict[str, ArticleEntry]) -> None:
    """Write the certificate, so that none says `ok` of what is not."""
    data, name = certificate_json(found.certificate), shelf.path(CERTIFICATE)
    entry = entries[shelf.slug]
    if not found.declared:
        # The manifest goes on naming the lost one: only a build can make a certificate that holds again.
        files.write(shelf.outputs / name, data)
    elif entry.products[name].sha256 != files.digest(data):
        files.write(shelf.outputs / name, data)
        products = entry.products | {name: Entry(sha256=files.digest(data), size=len(data), key="")}
        entries[shelf.slug] = entry.model_copy(update={"products": products})


def _unproved(entry: ArticleEntry) -> RefusedError:
    return RefusedError(
        "the files are as built, but the proof of them failed",
        place=entry.source,
        hint="Run `pcss-publish build`; if it builds, and this stays, report it.",
    )
