"""``pcss-publish init``."""

from __future__ import annotations

from pathlib import Path

import click

from pcss_publish.cli import console, summary
from pcss_publish.errors import OutputError, UsageError
from pcss_publish.wording import counted


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--issue", metavar="NAME", help="An issue file instead, in the project here or in FOLDER.")
def command(folder: Path | None, issue: str | None) -> int:
    """Make a new project folder that builds at once, or an issue file.

    The folder holds pcss.toml, a fictional article in sources/ with its desk file, and a .gitignore.
    The issue file is issues/NAME.toml and lists all articles of the project. Nothing that is already
    there is touched.
    """
    if issue is not None:
        return _issue(folder or Path.cwd(), issue)
    if folder is None:
        raise UsageError("no folder is named", hint="Give a FOLDER, or --issue NAME.")
    return _project(folder)


def _issue(start: Path, name: str) -> int:
    from pcss_publish.builder import files
    from pcss_publish.builder.project import ISSUES, find_root, open_project, slug_of
    from pcss_publish.desk.issue import starter

    project = open_project(find_root(start.resolve()))
    path = project.root / ISSUES / f"{slug_of(Path(name))}.toml"
    if path.exists():
        raise OutputError("is already there", place=str(path), hint="Choose another name.")
    slugs = [slug_of(source) for source in project.discover()]
    if path.stem in slugs:
        raise UsageError(f"{path.stem!r} is the name of an article", hint="Choose another name.")
    files.write(path, starter(name, slugs).encode())
    console.note(
        f"{summary.shown(path)} lists {counted(len(slugs), 'article')}. Edit it, then:\n  pcss-publish build"
    )
    return 0


def _project(folder: Path) -> int:
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
