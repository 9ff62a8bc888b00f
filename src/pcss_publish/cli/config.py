"""``pcss-publish config``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from pcss_publish.cli import console


@click.command("config")
@click.option("--json", "as_json", is_flag=True, help="As one JSON array.")
def command(as_json: bool) -> int:
    """Show each setting, its value, where that came from, and what it means."""
    from pcss_publish import config
    from pcss_publish.builder.project import find_root

    _, origins = config.load(find_root(Path.cwd()), os.environ)
    if as_json:
        rows = [origin.model_dump(mode="json") for origin in origins]
        console.output(json.dumps(rows, indent=1, ensure_ascii=False).encode() + b"\n")
        return 0
    for one in origins:
        value = json.dumps(one.model_dump(mode="json")["value"], ensure_ascii=False)
        click.echo(f"{one.key:<28} = {value:<34} # {one.origin}; {one.meaning}")
    return 0
