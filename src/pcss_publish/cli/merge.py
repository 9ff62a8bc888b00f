"""``pcss-publish merge``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pcss_publish.cli import console, progress


@click.command("merge")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--output-dir", type=click.Path(path_type=Path), help="Instead of outputs/.")
@click.option("--no-wait", is_flag=True, help="Exit 75 at once if a build is at work here.")
def command(folders: tuple[Path, ...], output_dir: Path | None, no_wait: bool) -> int:
    """Join the shards of a build (`build --shard K/N`) into one manifest.

    FOLDERS are folders of products from machines that do not share this project's; they are copied first.
    Products whose source is gone are removed.
    """
    from pcss_publish.builder import shards
    from pcss_publish.builder.project import find_root, open_project

    project = open_project(find_root(Path.cwd()), os.environ, outputs=output_dir)
    console.merged(shards.merge(project, folders, progress.Progress(), wait=not no_wait))
    return 0
