"""Read finished products again and prove them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pcss_publish.builder import files, manifest, one
from pcss_publish.builder.article import open_article
from pcss_publish.builder.lock import locked
from pcss_publish.builder.manifest import ArticleEntry, Entry, Manifest
from pcss_publish.builder.outcome import Outcome, Reporter, Result, Silent
from pcss_publish.builder.project import Project, slug_of, unique
from pcss_publish.builder.shelf import CERTIFICATE, DOCUMENT, Shelf, certificate_json
from pcss_publish.errors import NoInputError, PublishError, RefusedError
from pcss_publish.exporters.base import Product


def verify(project: Project, sources: Sequence[Path] | None, reporter: Reporter | None = None) -> Result:
    """Prove the products of all sources, or of those given, and write their certificates.

    Raises:
        NoInputError: there is nothing to verify.
        LockedError, OutputError: the project is held by another build, or cannot be written.
    """
    reporter = reporter or Silent()
    paths = project.discover() if sources is None else unique(sources)
    with locked(project, True, reporter):
        before = manifest.read(project.outputs)
        entries = dict(before.articles)
        outcomes = []
        for number, path in enumerate(paths, 1):
            slug = slug_of(path)
            reporter.started(slug, number, len(paths))
            outcome = _one(project, path, entries)
            outcomes.append(outcome)
            reporter.finished(outcome)
        after = Manifest(tools=before.tools, articles=entries)
        if after != before:
            manifest.write(project.outputs, after)
    return Result(tuple(outcomes))


def _one(project: Project, path: Path, entries: dict[str, ArticleEntry]) -> Outcome:
    slug = slug_of(path)
    try:
        article = open_article(path, project)
        entry = entries.get(slug)
        if entry is None:
            raise NoInputError("has no products yet", place=path.name, hint="Run `pcss-publish build` first.")
        if (entry.source_sha256, entry.decisions_sha256) != (article.source_digest, article.desk_digest):
            raise RefusedError(
                "the source or its desk file has changed since the build",
                place=path.name,
                hint="Run `pcss-publish build` again.",
            )
        shelf = Shelf(project.outputs, slug, entry)
        certificate = one.proved(article, _products(shelf, path))
    except PublishError as error:
        return Outcome(slug, path.name, "failed", error=error)
    data = certificate_json(certificate)
    name = shelf.path(CERTIFICATE)
    if entry.products[name].sha256 != files.digest(data):
        files.write(project.outputs / name, data)
        products = entry.products | {name: Entry(sha256=files.digest(data), size=len(data), key="")}
        entries[slug] = entry.model_copy(update={"products": products})
    view = article.published
    return Outcome(
        slug, path.name, "unchanged", view.state, tuple(entry.products), article.findings, view.comments,
        units=len(view.units()),
    )  # fmt: skip


def _products(shelf: Shelf, source: Path) -> dict[str, Product]:
    """The readable products as they lie on the disk, edited or not: the proof is to judge them."""
    certificate = shelf.certificate()
    if certificate is None:
        raise RefusedError(
            "the certificate or the document of the last build is missing or was edited",
            place=source.name,
            hint="Run `pcss-publish build` again.",
        )
    found = {}
    for read in certificate.products:
        if read.suffix == DOCUMENT:
            continue
        try:
            data = (shelf.outputs / shelf.path(read.suffix)).read_bytes()
        except OSError as error:
            raise RefusedError(
                f"{shelf.path(read.suffix)} is gone",
                place=source.name,
                hint="Run `pcss-publish build` again.",
            ) from error
        found[read.suffix] = Product(data, read.house, read.left_out)
    return found
