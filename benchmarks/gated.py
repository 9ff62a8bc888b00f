"""One article to PDF in this process: read, decided, rendered, passed by the gate, written; not proved.

usage: python benchmarks/gated.py SOURCE PDF
"""

import sys
from pathlib import Path

from pcss_publish.builder.article import open_article
from pcss_publish.builder.export import export_article
from pcss_publish.builder.project import open_project


def main(source: Path, target: Path) -> None:
    """Make the PDF of one article of the project in the working directory."""
    project = open_project(Path.cwd())
    article = open_article(source, project)
    target.write_bytes(export_article(article, project, "pdf").products[".pdf"].data)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
