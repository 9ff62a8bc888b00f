"""``pcss-publish theme``."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcss_publish.cli import console, summary
from pcss_publish.errors import OutputError, PublishError, UsageError

if TYPE_CHECKING:
    from pcss_publish.settings import Config
    from pcss_publish.theme import Theme


@click.group("theme")
def command() -> None:
    """The look of all formats: make a theme of your own, check one, list them."""


@command.command("new")
@click.argument("name")
@click.option("--from", "base", default="magazine", show_default=True, help="The theme that it stands on.")
def new(name: str, base: str) -> int:
    """Make the theme NAME in themes/ of this project.

    It changes nothing yet: theme.toml shows, commented out, what a house most often changes.
    """
    from pcss_publish.builder import files
    from pcss_publish.builder.project import THEMES
    from pcss_publish.theme import FILE_NAME, shipped
    from pcss_publish.theme.starter import starter

    root, theme = _theme(base)
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,40}", name) or name in shipped():
        raise UsageError(
            f"{name!r} cannot be the name of a theme",
            hint=f"Take small letters, digits and hyphens; not {' or '.join(shipped())}.",
        )
    folder = root / THEMES / name
    if folder.exists():
        raise OutputError("is already there", place=str(folder), hint="Choose another name.")
    own = base if base in shipped() else Path(os.path.relpath(theme.folders.roots[0], folder)).as_posix()
    text = starter(name, own, theme)
    files.write_all({folder / FILE_NAME: text.encode(), folder / "fonts" / ".gitkeep": b""})
    console.note(
        f'{summary.shown(folder / FILE_NAME)} is ready. Put theme = "{name}" below [build] in pcss.toml, '
        f"change its colours, then:\n  pcss-publish theme check"
    )
    return 0


@command.command("check")
@click.argument("name", required=False, default="")
def check(name: str) -> int:
    """Say whether the theme NAME holds: tokens, fonts, logo, and every colour on what it stands on.

    Without NAME that of this project.
    """
    from pcss_publish.theme import pairs

    _, theme = _theme(name)
    console.lines(str(pair) for pair in pairs(theme.tokens))
    families = dict.fromkeys(face.family for face in theme.fonts)
    console.lines([f"fonts: {', '.join(families)}"])
    if theme.logo:
        where = theme.logo.url or "none: mails do without it (logo.url)"
        console.lines([f"logo: {theme.logo.width:.0f} by {theme.logo.height:g} pt; in mails: {where}"])
    return 0


@command.command("list")
def show() -> int:
    """List the themes that ship and those of this project; * is the one that it uses."""
    from pcss_publish.builder.project import THEMES
    from pcss_publish.theme import FILE_NAME, shipped

    root, config = _project()
    houses = sorted(path.parent.name for path in (root / THEMES).glob(f"*/{FILE_NAME}"))
    failed = 0
    for name in dict.fromkeys((*shipped(), *houses)):
        try:
            _, theme = _theme(name)
        except PublishError as error:
            console.error(error)
            failed = error.exit_code
            continue
        used = "*" if name == config.build.theme else " "
        bases = "".join(f" < {folder.name}" for folder in theme.folders.roots[1:])
        console.lines([f"{used} {name + bases:<24} {theme.about}".rstrip()])
    return failed


def _project() -> tuple[Path, Config]:
    from pcss_publish import config
    from pcss_publish.builder.project import find_root

    root = find_root(Path.cwd().resolve())
    found, _ = config.load(root, os.environ)
    return root, found


def _theme(name: str) -> tuple[Path, Theme]:
    from pcss_publish.builder.project import theme_of

    root, config = _project()
    return root, theme_of(root, config, name)
