"""Where a theme's files lie: its own folder, then those of its bases. Every file is found here."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pcss_publish.errors import ConfigError

_JOINED = ".css"  # of such files none hides another


class Folders(NamedTuple):
    """Folders of a theme, its own first, the last base last."""

    roots: tuple[Path, ...]

    def paths(self, name: str) -> tuple[Path, ...]:
        """The files behind a name, the base's first: all style sheets of the name, else the nearest file."""
        found = tuple(path for root in self.roots if (path := root / name).is_file())
        return found[::-1] if name.endswith(_JOINED) else found[:1]

    def text(self, name: str) -> str:
        """A file as text; style sheets of one name stand behind one another, so that the later rules win.

        Raises:
            ConfigError: there is no such file, or it is not UTF-8.
        """
        paths = self.paths(name)
        if not paths:
            hint = "Take it from the theme that ships with the package, or set its base to one that has it."
            raise ConfigError(
                f"theme {self.roots[0].name} has no {name}", place=str(self.roots[0]), hint=hint
            )
        return "\n".join(_read(path) for path in paths)

    def stamp(self, name: str) -> tuple[tuple[Path, int], ...]:
        """What changes when what :meth:`text` gives may have changed."""
        return tuple((path, path.stat().st_mtime_ns) for path in self.paths(name))

    def names(self) -> list[str]:
        """The names of all files, relative to the folder that holds them."""
        every = ((root, path) for root in self.roots for path in root.rglob("*") if path.is_file())
        return sorted({path.relative_to(root).as_posix() for root, path in every})


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"not UTF-8 at byte {error.start}", place=str(path)) from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", place=str(path)) from error
