"""``pcss-publish lint-mail``."""

from __future__ import annotations

from pathlib import Path

import click

from pcss_publish.cli import console
from pcss_publish.cli.examining import examined, exit_code


@click.command("lint-mail")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The reports as one JSON array on standard output.")
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too.")
def command(files: tuple[Path, ...], as_json: bool, strict: bool) -> int:
    """Say where mail clients will fail a mail: any HTML file, or a message (.eml).

    Exit 1 if something is found that clients or readers stumble over. docs/newsletter.md lists the codes.
    """
    from pcss_publish.maillint import lint

    show = None if as_json else console.linted
    return exit_code(*examined(files, lint, show, "an HTML file or a message"), strict=strict)
