"""``pcss-publish clean``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pcss_publish.cli import console, progress


@click.command("clean")
@click.option("--unused", is_flag=True, help="Only what the store keeps and no present product needs.")
@click.option("--output-dir", type=click.Path(path_type=Path), help="Instead of outputs/.")
def command(unused: bool, output_dir: Path | None) -> int:
    """Remove the products that builds made, the manifest, and the store below outputs/.cache.

    Only what the manifest names is removed: files of yours beside the products stay.
    """
    from pcss_publish.builder import clean
    from pcss_publish.builder.project import find_root, open_project

    project = open_project(find_root(Path.cwd()), os.environ, outputs=output_dir)
    work = clean.clean_unused if unused else clean.clean
    console.cleaned(work(project, progress.Progress()))
    return 0
