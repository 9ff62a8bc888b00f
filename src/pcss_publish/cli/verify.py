"""``pcss-publish verify``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pcss_publish.cli import console, progress
from pcss_publish.cli.options import JOBS


@click.command("verify")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("--output-dir", type=click.Path(path_type=Path), help="Instead of outputs/.")
@click.option(
    "--manifest", "hashes", is_flag=True, help="Only hash every file again that manifest.json names."
)
@click.option("-j", "--jobs", type=JOBS, help="Workers; by default as `make -j` says, else all processors.")
def command(sources: tuple[Path, ...], output_dir: Path | None, hashes: bool, jobs: int | None) -> int:
    """Read the finished products again and prove that every word is there.

    Writes each article's certificate. Exit 1 if a product lost, changed, doubled or moved a text, or
    shows one that was withheld. With --manifest nothing is read but bytes, and nothing is written.
    """
    from pcss_publish.builder import damage, verify
    from pcss_publish.builder.executors import Means
    from pcss_publish.builder.project import find_root, open_project

    start = sources[0].resolve().parent if sources else Path.cwd()
    project = open_project(find_root(start), os.environ, outputs=output_dir)
    if hashes:
        return console.damaged(*damage.all_damage(project, sources, progress.Progress()))
    total = verify.verify(project, sources or None, progress.Progress(), Means(jobs=jobs))
    console.result(total)
    return total.exit_code
