"""``pcss-publish doctor``."""

from __future__ import annotations

import click


@click.command("doctor")
def command() -> int:
    """Show the versions of everything that takes part, and what is missing.

    Exit 69 if something that a usual build needs is missing.
    """
    from pcss_publish.builder.doctor import examine

    codes = set()
    for row in examine():
        mark = click.style("ok     ", fg="green") if row.ok else click.style("missing", fg="red")
        click.echo(f"{mark} {row.name:<18} {row.found}")
        if not row.ok:
            click.echo(f"        {row.hint}")
            codes.add(69)
    return codes.pop() if codes else 0
