"""``pcss-publish normalize``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pcss_publish.cli import console


@click.command("normalize")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", default="-", help="File to write; - (the default) is standard output.")
@click.option("--encoding", help="Encoding of the source, where it is not UTF-8.")
def command(source: Path, output: str, encoding: str | None) -> int:
    """Write the document model of SOURCE as JSON, ledger and all.

    The JSON is itself a valid SOURCE. What the reader found doubtful is reported.
    """
    from pcss_publish.builder import files
    from pcss_publish.builder.article import import_source
    from pcss_publish.builder.project import find_root, open_project

    project = open_project(find_root(source.resolve().parent), os.environ)
    document, found = import_source(source, project, encoding)
    data = document.model_dump_json(indent=1).encode() + b"\n"
    if output == "-":
        console.output(data)
    else:
        files.write(Path(output), data)
    console.findings(one for one in found if one.blocking)
    return 0
