"""Colours of the screen as inks of the press: as the theme states, as black alone, or by the profile."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from pcss_publish.errors import ConfigError
from pcss_publish.preflight import icc
from pcss_publish.theme import Theme

Inks = tuple[float, float, float, float]
Rgb = tuple[int, int, int]
_GRID: Final = 33  # steps of each channel, in the table for pictures; as fine as any profile
_DARK: Final = 0.45 * 255  # colours below this, and nearly grey, are meant as black or grey
_NEARLY_GREY: Final = 18  # of 255
_BLACK: Final = 0.2 * 255  # a colour of which no channel is lighter is black to the eye
PLACE: Final = "press.output_profile"


def check(data: bytes, place: str) -> None:
    """Let an output profile pass.

    Raises:
        ConfigError: it is no ICC profile, or not one of a CMYK press.
    """
    header = icc.header(data)
    hint = "Ask the printer for the ICC output profile of the press and paper (class prtr, CMYK)."
    if header is None:
        raise ConfigError(f"{PLACE}: is no ICC profile, or is cut short", place=place, hint=hint)
    if not header.for_press:
        what = f"is a profile of class {header.kind or '?'} for {header.space or '?'}, not of a CMYK press"
        raise ConfigError(f"{PLACE}: {what}", place=place, hint=hint)


def stated(theme: Theme, most: float) -> dict[Rgb, Inks]:
    """Inks of the theme's colours by their red, green and blue: its tokens ``press``, per cent by colour.

    Raises:
        ConfigError: a colour has too much ink.
    """
    found = {}
    for token, inks in theme.tokens.get("press", {}).items():
        if sum(inks) > most:
            hint = "Take some out, or raise press.ink_limit if the printer agrees."
            raise ConfigError(
                f"{sum(inks)} % of ink, more than {most:g} %",
                place=f"theme {theme.name}, press.{token}",
                hint=hint,
            )
        cyan, magenta, yellow, black = (ink / 100 for ink in inks)
        found[_rgb(theme.tokens["color"][token])] = (cyan, magenta, yellow, black)
    return found


def _rgb(value: str) -> Rgb:
    digits = value.removeprefix("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


class Press:
    """A press, by its ICC profile.

    Args:
        profile: the printer's output profile, which has passed ``check``.
        tokens: inks that are stated, by colour.
        most: total ink, per cent.

    Raises:
        ConfigError: littlecms cannot use the profile.
    """

    def __init__(self, profile: bytes, tokens: Mapping[Rgb, Inks], most: float) -> None:
        from PIL import ImageCms

        self._tokens, self._most = tokens, most / 100
        try:
            output = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            self.name = " ".join(ImageCms.getProfileDescription(output).split()) or "unnamed profile"
            self._transform = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"), output, "RGB", "CMYK",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )  # fmt: skip
        except (ImageCms.PyCMSError, OSError) as error:
            hint = "Ask the printer for a profile with tables for both directions."
            raise ConfigError(f"{PLACE}: cannot be used: {error}", place=PLACE, hint=hint) from error

    def inks(self, red: float, green: float, blue: float) -> Inks:
        """Inks, from 0 to 1, of a colour whose channels are from 0 to 1."""
        rgb = round(red * 255), round(green * 255), round(blue * 255)
        if rgb in self._tokens:
            return self._tokens[rgb]
        dark, light = min(rgb), max(rgb)
        if light <= _BLACK:
            return 0.0, 0.0, 0.0, 1.0
        if dark == light or (light < _DARK and light - dark <= _NEARLY_GREY):
            return 0.0, 0.0, 0.0, round(1 - (0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]) / 255, 4)
        return self._converted(rgb)

    def _converted(self, rgb: Rgb) -> Inks:
        from PIL import Image, ImageCms

        pixel: Any = ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), self._transform)
        cyan, magenta, yellow, black = self._limited(*(ink / 255 for ink in pixel.getpixel((0, 0))))
        return round(cyan, 4), round(magenta, 4), round(yellow, 4), round(black, 4)

    def _limited(self, cyan: float, magenta: float, yellow: float, black: float) -> Inks:
        """No more ink than the limit: the colours are lessened in proportion, the black stays."""
        colours = cyan + magenta + yellow
        if colours + black <= self._most:
            return cyan, magenta, yellow, black
        part = (self._most - black) / colours
        return cyan * part, magenta * part, yellow * part, black

    @cached_property
    def _table(self) -> Any:
        """A grid of colours, converted and limited; what lies between them is within the limit too."""
        from PIL import Image, ImageCms, ImageFilter

        steps = [round(n * 255 / (_GRID - 1)) for n in range(_GRID)]
        places = ((red, green, blue) for blue in steps for green in steps for red in steps)
        grid = bytes(part for place in places for part in place)
        image: Any = ImageCms.applyTransform(Image.frombytes("RGB", (_GRID, _GRID**2), grid), self._transform)
        data = image.tobytes()
        table: list[float] = []
        for at in range(0, len(data), 4):
            c, m, y, k = data[at : at + 4]
            # Rounding down keeps a pixel of four rounded inks within the limit.
            table += [int(ink * 255) / 255 for ink in self._limited(c / 255, m / 255, y / 255, k / 255)]
        return ImageFilter.Color3DLUT(_GRID, table, channels=4, target_mode="CMYK", _copy_table=False)

    def picture(self, image: Any) -> Any:
        """A picture in ``RGB`` as one in ``CMYK``."""
        return image.filter(self._table)
