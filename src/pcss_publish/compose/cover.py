"""The cover: type on a ground, drawn from the theme's tokens and fonts.

A raster picture, because libraries of reading systems show no thumbnail of an SVG or XHTML cover, and
because type drawn from our own fonts looks the same on every machine. Pillow's basic layout is asked for:
its other engine loads FriBiDi where the machine has it, and pictures would differ. Basic layout cannot
shape, so a line that needs shaping (Arabic, Hebrew, marks) is left to the text of the cover's page.
"""

from __future__ import annotations

import io
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from pcss_publish.compose.cover_ink import full, palette, plate_of, print_line
from pcss_publish.theme import Theme

WIDTH, HEIGHT = 1600, 2400
_MARGIN: Final = 128
_MEASURE: Final = WIDTH - 2 * _MARGIN
_BAND: Final = 110  # pixels: height of a proof's band
_ABOVE_LOGO: Final = 90  # from there to the plate of the logo
_LONGEST: Final = 400  # characters of one text; what is longer could not be read on a cover
_UNSHAPED: Final = frozenset(("L", "EN", "ES", "ET", "CS", "WS", "ON", "AN"))


class CoverText(NamedTuple):
    """What the cover says; empty parts are left out. ``asks``: the article answers questions."""

    masthead: str
    kicker: str
    series: str
    title: str
    byline: str
    proof: str
    asks: bool


@dataclass(frozen=True)
class _Style:
    """Type of one part: role of the theme's ``[type]`` table, weight, pixels, leading in em, ink."""

    role: str
    weight: str
    size: int
    leading: float
    ink: str
    slope: str = "normal"


_ORNAMENT: Final = _Style("display", "600", 2300, 1, "ornament")


def draw(text: CoverText, theme: Theme) -> bytes:
    """Draw the cover as PNG. The same text, theme and Pillow give the same bytes."""
    text = text._replace(
        masthead=text.masthead[:_LONGEST], kicker=text.kicker[:_LONGEST], series=text.series[:_LONGEST],
        title=text.title[:_LONGEST], byline=text.byline[:_LONGEST],
    )  # fmt: skip
    font = _opened(_faces(theme.fonts, theme.tokens["type"][_ORNAMENT.role], _ORNAMENT)[0], _ORNAMENT.size)
    image = _ground(font, "?" if text.asks else "¶").copy()
    plate = plate_of(theme, _MEASURE)
    _Press(theme, image).print(text, plate.height if plate else 0)
    image.putpalette(palette(theme.tokens["color"], theme.tokens["cover"]))
    if plate:
        image = image.convert("RGB")
        image.paste(plate, (_MARGIN, _top(text.proof) + _ABOVE_LOGO))
    out = io.BytesIO()
    image.save(out, "PNG", compress_type=zlib.Z_RLE)  # for flat areas as small as the usual, in half the time
    return out.getvalue()


class _Press:
    def __init__(self, theme: Theme, image: Any) -> None:
        from PIL import ImageDraw

        self.theme, self.image = theme, image
        self.widths: dict[tuple[str, _Style], float] = {}
        self.pen = ImageDraw.Draw(image)

    def print(self, text: CoverText, plate: int) -> None:
        self.band(text.proof)
        top = _top(text.proof) + (_ABOVE_LOGO + plate - 40 if plate else 0)
        self.masthead(text, top)
        foot = self.byline(text.byline)
        self.title(text, top + 300, foot - 150)

    def band(self, words: str) -> None:
        if words:
            self.pen.rectangle((0, 0, WIDTH, _BAND), fill=full("proof"))
            self.line(words, _Style("sans", "600", 46, 1, "stamp"), _MARGIN, 72)

    def masthead(self, text: CoverText, top: int) -> None:
        """The magazine's name, else the article's section, over a hairline; below it the other of the two."""
        style, quiet = _Style("sans", "600", 54, 1, "paper"), _Style("sans", "400", 46, 1, "quiet")
        shown = [words for words in (text.masthead, text.kicker) if words and self.can_set(words, style)]
        if not shown:
            return
        self.line(self.cut(shown[0], style), style, _MARGIN, top + 150)
        self.pen.rectangle((_MARGIN, top + 196, WIDTH - _MARGIN, top + 199), fill=full("line"))
        for words in shown[1:]:
            self.line(self.cut(words, quiet), quiet, _MARGIN, top + 268)

    def byline(self, words: str) -> int:
        style = _Style("sans", "400", 48, 1.3, "quiet")
        lines = self.wrapped(words, style)[:3] if words and self.can_set(words, style) else []
        at = HEIGHT - 140 - round((len(lines) - 1) * 48 * 1.3)
        for n, line in enumerate(lines):
            self.line(line, style, _MARGIN, at + round(n * 48 * 1.3))
        return at - 30 if lines else HEIGHT - 90

    def title(self, text: CoverText, top: int, foot: int) -> None:
        """The title stands on the foot and grows upwards, as large as it may."""
        series = _Style("subhead", "400", 74, 1.24, "series", "italic")
        above = self.wrapped(text.series, series)[:3] if self.can_set(text.series, series) else []
        room = foot - top - round(len(above) * 74 * 1.24) - 90
        style, lines = self.fitted(text.title, room) if text.title else (series, [])
        at = foot - round(max(len(lines) - 1, 0) * style.size * style.leading)
        for n, line in enumerate(lines):
            self.line(line, style, _MARGIN, at + round(n * style.size * style.leading))
        at -= round(style.size * 1.12) if lines else 0
        for n, line in enumerate(reversed(above)):
            self.line(line, series, _MARGIN, at - round(n * 74 * 1.24))
        rule = at - round(len(above) * 74 * 1.24) - 46
        self.pen.rectangle((_MARGIN, rule, _MARGIN + 190, rule + 12), fill=full("spark"))

    def fitted(self, words: str, room: int) -> tuple[_Style, list[str]]:
        """The largest size at which ``words`` fill at most ``room`` pixels and six lines."""
        for size in range(188, 63, -4):
            style = _Style("display", "600", size, 1.1, "paper")
            if not self.can_set(words, style):
                return style, []
            lines = self.wrapped(words, style)
            fits = all(self.width(line, style) <= _MEASURE for line in lines)
            if fits and len(lines) <= max(6, room // 200) and len(lines) * size * 1.1 <= room:
                return style, self.balanced(lines, words, style)
        return style, [self.cut(line, style) for line in lines[: int(room // (size * 1.1))]]

    def balanced(self, lines: list[str], words: str, style: _Style) -> list[str]:
        """Lines of even length: the narrowest measure that needs no further line."""
        measure = _MEASURE
        while measure > _MEASURE // 2 and len(self.wrapped(words, style, measure - 20)) == len(lines):
            measure -= 20
        even = self.wrapped(words, style, measure)
        return even if all(self.width(line, style) <= _MEASURE for line in even) else lines

    def wrapped(self, words: str, style: _Style, measure: int = _MEASURE) -> list[str]:
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, style) <= measure:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def cut(self, words: str, style: _Style) -> str:
        """The words that one line holds."""
        return self.wrapped(words, style)[0] if words else ""

    def width(self, words: str, style: _Style) -> float:
        if (words, style) not in self.widths:
            lengths = (float(font.getlength(run)) for run, font in self.runs(words, style))
            self.widths[words, style] = sum(lengths)
        return self.widths[words, style]

    def line(self, words: str, style: _Style, x: float, y: int) -> None:
        print_line(self.image, x, y, style.size, style.ink, self.runs(words, style))

    def can_set(self, words: str, style: _Style) -> bool:
        """Whether every character has a glyph and none needs shaping."""
        plain = all(unicodedata.bidirectional(c) in _UNSHAPED for c in words)
        return plain and all(font is not None for _, font in self.runs(words, style))

    def runs(self, words: str, style: _Style) -> Iterator[tuple[str, Any]]:
        """Stretches of ``words``, each with the first font that has its characters."""
        faces, run, last = self.faces(style), "", None
        for character in words:
            path = next((path for path in faces if ord(character) in _characters(path)), None)
            font = _opened(path, style.size) if path else None
            if run and font is not last:
                yield run, last
                run = ""
            run, last = run + character, font
        if run:
            yield run, last

    def faces(self, style: _Style) -> list[Path]:
        return _faces(self.theme.fonts, self.theme.tokens["type"][style.role], style)


def _top(proof: str) -> int:
    """Where the cover begins below the band of a proof."""
    return _BAND if proof else 0


@lru_cache(maxsize=2)  # a theme has two, of 4 MB each
def _ground(font: Any, glyph: str) -> Any:
    """The ground with one great character, cut by the right edge, a shade lighter."""
    from PIL import Image

    image = Image.new("L", (WIDTH, HEIGHT), 0)
    x = WIDTH + 150 - font.getbbox(glyph, anchor="ls")[2]
    print_line(image, x, 1720, _ORNAMENT.size, _ORNAMENT.ink, [(glyph, font)])
    return image


@cache
def _faces(faces: Any, family: str, style: _Style) -> list[Path]:
    """The family's nearest face, then those of the other families."""

    def distance(face: Any) -> tuple[bool, bool, int]:
        weight = int(face.weight.split()[0])
        return face.family != family, face.style != style.slope, abs(weight - int(style.weight))

    return [face.path for face in sorted(faces, key=distance)]


@cache
def _opened(path: Path, size: int) -> Any:
    """A face at a size. Each maps its file once more, so only those are opened that something is set in."""
    from PIL import ImageFont

    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _characters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
