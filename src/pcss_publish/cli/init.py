"""``pcss-publish init``."""

from __future__ import annotations

from pathlib import Path

import click

from pcss_publish.cli import console
from pcss_publish.errors import OutputError


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> int:
    """Make a new project folder that builds at once.

    It holds pcss.toml, a fictional article in sources/ with its desk file, and a .gitignore. Nothing that
    is already there is touched.
    """
    from importlib.resources import files as resources

    from pcss_publish.builder import files

    starter = resources("pcss_publish").joinpath("data", "starter")
    wanted = {
        folder / item.name.replace("dot-", "."): item.read_bytes()
        for item in starter.iterdir()
        if item.is_file()
    }
    wanted |= {
        folder / "sources" / item.name: item.read_bytes() for item in starter.joinpath("sources").iterdir()
    }
    there = [path for path in wanted if path.exists()]
    if there:
        raise OutputError("is already there", place=str(there[0]), hint="Choose an empty folder.")
    files.write_all(wanted)
    console.note(f"{folder} is ready. Next:\n  cd {folder}\n  pcss-publish build")
    return 0
