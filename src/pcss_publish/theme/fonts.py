"""The faces of a theme: files, what style sheets call them, and whether all are there that are needed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from pcss_publish.errors import ConfigError
from pcss_publish.theme import sfnt

_KEYS: Final = ("family", "file", "weight", "style")
_FAMILY: Final = re.compile(r"[\w][\w .&+-]{0,60}")
_WEIGHT: Final = re.compile(r"[1-9]\d{0,2}|1000|[1-9]\d{0,2} (?:[1-9]\d{0,2}|1000)")


@dataclass(frozen=True)
class FontFace:
    """One font file and how style sheets call it. ``weight`` is a CSS weight or range."""

    family: str
    path: Path
    weight: str = "400"
    style: str = "normal"

    @property
    def weights(self) -> tuple[int, int]:
        """The lightest and the boldest that it has."""
        first, _, last = self.weight.partition(" ")
        return int(first), int(last or first)


class _Cut(NamedTuple):
    """A face that the style sheets ask for: what people call it, its weights, its style."""

    name: str
    lightest: int
    boldest: int
    style: str = "normal"


_REGULAR, _ITALIC = _Cut("regular", 300, 500), _Cut("italic", 300, 500, "italic")
_BOLD: Final = _Cut("bold", 600, 900)
NEEDED: Final[Mapping[str, tuple[_Cut, ...]]] = {
    "text": (_REGULAR, _ITALIC, _BOLD),
    "display": (_REGULAR,),
    "subhead": (_ITALIC,),
    "sans": (_REGULAR, _ITALIC, _BOLD),
}
"""The faces without which a family of ``[type]`` cannot serve; others are taken where they are there."""


def faces(tables: Any, folder: Path, place: str) -> tuple[FontFace, ...]:
    """The faces that a ``theme.toml`` names in its ``[[font]]`` tables.

    Args:
        tables: these.
        folder: of the theme.
        place: of the file, for messages.

    Raises:
        ConfigError: a table is wrong, or a file is missing or no font that can be embedded.
    """
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise ConfigError("font must be [[font]] tables", place=place, hint="Begin each font with [[font]].")
    found = [_face(table, number, folder, place) for number, table in enumerate(tables, 1)]
    called = [(face.family, face.weight, face.style) for face in found]
    for face, names in zip(found, called, strict=True):
        if called.count(names) > 1:
            raise ConfigError(
                f"[[font]]: {face.family} has two files of weight {face.weight}, style {face.style}",
                place=place, hint="Give each its own weight (700 for a bold) and style (italic).",
            )  # fmt: skip
    return tuple(found)


def _face(table: Mapping[str, Any], number: int, folder: Path, place: str) -> FontFace:
    values = {key: str(value) for key, value in table.items()}
    for key in (*values, "family", "file"):
        if key not in _KEYS or key not in values:
            close = difflib.get_close_matches(key, _KEYS, 1)
            hint = (
                f"Did you mean {close[0]!r}?" if close and key in values else f"It has: {', '.join(_KEYS)}."
            )
            what = "unknown key" if key in values else "lacks"
            raise ConfigError(f"[[font]] number {number}: {what} {key}", place=place, hint=hint)
    family, weight, style = values["family"], values.get("weight", "400"), values.get("style", "normal")
    wrong = (
        ("family", family, "letters, digits, spaces and . & + -", bool(_FAMILY.fullmatch(family))),
        ("weight", weight, "1 to 1000, or a range such as \"200 900\"", bool(_WEIGHT.fullmatch(weight))),
        ("style", style, "normal or italic", style in ("normal", "italic")),
    )  # fmt: skip
    for key, value, hint, right in wrong:
        if not right:
            raise ConfigError(f"[[font]] {family}: {key} {value!r}", place=place, hint=f"It may be {hint}.")
    return FontFace(family, _file(values["file"], family, folder, place), weight, style)


def _file(name: str, family: str, folder: Path, place: str) -> Path:
    path, hint = folder / name, "Name a TTF or OTF file in the theme's folder, such as fonts/House-Bold.ttf."
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(f"[[font]] {family}: {name} lies outside the theme", place=place, hint=hint)
    try:
        what, special = sfnt.fault(path)
    except OSError as error:
        raise ConfigError(f"[[font]] {family}: {name}: {error.strerror}", place=place, hint=hint) from error
    if what:
        raise ConfigError(f"[[font]] {family}: {name} {what}", place=place, hint=special or hint)
    return path


def joined(own: Sequence[FontFace], base: Iterable[FontFace]) -> tuple[FontFace, ...]:
    """A theme's faces, then those of its base; a family that the theme names is its own alone."""
    families = {face.family for face in own}
    return (*own, *(face for face in base if face.family not in families))


def refuse_missing(found: Iterable[FontFace], families: Mapping[str, str], place: str) -> None:
    """Refuse families without a face that the style sheets ask for.

    Args:
        found: the faces of the theme.
        families: by role.
        place: of ``theme.toml``.

    Raises:
        ConfigError: names token, family and the face that is needed.
    """
    every = tuple(found)
    for role, cuts in NEEDED.items():
        own = [face for face in every if face.family == families[role]]
        if not own:
            raise _absent(role, families[role], every, place)
        for cut in cuts:
            if not any(_serves(face, cut) for face in own):
                told = f"weight {cut.lightest} to {cut.boldest}, style {cut.style}"
                raise ConfigError(
                    f"type.{role}: {families[role]} has no {cut.name} ({told})", place=place,
                    hint="Add it as a [[font]]; where the family has none, name its nearest file for it.",
                )  # fmt: skip


def _absent(role: str, family: str, every: Sequence[FontFace], place: str) -> ConfigError:
    known = list(dict.fromkeys(face.family for face in every))
    close = difflib.get_close_matches(family, known, 1)
    hint = f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(known)}; or add it as a [[font]]."
    return ConfigError(f"type.{role}: there is no font family {family!r}", place=place, hint=hint)


def _serves(face: FontFace, cut: _Cut) -> bool:
    lightest, boldest = face.weights
    return face.style == cut.style and lightest <= cut.boldest and boldest >= cut.lightest
