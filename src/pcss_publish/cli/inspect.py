"""``pcss-publish inspect``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from pcss_publish.cli import console, tables


@click.command("inspect")
@click.option("--json", "as_json", is_flag=True, help="All of it as one JSON object on standard output.")
@click.option("--output-dir", type=click.Path(path_type=Path), help="Instead of outputs/.")
def command(as_json: bool, output_dir: Path | None) -> int:
    """Show what a project holds: sources, products, what a build would do, and the size of the store."""
    from pcss_publish.builder.project import find_root, open_project
    from pcss_publish.builder.survey import survey

    project = open_project(find_root(Path.cwd()), os.environ, outputs=output_dir)
    found = survey(project)
    if as_json:
        console.output(json.dumps(found, indent=1, ensure_ascii=False).encode() + b"\n")
    else:
        console.lines(tables.survey(found))
    return 0
