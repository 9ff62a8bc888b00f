"""Loading a theme: its own ``theme.toml``, then those of its bases, merged and found sound."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

from pcss_publish import toml
from pcss_publish.errors import ConfigError
from pcss_publish.theme.colours import lightened
from pcss_publish.theme.contrast import pairs
from pcss_publish.theme.folders import Folders
from pcss_publish.theme.fonts import NEEDED, FontFace, faces, joined, refuse_missing
from pcss_publish.theme.logo import logo
from pcss_publish.theme.model import Theme
from pcss_publish.theme.tokens import flat, known

FILE_NAME: Final = "theme.toml"
_INKS: Final = ("accent", "spark", "proof")
"""Colours that are made lighter for the dark where a theme does not say how they look there."""
_DARK: Final = ("paper", "tint", "warm")
"""Grounds in the dark on which they stand."""


class _Own(NamedTuple):
    """What one ``theme.toml`` says itself."""

    folder: Path
    place: str
    base: str
    about: str
    tokens: Mapping[str, Any]
    fonts: tuple[FontFace, ...]


def shipped() -> Mapping[str, Path]:
    """The themes that ship with the package, by name."""
    folder = Path(str(files("pcss_publish").joinpath("themes")))
    return {path.parent.name: path.parent for path in sorted(folder.glob(f"*/{FILE_NAME}"))}


def load(name: str, extra_fonts: tuple[FontFace, ...] = (), houses: Path | None = None) -> Theme:
    """Load a theme that ships with the package, one of the house, or a folder.

    Args:
        name: of a shipped theme, or of one in ``houses``; or the path of a folder that holds ``theme.toml``.
        extra_fonts: further faces, put behind the theme's own.
        houses: folder of the house's own themes.

    Raises:
        ConfigError: there is no such theme, or it is wrong; names the file, and the line where it can.
    """
    chain = _chain(_folder(name, houses, "build.theme"))
    own = chain[0]
    tokens = _merged(chain)
    fonts: tuple[FontFace, ...] = ()
    for one in reversed(chain):
        fonts = joined(one.fonts, fonts)
    _refuse_incomplete(tokens, own.place)
    tables = _tables(tokens)
    families = {role: tables["type"][role] for role in NEEDED}
    refuse_missing(fonts, families, own.place)
    folders = Folders(tuple(one.folder for one in chain))
    _refuse_illegible(tables, own.place)
    given = tables.pop("logo", {})
    path = next(iter(folders.paths(given.get("file", ""))), None)
    return Theme(name, folders, fonts + extra_fonts, tables, logo(given, path, own.place), own.about)


def _folder(name: str, houses: Path | None, place: str) -> Path:
    own = {} if houses is None else {path.parent.name: path.parent for path in houses.glob(f"*/{FILE_NAME}")}
    there = own | dict(shipped())
    folder = Path(name) if "/" in name else there.get(name)
    if folder is None or not (folder / FILE_NAME).is_file():
        close = difflib.get_close_matches(name, there, 1)
        meant = f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(sorted(there))}."
        hint = f"{meant} Any other is a folder with a {FILE_NAME}, for example ./{name.lstrip('./')}."
        raise ConfigError(f"there is no theme {name!r}", place=place, hint=hint)
    return folder


def _chain(folder: Path) -> list[_Own]:
    """The theme and its bases, the theme first."""
    found: list[_Own] = []
    while True:
        own = _read(folder)
        if any(own.folder.resolve() == one.folder.resolve() for one in found):
            raise ConfigError("a theme stands on itself", place=own.place, hint="Mend base in one of them.")
        found.append(own)
        if not own.base:
            return found
        name = str(folder / own.base) if "/" in own.base else own.base
        folder = _folder(name, None, own.place)


def _read(folder: Path) -> _Own:
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", place=str(path), hint="It is UTF-8 text.") from error
    table = toml.parse(text, str(path))
    base, about = table.get("base", ""), table.get("about", "")
    if not (isinstance(base, str) and isinstance(about, str)):
        raise ConfigError("base and about are texts", place=str(path), hint='Write base = "magazine".')
    fonts = faces(table.get("font", []), folder, str(path))
    return _Own(folder, str(path), base, about, flat(table, str(path), text), fonts)


def _merged(chain: Iterable[_Own]) -> dict[str, Any]:
    """All tokens, the nearer theme's winning; a colour that it sets is that of its mails and its ink too."""
    found: dict[str, Any] = {}
    for one in reversed(list(chain)):
        for name in (token.removeprefix("color.") for token in one.tokens if token.startswith("color.")):
            found.pop(f"mail.light.{name}", None)
            found.pop(f"press.{name}", None)
            if name in _INKS:
                found.pop(f"mail.dark.{name}", None)
        found |= one.tokens
    grounds = [found[name] for ground in _DARK if (name := f"mail.dark.{ground}") in found]
    for name in _INKS:
        if f"color.{name}" in found and grounds:
            found.setdefault(f"mail.dark.{name}", lightened(found[f"color.{name}"], grounds))
    return found


def _refuse_incomplete(tokens: Mapping[str, Any], place: str) -> None:
    lacking = [name for name, token in known().items() if not token.get("optional") and name not in tokens]
    if lacking:
        hint = 'Write base = "magazine" at the top; then the file holds only what differs.'
        raise ConfigError(f"lacks the tokens {', '.join(lacking)}", place=place, hint=hint)
    colours = [name.removeprefix("color.") for name in known() if name.startswith("color.")]
    for name in (one for one in known() if one.startswith("cover.")):
        if tokens[name] not in colours:
            hint = f"It names one of {', '.join(colours)}."
            raise ConfigError(f"{name}: there is no color.{tokens[name]}", place=place, hint=hint)


def _refuse_illegible(tables: Mapping[str, Any], place: str) -> None:
    poor = [str(pair) for pair in pairs(tables) if not pair.is_legible]
    if poor:
        raise ConfigError(
            "colours too near to one another:\n    " + "\n    ".join(poor), place=place,
            hint="Make the first darker or the second lighter (mail.dark: the other way round).",
        )  # fmt: skip


def _tables(tokens: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in tokens.items():
        *path, key = name.split(".")
        table = found
        for part in path:
            table = table.setdefault(part, {})
        table[key] = value
    return found
