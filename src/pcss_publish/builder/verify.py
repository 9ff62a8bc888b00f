"""Read finished products again and prove them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pcss_publish.builder import files
from pcss_publish.builder.crew import AHEAD, Crew
from pcss_publish.builder.executors import Means, Order
from pcss_publish.builder.lock import locked
from pcss_publish.builder.manifest import NAME, ArticleEntry, Entry, Journal, Manifest, read
from pcss_publish.builder.outcome import Outcome, Reporter, Result, Silent
from pcss_publish.builder.project import Project, slug_of, unique
from pcss_publish.builder.shelf import CERTIFICATE
from pcss_publish.errors import NoInputError, PublishError


@dataclass(frozen=True)
class ToVerify(Order):
    """An article whose products are to be read again.

    Attributes:
        entry: what the manifest says of them.
        gone: whether its source is no longer there.
    """

    slug: str
    entry: ArticleEntry
    gone: bool


@dataclass(frozen=True)
class Verified:
    """What came of it.

    Attributes:
        certificate: what is to be written, so that none says `ok` of what is not.
        declared: whether the certificate of the build was there.
    """

    outcome: Outcome
    certificate: bytes = b""
    declared: bool = False


def verify(
    project: Project,
    sources: Sequence[Path] | None,
    reporter: Reporter | None = None,
    means: Means | None = None,
) -> Result:
    """Prove the products of the whole project, or of the sources given, and write their certificates.

    Every product that the manifest names is read again and held against it and against the article.

    Raises:
        NoInputError: there is nothing to verify, or no source or article of a name that was given.
        LockedError, OutputError: the project is held by another build, or cannot be written.
    """
    reporter = reporter or Silent()
    paths = {slug_of(path): path for path in _sources(project, sources)}
    with locked(project, True, reporter):
        before = recorded(project)
        entries = dict(before.articles)
        slugs = list(paths) if sources is not None else sorted({*paths, *entries})
        reporter.begun(len(slugs))
        found: dict[str, Outcome] = {}
        for slug, verified in _each(project, {slug: paths.get(slug) for slug in slugs}, entries, means):
            _record(project, slug, verified, entries)
            found[slug] = verified.outcome
            reporter.advanced(len(found), len(slugs))
        for slug in slugs:
            reporter.finished(found[slug])
        Journal(project.outputs).close(Manifest(tools=before.tools, articles=entries))
    return Result(tuple(found[slug] for slug in slugs))


def recorded(project: Project) -> Manifest:
    """The manifest.

    Raises:
        NoInputError: there is none, or it names nothing.
    """
    found = read(project.outputs)
    if not found.articles:
        raise NoInputError(
            "there is no manifest of a build that could be read",
            place=str(project.outputs / NAME),
            hint="Run `pcss-publish build` first. Copied products need their manifest.json too.",
        )
    return found


def work(order: ToVerify) -> Verified:
    """Verify an article. What that needs is imported by the worker."""
    from pcss_publish.builder.verifier import verified

    return verified(order)


def _each(
    project: Project, paths: dict[str, Path | None], entries: dict[str, ArticleEntry], means: Means | None
) -> Iterator[tuple[str, Verified]]:
    with Crew(work, means or Means(), project.config.limits.memory_mb) as crew:
        for slug, path in paths.items():
            entry = entries.get(slug)
            if entry is None:
                yield slug, Verified(_unbuilt(slug, path.name if path else slug))
                continue
            crew.give(ToVerify(project, path or Path(entry.source), slug, entry, gone=path is None))
            yield from (_came(*done) for done in crew.back(AHEAD))
        yield from (_came(*done) for done in crew.back(0))


def _came(order: ToVerify, came: Verified | PublishError) -> tuple[str, Verified]:
    if isinstance(came, PublishError):
        return order.slug, Verified(Outcome(order.slug, order.entry.source, "unverified", error=came))
    return order.slug, came


def _unbuilt(slug: str, name: str) -> Outcome:
    missing = NoInputError("has no products yet", place=name, hint="Run `pcss-publish build` to make them.")
    return Outcome(slug, name, "unverified", error=missing)


def _sources(project: Project, named: Sequence[Path] | None) -> tuple[Path, ...]:
    """The sources; one may be named as reports name its article."""
    if named is None:
        return project.everything()
    found = []
    for path in named:
        known = {} if path.is_file() else {Path(slug_of(one)): one for one in project.everything()}
        if known and path not in known:
            raise NoInputError(
                "there is no such source or article",
                place=str(path),
                hint="Name a file, or an article as `pcss-publish verify` does.",
            )
        found.append(known.get(path, path))
    return unique(found)


def _record(project: Project, slug: str, verified: Verified, entries: dict[str, ArticleEntry]) -> None:
    if not verified.certificate:
        return
    data, name, entry = verified.certificate, f"{slug}/{slug}{CERTIFICATE}", entries[slug]
    if not verified.declared:
        # The manifest goes on naming the lost one: only a build can make a certificate that holds again.
        files.write(project.outputs / name, data)
    elif entry.products[name].sha256 != files.digest(data):
        files.write(project.outputs / name, data)
        key = entry.products[name].key
        products = entry.products | {name: Entry(sha256=files.digest(data), size=len(data), key=key)}
        entries[slug] = entry.model_copy(update={"products": products})
