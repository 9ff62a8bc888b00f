"""The templates of a theme, compiled once a process and again when a file of theirs changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateSyntaxError

from pcss_publish.compose.blocks import safe_target
from pcss_publish.errors import ConfigError
from pcss_publish.theme import Folders, Theme


def template(theme: Theme, name: str, folder: str = "") -> Template:
    """A template; names that are undefined in it are errors.

    Args:
        theme: whose.
        name: of the file below ``folder``; templates that it extends or imports lie there too.
        folder: of the theme, with a slash at its end.

    Raises:
        ConfigError: the theme has no such file, or it is no template.
    """
    try:
        return _environment(theme.folders, folder).get_template(name)
    except TemplateSyntaxError as error:
        where = theme.folders.paths(f"{folder}{error.name}") or (Path(f"{folder}{error.name}"),)
        raise ConfigError(
            f"no template: {error.message}", place=f"{where[-1]}:{error.lineno}",
            hint="Compare it with the theme that ships with the package.",
        ) from error  # fmt: skip


class _Loader(BaseLoader):
    def __init__(self, folders: Folders, folder: str) -> None:
        self.folders, self.folder = folders, folder

    def get_source(
        self, _environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool]]:
        name = f"{self.folder}{template}"
        text, stamp = self.folders.text(name), self.folders.stamp(name)
        return text, None, lambda: self.folders.stamp(name) == stamp


@lru_cache(maxsize=8)
def _environment(folders: Folders, folder: str) -> Environment:
    """Compiling templates costs more than filling them in."""
    env = Environment(
        loader=_Loader(folders, folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    env.tests["http"] = lambda link: safe_target(str(link)) is not None
    return env
