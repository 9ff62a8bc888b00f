"""What has become of the files that the manifest names: every byte is hashed again, and nothing is parsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pcss_publish.builder import files
from pcss_publish.builder.lock import locked
from pcss_publish.builder.manifest import ArticleEntry
from pcss_publish.builder.outcome import Reporter
from pcss_publish.builder.project import Project, slug_of
from pcss_publish.builder.verify import recorded
from pcss_publish.errors import NoInputError


def damage(outputs: Path, entry: ArticleEntry) -> dict[str, str]:
    """What is wrong with the products of an article, by path below ``outputs/``."""
    return {name: what for name in entry.products if (what := _damage(outputs, name, entry))}


def all_damage(project: Project, named: Sequence[Path], reporter: Reporter) -> tuple[int, dict[str, str]]:
    """Hash the products of a project again, or of the articles or sources named.

    Returns:
        How many files there should be, and what is wrong, by path below ``outputs/``.

    Raises:
        NoInputError: there is no manifest, or no article of that name in it.
        LockedError, OutputError: the project cannot be held against other builds.
    """
    with locked(project, True, reporter):
        entries = recorded(project).articles
    if named:
        entries = {slug: entries[slug] for slug in (_known(path, entries) for path in named)}
    found: dict[str, str] = {}
    for entry in entries.values():
        found |= damage(project.outputs, entry)
    return sum(len(entry.products) for entry in entries.values()), found


def _known(path: Path, entries: Mapping[str, ArticleEntry]) -> str:
    slug = slug_of(path)
    if slug in entries:
        return slug
    hint = "`pcss-publish inspect` lists them."
    raise NoInputError("the manifest names no such article", place=str(path), hint=hint)


def _damage(outputs: Path, name: str, whose: ArticleEntry) -> str:
    entry = whose.products[name]
    try:
        data = (outputs / name).read_bytes()
    except OSError as error:
        return "missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
    if files.digest(data) != entry.sha256:
        return "changed since the build"
    return "left from an earlier build of the article" if entry.stale else ""
