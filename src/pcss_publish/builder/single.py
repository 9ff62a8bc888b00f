"""One article in one format, made here and now; nothing is written and nothing is kept."""

from __future__ import annotations

from pathlib import Path

from pcss_publish.builder.article import open_article
from pcss_publish.builder.assemble import refusal
from pcss_publish.builder.issue import Matter, open_issue
from pcss_publish.builder.output_profile import require
from pcss_publish.builder.project import Project
from pcss_publish.builder.proving import export_and_prove
from pcss_publish.catalogue import FORMATS, known
from pcss_publish.errors import UsageError
from pcss_publish.model.guidance import Guidance


def export(
    source: Path,
    project: Project,
    fmt: str,
    *,
    release: bool = False,
    encoding: str | None = None,
    guidance: Guidance | None = None,
) -> tuple[bytes, Matter]:
    """One article, or one issue, in one format, proved.

    Returns:
        The bytes of the format's first product, and the article.

    Raises:
        NoInputError, SourceError, ConfigError: the source or its desk file cannot be taken.
        UsageError: there is no such format.
        RefusedError: a gate or the proof refused it, or a release was asked for with queries open.
        ToolMissingError: a native library or a package is missing.
    """
    known((fmt,))
    require(project, (fmt,))
    article: Matter
    if project.is_issue(source):
        if not FORMATS[fmt].of_issue:
            made = ", ".join(name for name in FORMATS if FORMATS[name].of_issue)
            raise UsageError(f"no {fmt} is made of a whole issue", hint=f"Made of issues: {made}.")
        article = open_issue(source, project)
    else:
        article = open_article(source, project, encoding, guidance)
    if release and article.blocking:
        raise refusal(source, article.blocking)
    return export_and_prove(article, project, fmt), article
