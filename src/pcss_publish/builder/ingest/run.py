"""Take in what a person names: each file by itself, so that a broken one costs no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from pcss_publish.builder.ingest.offers import Offer, offers
from pcss_publish.builder.ingest.place import Places
from pcss_publish.builder.ingest.report import Intake, Row
from pcss_publish.builder.ingest.understand import opened
from pcss_publish.builder.project import Project, slug_of, slugified
from pcss_publish.errors import BugError, PublishError, UsageError
from pcss_publish.model.guidance import Guidance

_NO_ARTICLE: Final = "no article was recognised in it; to take it in nevertheless, name the file itself"
_ALREADY: Final = "it was taken in before; how it is to be read is said in"


@dataclass(frozen=True)
class Wishes:
    """How to take files in.

    Attributes:
        slug: name of the one article; empty: from its title.
        guidance: what a person says of how the sources are to be read.
        dry_run: write nothing.
    """

    slug: str = ""
    guidance: Guidance | None = None
    dry_run: bool = False


def ingest(
    names: Sequence[str],
    project: Project,
    wishes: Wishes,
    stdin: BinaryIO,
    told: Callable[[Row], None] = lambda _: None,
) -> Intake:
    """Bring files into a project's sources.

    Args:
        names: files, folders, ZIP archives, WordPress exports; ``-`` is ``stdin``.
        project: whose sources.
        wishes: how.
        stdin: standard input.
        told: hears of each file as soon as it is done.

    Raises:
        UsageError: a slug that is none, or one for several articles.
    """
    if wishes.slug and slugified(wishes.slug) != wishes.slug:
        raise UsageError(
            f"--slug {wishes.slug!r} is no name of a source",
            hint=f"Small letters, digits and hyphens: {slugified(wishes.slug) or 'article-1'}.",
        )
    one_only = bool(wishes.slug or (wishes.guidance and wishes.guidance.comments_from))
    if one_only and (len(names) > 1 or Path(names[0]).is_dir()):
        raise UsageError("--slug and --comments-from are for one article", hint="Name one file.")
    places, rows = Places(project, wishes.dry_run), []
    for offer in offers(names, stdin, project.config.limits.source_bytes):
        row = _row(offer, project, places, wishes)
        rows.append(row)
        told(row)
    return Intake(dry_run=wishes.dry_run, rows=tuple(rows))


def _row(offer: Offer, project: Project, places: Places, wishes: Wishes) -> Row:
    if offer.left:
        return Row(name=offer.name, status="left", why=offer.left)
    try:
        return _taken(offer, project, places, wishes)
    except PublishError as error:
        place = f"{error.place}: " if error.place and not offer.name.endswith(error.place) else ""
        hint = f"\n  {error.hint}" if error.hint else ""
        why = f"{place}{error.message}{hint}"
        return Row(name=offer.name, status="failed", why=why, exit_code=error.exit_code)
    except Exception as problem:  # noqa: BLE001 - a bug that one file meets must not cost the others
        why = f"a bug in pcss-publish: {type(problem).__name__}: {problem}\n  Please report it."
        return Row(name=offer.name, status="failed", why=why, exit_code=BugError.exit_code)


def _taken(offer: Offer, project: Project, places: Places, wishes: Wishes) -> Row:
    if offer.error:
        raise offer.error
    there = places.holding(offer.data)
    if there:
        why = f"{_ALREADY} {project.desk_file(there).name}" if wishes.guidance else ""
        return Row(name=offer.name, status="there", slug=slug_of(there), file=_below(there, project), why=why)
    article = opened(offer, project, wishes.guidance)
    if article is None:
        return Row(name=offer.name, status="left", why=_NO_ARTICLE)
    slug, suffix = wishes.slug or article.slug, article.suffix
    path = places.put(offer.data, slug, suffix, wishes.guidance, exact=bool(wishes.slug))
    return Row(
        name=offer.name, status="new", slug=slug_of(path), file=_below(path, project),
        article=article.understood,
    )  # fmt: skip


def _below(path: Path, project: Project) -> str:
    """A path as seen from the project."""
    return str(path.relative_to(project.root) if path.is_relative_to(project.root) else path)
