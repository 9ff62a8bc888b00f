"""Colour spaces and what the press makes of a colour (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import pikepdf

Kind = Literal["gray", "cmyk", "rgb", "managed", "spot", "all", "none", "pattern"]
Inks = tuple[float, float, float, float]
_DEVICE: dict[str, tuple[Kind, int]] = {
    "/DeviceGray": ("gray", 1), "/G": ("gray", 1), "/CalGray": ("gray", 1),
    "/DeviceRGB": ("rgb", 3), "/RGB": ("rgb", 3), "/DeviceCMYK": ("cmyk", 4), "/CMYK": ("cmyk", 4),
    "/CalRGB": ("managed", 3), "/Lab": ("managed", 3), "/Pattern": ("pattern", 0),
}  # fmt: skip
_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_OF_PROFILE: dict[int, Kind] = {1: "gray", 3: "managed", 4: "cmyk"}
_DEEPEST = 6


class Space(NamedTuple):
    """A colour space. ``colorants``: of a Separation or DeviceN; ``name``: as a person calls it."""

    kind: Kind
    size: int
    name: str
    colorants: tuple[str, ...] = ()


class Colour(NamedTuple):
    """A colour in its space; ``inks`` are cyan to black from 0 to 1, None where only a RIP would know."""

    space: Space
    inks: Inks | None
    values: tuple[float, ...] = ()

    @property
    def total(self) -> float:
        """All inks together, per cent."""
        return 100 * sum(self.inks or ())

    @property
    def brightest(self) -> float:
        """The largest of red, green and blue that the inks leave, plainly computed."""
        cyan, magenta, yellow, black = self.inks or (0.0, 0.0, 0.0, 0.0)
        return (1 - min(cyan, magenta, yellow)) * (1 - black)


GRAY = Space("gray", 1, "DeviceGray")
RGB = Space("rgb", 3, "DeviceRGB")
CMYK = Space("cmyk", 4, "DeviceCMYK")
_UNKNOWN = Space("managed", 0, "an unknown space")


def space(value: Any, resources: Any, depth: int = 0) -> Space:
    """The colour space that an operand or an entry names."""
    if depth > _DEEPEST or value is None:
        return _UNKNOWN
    if isinstance(value, pikepdf.Name):
        return _named(str(value), resources, depth)
    if not isinstance(value, pikepdf.Array) or not len(value):
        return _UNKNOWN
    family = str(value[0])
    match family:
        case "/ICCBased":
            size = int(value[1].get("/N", 0))
            return Space(_OF_PROFILE.get(size, "managed"), size, f"ICC profile of {size} channels")
        case "/Indexed" | "/I":
            base = space(value[1], resources, depth + 1)
            return base._replace(size=1, name=f"a palette of {base.name}")
        case "/Separation":
            return _of_colorants((str(value[1]).removeprefix("/"),))
        case "/DeviceN":
            return _of_colorants(tuple(str(one).removeprefix("/") for one in value[1]))
    return _named(family, resources, depth)


def _named(name: str, resources: Any, depth: int) -> Space:
    if name in _DEVICE:
        kind, size = _DEVICE[name]
        return Space(kind, size, name.removeprefix("/"))
    found = resources.get("/ColorSpace", {}).get(name)
    return _UNKNOWN if found is None else space(found, resources, depth + 1)


def _of_colorants(names: tuple[str, ...]) -> Space:
    told = " and ".join(names)
    if names == ("All",):
        return Space("all", 1, "registration colour", names)
    if all(name == "None" for name in names):
        return Space("none", len(names), told, names)
    kind: Kind = "cmyk" if set(names) <= {*_PROCESS, "None"} else "spot"
    return Space(kind, len(names), told, names)


def colour(where: Space, values: Sequence[float]) -> Colour:
    """A colour by its components."""
    return Colour(where, _inks(where, values), tuple(values))


def initial(where: Space) -> Colour:
    """The colour that a space begins with (table 74)."""
    start = {"cmyk": (0.0, 0.0, 0.0, 1.0)}.get(where.kind, (0.0,) * where.size)
    return colour(where, (1.0,) * where.size if where.colorants else start)


def _inks(where: Space, values: Sequence[float]) -> Inks | None:
    if where.colorants:
        return _of_tints(where.colorants, values) if where.kind == "cmyk" else None
    match where.kind, tuple(values):
        case "gray", (light,) if "palette" not in where.name:
            return 0.0, 0.0, 0.0, 1 - light
        case "cmyk", (cyan, magenta, yellow, black):
            return cyan, magenta, yellow, black
    return None


def _of_tints(names: Sequence[str], values: Sequence[float]) -> Inks:
    tints = dict(zip(names, values, strict=False))
    cyan, magenta, yellow, black = (tints.get(name, 0.0) for name in _PROCESS)
    return cyan, magenta, yellow, black
