"""Run one exporter of the catalogue."""

from __future__ import annotations

from importlib import import_module

from pcss_publish.builder.article import Article
from pcss_publish.builder.deadline import deadline
from pcss_publish.builder.project import Project
from pcss_publish.catalogue import FORMATS
from pcss_publish.exporters.base import Export, Exporter, Job


def export_article(article: Article, project: Project, fmt: str) -> Export:
    """Make the products of one article in one format.

    Raises:
        ToolMissingError: a native library or a package is missing.
        RefusedError: the format's gate refused the file, or it took too long.
    """
    exporter: Exporter = import_module(FORMATS[fmt].module).export
    with deadline(project.config.limits.step_seconds, "layout", article.source.name):
        return exporter(Job(article.published, project.theme, project.config, article.pictures))
