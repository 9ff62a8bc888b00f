"""Run one exporter of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext, suppress
from importlib import import_module

from pcss_publish.builder.deadline import deadline
from pcss_publish.builder.issue import Matter, OpenIssue, seconds
from pcss_publish.builder.output_profile import KEY, profile_data
from pcss_publish.builder.project import Project
from pcss_publish.catalogue import FORMATS, in_order
from pcss_publish.errors import ToolMissingError
from pcss_publish.exporters.base import Export, Exporter, IssueExporter, IssueJob, Job

NOTHING: Mapping[str, bytes] = {}


def export_article(
    article: Matter, project: Project, fmt: str, artefacts: Mapping[str, bytes] = NOTHING
) -> Export:
    """Make the products of one article, or of one issue, in one format.

    Args:
        article: what is exported.
        project: theme and configuration.
        fmt: name of the format.
        artefacts: those of the formats that it consumes, by name.

    Raises:
        ToolMissingError: a native library or a package is missing.
        RefusedError: the format's gate refused the file, or it took too long.
    """
    given = (project.theme, project.config, article.pictures)
    profile = profile_data(project) if KEY in FORMATS[fmt].needs else b""
    with deadline(seconds(article, project), "layout", article.source.name):
        if isinstance(article, OpenIssue):
            whole: IssueExporter = import_module(FORMATS[fmt].of_issue).export
            return whole(IssueJob(article.published, *given, artefacts, profile))
        exporter: Exporter = import_module(FORMATS[fmt].module).export
        return exporter(Job(article.published, *given, artefacts, profile))


def export_alone(article: Matter, project: Project, fmt: str) -> Export:
    """As :func:`export_article`, after whatever the format consumes.

    Raises:
        ToolMissingError, RefusedError: as there.
    """
    artefacts: dict[str, bytes] = {}
    for name in in_order((fmt,), project.config.build.formats):
        with suppress(ToolMissingError) if name != fmt else nullcontext():  # then it does without
            export = export_article(article, project, name, artefacts)
            artefacts |= export.artefacts
    return export
