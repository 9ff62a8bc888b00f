"""The inks of the cover, numbers of a palette that is known beforehand, each in so many tones; and the logo.

To draw in full colour and to look for the best palette afterwards takes four times as long.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pcss_publish.theme import Theme
from pcss_publish.theme.colours import mixed

_TONES: Final = 23  # of each ink; number 0 is the ground
_LOGO: Final = 150  # pixels: height of the logo
_ROUND: Final = 26  # of its plate around it
_INKS: Final = ("ornament", "paper", "quiet", "series", "stamp", "line", "spark", "proof")


def palette(own: Mapping[str, str], cover: Mapping[str, str]) -> list[int]:
    """Red, green and blue of the ground, then of each ink's tones; ``stamp`` stands on ``proof``.

    Args:
        own: the theme's colours, as ``#rrggbb``.
        cover: which of them is the ground, the ink and that of the series.
    """
    ground, ink, series = (own[cover[part]] for part in ("ground", "ink", "series"))
    paper, proof = own["paper"], own["proof"]
    inks = (
        mixed(ground, ink, 0.09), ink, mixed(ground, ink, 0.72), series, paper,
        mixed(ground, ink, 0.4), own["spark"], proof,
    )  # fmt: skip
    found = [ground]
    for name, ink in zip(_INKS, inks, strict=True):
        under = proof if name == "stamp" else ground
        found += [mixed(under, ink, tone / _TONES) for tone in range(1, _TONES + 1)]
    return [int(colour[n : n + 2], 16) for colour in found for n in (1, 3, 5)]


def full(ink: str) -> int:
    """The number of an ink's full tone."""
    return (_INKS.index(ink) + 1) * _TONES


def print_line(image: Any, x: float, y: int, size: int, ink: str, runs: Iterable[tuple[str, Any]]) -> None:
    """Print a line of type: the more of a pixel its glyphs cover, the fuller the tone.

    Args:
        image: of numbers, a byte for each pixel.
        x: where it begins, in pixels.
        y: its base line.
        size: of the type, in pixels.
        ink: its name.
        runs: stretches of text, each with its font.
    """
    from PIL import Image, ImageDraw

    above = size * 3 // 2
    strip = Image.new("L", (image.width, 2 * size), 0)
    pen = ImageDraw.Draw(strip)
    for run, font in runs:
        pen.text((x, above), run, font=font, fill=255, anchor="ls")
        x += font.getlength(run)
    tones = [round(cover * _TONES / 255) for cover in range(256)]
    first = _INKS.index(ink) * _TONES
    inked = strip.point([first + tone for tone in tones])
    image.paste(inked, (0, y - above), strip.point([255 * bool(tone) for tone in tones]))


def plate_of(theme: Theme, measure: int) -> Any:
    """A logo that is a PNG, on a plate in the colour of paper; None where there is none, or an SVG.

    Pillow draws no SVG, and a cover must not depend on what else a machine has.
    """
    from PIL import Image

    if not theme.logo or theme.logo.suffix != "png":
        return None
    with Image.open(io.BytesIO(theme.logo.data), formats=("PNG",)) as drawn:
        scale = min(_LOGO / drawn.height, (measure - 2 * _ROUND) / drawn.width)
        size = (max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale)))
        shown = drawn.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    whole = (size[0] + 2 * _ROUND, size[1] + 2 * _ROUND)
    plate = Image.new("RGB", whole, theme.tokens["color"]["paper"])
    plate.paste(shown, (_ROUND, _ROUND), shown)
    return plate
