"""Which tokens stand on one another, and whether each can be read there (``contrast.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pcss_publish.theme.colours import contrast


class Pair(NamedTuple):
    """One colour on another.

    Attributes:
        ink: token of the text, ``mail.dark.accent``; ``ground``: of what it stands on.
        colours: of both.
        least: the contrast that it needs (WCAG 2.2, 1.4.3).
        ratio: the contrast that it has.
    """

    ink: str
    ground: str
    colours: tuple[str, str]
    least: float
    ratio: float

    @property
    def is_legible(self) -> bool:
        """Whether it has the contrast that it needs."""
        return self.ratio >= self.least

    def __str__(self) -> str:
        ink, ground = self.colours
        # Cut, not rounded: 4.498 must not be told as the 4.50 that is needed.
        return (
            f"{self.ink} {ink} on {self.ground} {ground}: {int(self.ratio * 100) / 100:.2f}:1, "
            f"needs {self.least:g}:1"
        )


@cache
def _table() -> tuple[Mapping[str, Any], ...]:
    text = files("pcss_publish").joinpath("theme", "contrast.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["pair"])


def pairs(tokens: Mapping[str, Any]) -> tuple[Pair, ...]:
    """All pairs of a theme, each once.

    Args:
        tokens: its tables.
    """
    return tuple(dict.fromkeys(_pairs(tokens)))


def _pairs(tokens: Mapping[str, Any]) -> Iterator[Pair]:
    colours, mail = tokens["color"], tokens["mail"]
    page = {name: (f"color.{name}", value) for name, value in colours.items()}
    cover = {f"cover-{part}": (f"cover.{part}", colours[name]) for part, name in tokens["cover"].items()}
    light = page | {name: (f"mail.light.{name}", value) for name, value in mail["light"].items()}
    dark = {name: (f"mail.dark.{name}", value) for name, value in mail["dark"].items()}
    seen = {"page": (page | cover,), "mail": (light, dark)}
    for one in _table():
        for medium in one["in"]:
            for palette in seen[medium]:
                (ink, upper), (ground, lower) = palette[one["ink"]], palette[one["ground"]]
                yield Pair(ink, ground, (upper, lower), float(one["least"]), contrast(upper, lower))
