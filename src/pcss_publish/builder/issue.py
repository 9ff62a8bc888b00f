"""One issue from its file to what may be seen of it: each of its articles is opened as it is alone."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pcss_publish.builder.article import Article, open_article, source_bytes
from pcss_publish.builder.parts import blocked, decisions, own_parts
from pcss_publish.builder.pictures import picture
from pcss_publish.builder.project import Project, slug_of
from pcss_publish.desk import Omission
from pcss_publish.desk.issue import line_naming, parse
from pcss_publish.errors import ConfigError, PublishError
from pcss_publish.findings import Finding
from pcss_publish.model import Issue, PublishedIssue, within
from pcss_publish.normalization.written_dates import written

COVER = "cover"
"""The name of its picture among the pictures of an issue."""


@dataclass(frozen=True)
class OpenIssue:
    """An issue file and its articles; what is asked of an article can be asked of it."""

    source: Path
    slug: str
    published: PublishedIssue
    articles: tuple[Article, ...]
    source_digest: str
    desk_digest: str
    pictures: Mapping[str, bytes]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What its articles leave open."""
        return tuple(one for article in self.articles for one in article.findings)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Open findings that a release has to wait for."""
        return tuple(found for found in self.findings if found.blocking)

    @property
    def omissions(self) -> tuple[Omission, ...]:
        """What decisions keep out of its articles."""
        return tuple(
            one.model_copy(update={"node": within(n, one.node)})
            for n, article in enumerate(self.articles, 1)
            for one in article.omissions
        )


Matter = Article | OpenIssue
"""What a build makes products of."""


def seconds(matter: Matter | None, project: Project) -> int:
    """Processor seconds for one step: an issue has as many as all of its articles together."""
    parts = len(matter.articles) if isinstance(matter, OpenIssue) else 1
    return project.config.limits.step_seconds * parts


def opened(path: Path, project: Project) -> Matter:
    """Open a source or an issue file.

    Raises:
        NoInputError, SourceError, ConfigError, RefusedError: it, or an article of it, cannot be taken.
    """
    return open_issue(path, project) if project.is_issue(path) else open_article(path, project)


def open_issue(path: Path, project: Project) -> OpenIssue:
    """Read an issue file, and take each of its articles through all stages up to the decisions.

    Raises:
        NoInputError: there is no such file.
        ConfigError: it is wrong, or names an article that is not there; names file and line.
        RefusedError: one of its articles cannot be taken; says which and why.
    """
    own = own_parts(project, path)
    data, issue = _read(path)
    if not issue.printed_date:
        printed = written(issue.date, project.config.publication.language)
        issue = issue.model_copy(update={"printed_date": printed})
    articles = [_article(*found, project) for found in _sources(path, data, issue, project)]
    published = PublishedIssue(
        id=slug_of(path), issue=issue, articles=tuple(one.published for one in articles)
    )
    pictures = {
        within(n, figure): data for n, one in enumerate(articles, 1) for figure, data in one.pictures.items()
    }
    if issue.cover:
        pictures[COVER] = picture(path.parent.resolve(), issue.cover, f"{path.name} (cover)")
    return OpenIssue(path, slug_of(path), published, tuple(articles), own["source"], decisions(own), pictures)


def sources_of(path: Path, project: Project) -> tuple[Path, ...]:
    """The sources of an issue's articles, in order.

    Raises:
        NoInputError, ConfigError: as for :func:`open_issue`.
    """
    data, issue = _read(path)
    return tuple(source for source, _ in _sources(path, data, issue, project))


def _read(path: Path) -> tuple[bytes, Issue]:
    data = source_bytes(path)
    return data, parse(data, path.name)


def _sources(path: Path, data: bytes, issue: Issue, project: Project) -> Iterator[tuple[Path, str]]:
    """The source of each article, and where the issue file names it."""
    sources = {slug_of(source): source for source in project.discover()}
    for slug in issue.articles:
        place = f"{path.name}:{line_naming(data, slug)}"
        if slug not in sources:
            near = difflib.get_close_matches(slug, sources, 1)
            hint = (
                f"Did you mean {near[0]!r}?"
                if near
                else "An article is named as its source, without the ending."
            )
            raise ConfigError(f"there is no article {slug!r}", place=place, hint=hint)
        yield sources[slug], place


def picture_files(matter: Matter) -> dict[str, str]:
    """The files of its pictures, from the folder of its source, by id."""
    if isinstance(matter, Article):
        return {one.id: one.asset for one in matter.published.document.figures if one.asset}
    folder, cover = matter.source.parent, matter.published.issue.cover
    return dict(_articles_pictures(matter, folder)) | ({COVER: cover} if cover else {})


def _articles_pictures(issue: OpenIssue, folder: Path) -> Iterator[tuple[str, str]]:
    for n, article in enumerate(issue.articles, 1):
        there = os.path.relpath(article.source.parent, folder)
        for figure, name in picture_files(article).items():
            yield within(n, figure), f"{there}/{name}"


def _article(source: Path, place: str, project: Project) -> Article:
    try:
        return open_article(source, project)
    except PublishError as error:
        raise blocked(slug_of(source), place, error) from error
