"""A desk file to begin with, beside a source that was just taken in."""

from __future__ import annotations

from pathlib import Path

from pcss_publish.builder import files
from pcss_publish.builder.article import open_article
from pcss_publish.builder.project import Project
from pcss_publish.desk import Desk, skeleton


def begin_desk(path: Path, project: Project) -> Path:
    """Write what is open in a source into its desk file, commented out; what stands there already stays.

    Raises:
        PublishError: the source cannot be opened, or the desk file cannot be written.
    """
    article = open_article(path, project)
    file = project.desk_file(path)
    begun = file.read_bytes() if file.is_file() else f'source = "sha256:{article.source_digest}"\n'.encode()
    text = skeleton(article.decided, article.desk or Desk(), file.name)
    files.write(file, begun + b"\n" + text.encode() + b"\n")
    return file
