"""A theme that is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pcss_publish.theme.colours import rule
from pcss_publish.theme.folders import Folders
from pcss_publish.theme.fonts import FontFace
from pcss_publish.theme.logo import Logo


@dataclass(frozen=True)
class Theme:
    """A theme with all that it takes from its bases.

    Attributes:
        name: as it was asked for.
        folders: where its files lie.
        fonts: its faces, the first that has a character serving.
        tokens: the tables of ``theme.toml``, as ``tokens.toml`` lists them.
        logo: of the house, if it has one.
        about: one line that says what it is for.
    """

    name: str
    folders: Folders
    fonts: tuple[FontFace, ...]
    tokens: dict[str, Any] = field(default_factory=dict)
    logo: Logo | None = None
    about: str = ""

    def text(self, name: str) -> str:
        """A file of the theme as text (see :meth:`Folders.text`).

        Raises:
            ConfigError: the theme has no such file.
        """
        return self.folders.text(name)

    def files(self) -> dict[str, tuple[Path, ...]]:
        """All files of the theme and its bases by name, hidden ones too, and fonts from elsewhere."""
        roots = self.folders.roots
        found = {
            name: tuple(path for root in roots if (path := root / name).is_file())
            for name in self.folders.names()
        }
        extra = (face for face in self.fonts if not any(face.path.is_relative_to(root) for root in roots))
        return found | {f"fonts/{face.family}": (face.path,) for face in extra}

    def rules(self) -> dict[str, str]:
        """Colours of an EPUB's lines, which its reader may see on white or on black."""
        colours = self.tokens["color"]
        wanted = (("accent", 4.0), ("proof", 4.0), ("line", 3.0))
        return {name: rule(colours[name], least) for name, least in wanted}
