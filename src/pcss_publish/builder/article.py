"""One article from its bytes to what may be seen of it: read, normalize, check, decide."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from pcss_publish.builder.deadline import deadline
from pcss_publish.builder.house_styles import styles_of
from pcss_publish.builder.pictures import pictures_of
from pcss_publish.builder.project import Project, slug_of
from pcss_publish.catalogue import FORMATS
from pcss_publish.checks import check
from pcss_publish.compose.house import word
from pcss_publish.desk import Decided, Desk, Omission, Policy, decide, load
from pcss_publish.errors import NoInputError, SourceError
from pcss_publish.findings import Finding
from pcss_publish.model import Document, Published
from pcss_publish.model.guidance import Guidance
from pcss_publish.model.ledger import dropped
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from pcss_publish.wording import counted


class NoTextError(SourceError):
    """A source of which nothing would be printed."""


@dataclass(frozen=True)
class Article:
    """A source, its import, and the editor's view of it."""

    source: Path
    slug: str
    document: Document
    decided: Decided
    source_digest: str
    desk_digest: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    desk: Desk | None = None

    @property
    def published(self) -> Published:
        """What may be seen."""
        return self.decided.published

    @property
    def omissions(self) -> tuple[Omission, ...]:
        """What decisions keep out."""
        return self.decided.omissions

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings that are still open."""
        return self.decided.findings

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Open findings that a release has to wait for."""
        return tuple(found for found in self.findings if found.blocking)


def source_bytes(path: Path) -> bytes:
    """The bytes of a source.

    Raises:
        NoInputError: there is no such file, or it cannot be read.
    """
    if path.is_dir():
        raise NoInputError("is a folder, not a source", place=str(path), hint="Name one file in it.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoInputError(
            f"cannot be read: {error.strerror}", place=str(path), hint="Check the name."
        ) from error


def desk_of(path: Path, project: Project) -> Desk | None:
    """The decisions on a source; None where there is no desk file, or an empty one.

    Raises:
        ConfigError: it is wrong.
    """
    file = project.desk_file(path)
    return load(file) if file.is_file() and file.stat().st_size else None


def guided(desk: Desk | None, said: Guidance | None = None) -> Guidance:
    """What is known of how a source is to be read: what its desk file says, and over it what is ``said``."""
    filed = desk.reading.guidance(desk.file) if desk and desk.reading else Guidance()
    if said is None:
        return filed
    left = (filed.profile and not said.profile) or (filed.comments_from and not said.comments_from)
    return Guidance(
        profile=said.profile or filed.profile,
        comments_from=said.comments_from or filed.comments_from,
        place=f"{filed.place} and {said.place}" if left else said.place,
        by_file=filed.by_file and not said.comments_from,
    )


def import_source(
    path: Path,
    data: bytes,
    project: Project,
    encoding: str | None = None,
    guidance: Guidance | None = None,
) -> tuple[Document, tuple[Finding, ...]]:
    """Read and normalize the bytes of one source; the findings are the reader's and the checks'.

    Raises:
        SourceError: it cannot be read as an article.
        ConfigError, UsageError: ``guidance`` cannot be.
        RefusedError: the reading took longer than ``limits.step_seconds``.
    """
    limits = project.config.limits
    with deadline(limits.step_seconds, "reading", path.name):
        received = read_bytes(
            data, path.name, encoding=encoding, limit=limits.source_bytes, styles=styles_of(project)
        )
        normal = normalize(received, guidance)
        document = normal.document.model_copy(update={"id": slug_of(path)})
        found = (*normal.findings, *check(document))
    return document, tuple(one.model_copy(update={"source": path.name}) for one in found)


def open_article(
    path: Path, project: Project, encoding: str | None = None, guidance: Guidance | None = None
) -> Article:
    """Take one source through all stages up to the editor's decisions.

    Args:
        path: the source.
        project: its policy.
        encoding: name of the source's encoding where it is not UTF-8.
        guidance: what is said of the source beside its desk file, and goes before it.

    Raises:
        NoInputError: there is no such file.
        SourceError: it cannot be read as an article, or is too deep or too large for it.
        ConfigError: its desk file is wrong.
    """
    data = source_bytes(path)
    desk_path = project.desk_file(path)
    desk_data = desk_path.read_bytes() if desk_path.is_file() else b""
    desk = load(desk_path) if desk_data else None
    return article_of(path, data, project, encoding, desk, guided(desk, guidance), _digest(desk_data))


def article_of(
    path: Path,
    data: bytes,
    project: Project,
    encoding: str | None = None,
    desk: Desk | None = None,
    guidance: Guidance | None = None,
    desk_digest: str = "",
) -> Article:
    """As :func:`open_article`, of bytes and decisions that were read before; ``path`` need not be there.

    Raises:
        SourceError, ConfigError, RefusedError: as there.
    """
    try:
        document, found = import_source(path, data, project, encoding, guidance)
        _refuse_nothing(document, path)
    except RecursionError as error:
        raise SourceError(
            "is nested too deep", place=str(path), hint="No article needs that; look at the file."
        ) from error
    comments = project.config.comments
    language = project.config.publication.language
    policy = Policy(
        comments=comments.policy,
        order=comments.order,
        rights_required=project.config.rights.required,
        anonymous=word(language, "anonymous"),
        redacted=f"[{word(language, 'redacted')}]",
        date=project.date,
    )
    with deadline(project.config.limits.step_seconds, "deciding", path.name):
        decided = decide(document, found, desk, policy, check)
        asked = tuple(_asked(decided.published, project))
        if asked:
            decided = decide(document, (*found, *asked), desk, policy, check)
    return Article(
        path,
        slug_of(path),
        document,
        _placed(decided, path.name),
        _digest(data),
        desk_digest or _digest(b""),
        pictures_of(decided.published, path.parent, project.desk_file(path).name),
        desk,
    )


def _refuse_nothing(document: Document, path: Path) -> None:
    """Refuse a source of which nothing would be printed; A011 asks about one with a head or notices."""
    if not document.units():
        lines = counted(len(dropped(document.ledger)), "line")
        raise NoTextError(
            f"no text of an article is in it; {lines} were left out as page furniture",
            place=path.name,
            hint="Copy the page again; `pcss-publish normalize SOURCE --show-dropped` prints these lines.",
        )


def _asked(published: Published, project: Project) -> Iterator[Finding]:
    """What the configured formats cannot show of this article."""
    for name in project.config.build.formats:
        module, _, function = FORMATS[name].asks.partition(":")
        if module:
            yield from getattr(import_module(module), function)(published, project.theme)


def _placed(decided: Decided, name: str) -> Decided:
    """The findings that concern the article as a whole name its source too."""
    found = (one if one.source else one.model_copy(update={"source": name}) for one in decided.findings)
    return decided.model_copy(update={"findings": tuple(found)})


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
