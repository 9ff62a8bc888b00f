"""``pcss-publish preflight``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pcss_publish.cli import console
from pcss_publish.errors import NoInputError, PublishError


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

    reports: list[Report] = []
    codes: set[int] = set()
    for path in files:
        try:
            report = preflight(_bytes(path), str(path), profile=profile or "", ink_limit=ink_limit)
        except PublishError as error:
            console.error(error)
            codes.add(error.exit_code)
            continue
        if not as_json:
            console.preflighted(report)
        reports.append(report)
    if reports and not as_json:
        console.note(NOTE)
    if as_json:
        rows = [report.row() for report in reports]
        console.output(json.dumps(rows, indent=1, ensure_ascii=False).encode() + b"\n")
    told = (one for report in reports for one in report.findings)
    if any(one.blocking or (strict and one.severity == "warn") for one in told):
        codes.add(1)
    return 0 if not codes else codes.pop() if len(codes) == 1 else 1


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoInputError(
            f"cannot be read: {error.strerror}", place=str(path), hint="Name a PDF."
        ) from error
