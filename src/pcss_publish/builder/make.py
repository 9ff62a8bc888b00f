"""Build a project: article after article, then the manifest."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pcss_publish.builder import manifest, one
from pcss_publish.builder.article import Article, open_article
from pcss_publish.builder.key import common_part, tools
from pcss_publish.builder.lock import locked
from pcss_publish.builder.manifest import ArticleEntry, Manifest
from pcss_publish.builder.outcome import Outcome, Reporter, Result, Silent
from pcss_publish.builder.project import Project, slug_of, unique
from pcss_publish.catalogue import FORMATS, known
from pcss_publish.errors import BugError, PublishError, RefusedError


@dataclass(frozen=True)
class Options:
    """How to build.

    Attributes:
        formats: names from the catalogue; None takes the configured ones.
        release: refuse articles with open blocking queries.
        strict: count warnings as failures.
        wait: wait for another build to end.
    """

    formats: tuple[str, ...] | None = None
    release: bool = False
    strict: bool = False
    wait: bool = True


def build(
    project: Project, sources: Sequence[Path] | None, options: Options, reporter: Reporter | None = None
) -> Result:
    """Build all sources of the project, or those given; a failed article keeps its earlier products.

    Raises:
        UsageError: there is no such format.
        NoInputError: there is nothing to build.
        SourceError: two sources have one slug.
        LockedError: another build is at work and ``options.wait`` is off.
        OutputError: the folder of the products cannot be written.
    """
    reporter = reporter or Silent()
    paths = project.discover() if sources is None else unique(sources)
    with locked(project, options.wait, reporter):
        before = manifest.read(project.outputs)
        entries = dict(before.articles)
        formats = project.config.build.formats if options.formats is None else known(options.formats)
        whole = sources is None and options.formats is None
        kept = formats if whole else tuple(FORMATS)
        maker = one.Maker(project, formats, kept, common_part(project), reporter)
        outcomes = []
        for number, path in enumerate(paths, 1):
            reporter.started(slug_of(path), number, len(paths))
            outcome, entry = _guarded(maker, path, entries.get(slug_of(path)), options.release)
            if entry:
                entries[slug_of(path)] = entry
            outcomes.append(outcome)
            reporter.finished(outcome)
        if sources is None:
            for slug in set(entries) - {slug_of(path) for path in paths}:
                del entries[slug]
        pruned = _prune(project, before, entries)
        after = Manifest(tools=tools(), articles=entries)
        if after != before:
            manifest.write(project.outputs, after)
    return Result(tuple(outcomes), pruned, options.strict)


def export(
    source: Path, project: Project, fmt: str, *, release: bool = False, encoding: str | None = None
) -> tuple[bytes, Article]:
    """One article in one format, proved; nothing is written.

    Returns:
        The bytes of the format's first product, and the article.

    Raises:
        NoInputError, SourceError, ConfigError: the source or its desk file cannot be taken.
        UsageError: there is no such format.
        RefusedError: a gate or the proof refused it, or a release was asked for with queries open.
        ToolMissingError: a native library or a package is missing.
    """
    known((fmt,))
    article = open_article(source, project, encoding)
    if release:
        refuse_open(article)
    return one.export_and_prove(article, project, fmt), article


def refuse_open(article: Article) -> None:
    """Refuse a release while blocking queries are open.

    Raises:
        RefusedError: some are.
    """
    if article.blocking:
        names = ", ".join(found.key for found in article.blocking)
        raise RefusedError(
            f"no release while blocking queries are open: {names}",
            place=article.source.name,
            hint=f"`pcss-publish check` says of each what to do; decisions go into {article.slug}.desk.toml.",
        )


def _guarded(
    maker: one.Maker, path: Path, previous: ArticleEntry | None, release: bool
) -> tuple[Outcome, ArticleEntry | None]:
    """Make one article; its failure is its own."""
    article = None
    failure: PublishError
    try:
        article = open_article(path, maker.project)
        if release:
            refuse_open(article)
        return maker.make(article, previous)
    except PublishError as error:
        failure = error
    except Exception as error:  # noqa: BLE001 - a bug that one article meets must not cost the others
        failure = BugError(f"{type(error).__name__}: {error}", place=path.name, hint="Please report it.")
        failure.__cause__ = error
    found = article.findings if article else ()
    return Outcome(slug_of(path), path.name, "failed", error=failure, findings=found, path=path), None


def _prune(project: Project, before: Manifest, entries: dict[str, ArticleEntry]) -> tuple[str, ...]:
    """Remove what the manifest owned and no longer does: nothing else in the folder is ours."""
    owned = {name for entry in entries.values() for name in entry.products}
    pruned: list[str] = []
    for slug, entry in sorted(before.articles.items()):
        for name in sorted(set(entry.products) - owned):
            with contextlib.suppress(OSError):
                (project.outputs / name).unlink()
                pruned.append(name)
        if slug not in entries:
            with contextlib.suppress(OSError):
                (project.outputs / slug).rmdir()
    return tuple(pruned)
