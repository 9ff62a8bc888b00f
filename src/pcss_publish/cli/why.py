"""``pcss-publish why``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pcss_publish.cli import console


@click.command("why")
@click.argument("product")
@click.option("--output-dir", type=click.Path(path_type=Path), help="Instead of outputs/.")
def command(product: str, output_dir: Path | None) -> int:
    """Say whether a build would make PRODUCT again, and what of its key changed.

    PRODUCT is a product, or an article or its source, for all of its formats.
    """
    from pcss_publish.builder.project import find_root, open_project
    from pcss_publish.builder.why import Reasons

    project = open_project(find_root(Path.cwd()), os.environ, outputs=output_dir)
    console.reasons(*Reasons(project).of(product))
    return 0
