"""``pcss-publish verify``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pcss_publish.cli import console


@click.command("verify")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("--output-dir", type=click.Path(path_type=Path), help="Instead of outputs/.")
def command(sources: tuple[Path, ...], output_dir: Path | None) -> int:
    """Read the finished products again and prove that every word is there.

    Writes each article's certificate. Exit 1 if a product lost, changed, doubled or moved a text, or
    shows one that was withheld.
    """
    from pcss_publish.builder import verify
    from pcss_publish.builder.project import find_root, open_project

    start = sources[0].resolve().parent if sources else Path.cwd()
    project = open_project(find_root(start), os.environ, outputs=output_dir)
    total = verify.verify(project, sources or None, console.Progress())
    console.result(total)
    return total.exit_code
