"""Build a project: every article to every format, proved, and put in its place."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from pcss_publish.build import files, manifest
from pcss_publish.build.article import Article, open_article
from pcss_publish.build.export import export_article
from pcss_publish.build.key import key, project_part
from pcss_publish.build.manifest import ArticleEntry, Manifest
from pcss_publish.build.outcome import Outcome, Reporter, Result, Silent
from pcss_publish.build.project import Project, slug_of, unique
from pcss_publish.build.shelf import Shelf
from pcss_publish.catalogue import FORMATS
from pcss_publish.errors import LockedError, OutputError, PublishError, RefusedError, ToolMissingError
from pcss_publish.exporters.base import Export
from pcss_publish.proof import prove


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
    """Build all sources of the project, or those given.

    Raises:
        NoInputError: there is nothing to build.
        LockedError: another build is at work and ``options.wait`` is off.
        OutputError: the folder of the products cannot be written.
    """
    reporter = reporter or Silent()
    paths = project.discover() if sources is None else unique(sources)
    with locked(project, options.wait, reporter):
        before = manifest.read(project.outputs)
        common = project_part(project)
        entries = dict(before.articles)
        outcomes = []
        for number, path in enumerate(paths, 1):
            slug = slug_of(path)
            reporter.started(slug, number, len(paths))
            outcome, entry = _guarded(path, project, options, common, reporter)
            if entry:
                entries[slug] = entry
            outcomes.append(outcome)
            reporter.finished(outcome)
        gone = () if sources is not None else _prune(project, entries, {slug_of(path) for path in paths})
        after = Manifest(tools=common["tools"], articles=entries)  # type: ignore[arg-type]
        if after != before:
            manifest.write(project.outputs, after)
    return Result(tuple(outcomes), gone, options.strict)


def locked(project: Project, wait: bool, reporter: Reporter) -> AbstractContextManager[object]:
    """Hold the project against other builds.

    Raises:
        LockedError: another build is at work and ``wait`` is off.
        OutputError: the folder of the products cannot be written.
    """
    path = project.outputs / ".cache" / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        lock.acquire(timeout=0)
    except Timeout:
        if not wait:
            raise LockedError(
                "another build is at work here", place=str(path), hint="Wait for it, or leave out --no-wait."
            ) from None
        reporter.waiting(str(path))
        lock.acquire()
    except OSError as error:
        raise OutputError(
            f"the folder of the products cannot be written: {error.strerror}",
            place=str(project.outputs),
            hint="Give yourself the right to write there, or choose another with --output-dir.",
        ) from error
    return lock.acquire(timeout=0) if lock.is_locked else nullcontext()


def _guarded(
    path: Path, project: Project, options: Options, common: dict[str, object], reporter: Reporter
) -> tuple[Outcome, ArticleEntry | None]:
    slug = slug_of(path)
    try:
        article = open_article(path, project)
        _may_release(article, options.release)
        return _article(article, project, options, common, reporter)
    except PublishError as error:
        found = article.findings if "article" in locals() else ()
        return Outcome(slug, path.name, "failed", error=error, findings=found), None


def _may_release(article: Article, release: bool) -> None:
    if release and article.blocking:
        keys = ", ".join(found.key for found in article.blocking)
        raise RefusedError(
            f"no release while {len(article.blocking)} queries are open: {keys}",
            place=article.source.name,
            hint=f"Settle them in {article.slug}.desk.toml; `pcss-publish check {article.source.name}` explains them.",
        )
