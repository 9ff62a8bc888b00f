"""``pcss-publish preflight``."""

from __future__ import annotations

from pathlib import Path

import click

from pcss_publish.cli import console
from pcss_publish.cli.examining import examined, exit_code


@click.command("preflight")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--profile", help="x-4, a-2a or print; by default what the file says it is, else print.")
@click.option("--ink-limit", type=click.IntRange(1, 400), help="Total ink, per cent (default: 300).")
@click.option("--json", "as_json", is_flag=True, help="The reports as one JSON array on standard output.")
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too.")
def command(
    files: tuple[Path, ...], profile: str | None, ink_limit: int | None, as_json: bool, strict: bool
) -> int:
    """Say what any PDF would meet at a printer's: boxes, inks, pictures, fonts, what it says of itself.

    Our own check, no validator. Exit 1 if something is found that a printer should not get. docs/press.md
    lists the codes.
    """
    from pcss_publish.preflight import NOTE, Report, preflight

    def examine(data: bytes, name: str) -> Report:
        return preflight(data, name, profile=profile or "", ink_limit=ink_limit)

    def show(report: Report, _apart: bool) -> None:
        console.preflighted(report)

    reports, codes = examined(files, examine, None if as_json else show, "a PDF")
    if reports and not as_json:
        console.note(NOTE)
    return exit_code(reports, codes, strict=strict)
