"""A theme is a folder: ``theme.toml`` (tokens and fonts), templates, style sheets, fonts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from pcss_publish.errors import ConfigError


@dataclass(frozen=True)
class FontFace:
    """One font file and how style sheets call it. ``weight`` is a CSS weight or range."""

    family: str
    path: Path
    weight: str = "400"
    style: str = "normal"


@dataclass(frozen=True)
class Theme:
    """A loaded theme. ``tokens`` are the tables of ``theme.toml`` other than ``font``."""

    name: str
    root: Path
    fonts: tuple[FontFace, ...]
    tokens: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A file of the theme as text.

        Raises:
            ConfigError: the theme has no such file.
        """
        try:
            return (self.root / name).read_text(encoding="utf-8")
        except OSError as error:
            raise ConfigError(
                f"theme {self.name} has no {name}", place=str(self.root), hint=str(error)
            ) from error

    def files(self) -> dict[str, Path]:
        """All files by name below the theme's folder, and fonts from elsewhere as ``fonts/<family>``."""
        inside = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        found = {path.relative_to(self.root).as_posix(): path for path in inside}
        extra = (face for face in self.fonts if not face.path.is_relative_to(self.root))
        return found | {f"fonts/{face.family}": face.path for face in extra}


def load(name: str, extra_fonts: tuple[FontFace, ...] = ()) -> Theme:
    """Load a theme that ships with the package, or a folder.

    Args:
        name: name of a shipped theme, or path of a folder that holds ``theme.toml``.
        extra_fonts: further faces, put behind the theme's own.

    Raises:
        ConfigError: there is no such theme, or its ``theme.toml`` is wrong.
    """
    shipped = Path(str(files("pcss_publish").joinpath("themes")))
    root = Path(name) if "/" in name else shipped / name
    if not (root / "theme.toml").is_file():
        known = ", ".join(sorted(path.name for path in shipped.iterdir() if path.is_dir()))
        hint = f"Shipped: {known}. Any other is a folder with a theme.toml, for example ./{name}."
        raise ConfigError(f"there is no theme {name!r}", place="build.theme", hint=hint)
    try:
        table = tomllib.loads((root / "theme.toml").read_text(encoding="utf-8"))
        faces = tuple(
            FontFace(f["family"], root / f["file"], str(f.get("weight", 400)), f.get("style", "normal"))
            for f in table.pop("font")
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ConfigError(
            f"theme {name!r} cannot be loaded: {error}",
            place=str(root / "theme.toml"),
            hint="Compare it with the theme that ships with the package.",
        ) from error
    return Theme(name=name, root=root, fonts=faces + extra_fonts, tokens=table)
