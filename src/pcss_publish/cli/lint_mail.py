"""``pcss-publish lint-mail``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pcss_publish.cli import console
from pcss_publish.errors import NoInputError, PublishError


@click.command("lint-mail")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The reports as one JSON array on standard output.")
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too.")
def command(files: tuple[Path, ...], as_json: bool, strict: bool) -> int:
    """Say where mail clients will fail a mail: any HTML file, or a message (.eml).

    Exit 1 if something is found that clients or readers stumble over. docs/newsletter.md lists the codes.
    """
    from pcss_publish.maillint import Report, lint

    reports: list[Report] = []
    codes: set[int] = set()
    for path in files:
        try:
            report = lint(_bytes(path), str(path))
        except PublishError as error:
            console.error(error)
            codes.add(error.exit_code)
            continue
        if not as_json:
            console.linted(report, apart=bool(reports))
        reports.append(report)
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
            f"cannot be read: {error.strerror}", place=str(path), hint="Name an HTML file or a message."
        ) from error
