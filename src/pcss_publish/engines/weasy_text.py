"""What each glyph of a finished PDF stands for, where WeasyPrint 70 tells it wrongly.

It notes for a glyph the text of the cluster in which the glyph was first used. In a cluster of several
glyphs (a letter with stacked marks) one glyph gets all of the text and another none; in right-to-left
text a bracket gets the character that it mirrors.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Callable
from typing import Any

Characters = dict[int, tuple[str, ...]]
MOST = 40  # fonts: a theme or two
_known: dict[tuple[bytes, int], Characters] = {}


def corrected(build: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap ``weasyprint.pdf.build_fonts_dictionary`` so that the maps to Unicode are right first."""

    def with_right_maps(pdf: Any, fonts: dict[str, Any], *rest: Any) -> Any:
        for font in fonts.values():
            if not font.bitmap:
                _correct(font)
        return build(pdf, fonts, *rest)

    return with_right_maps


def _correct(font: Any) -> None:
    doubtful = [glyph for glyph, text in font.to_unicode.items() if _is_doubtful(text)]
    if not doubtful:
        return
    own = _characters(font)
    for glyph in doubtful:
        noted, chars = font.to_unicode[glyph], own.get(glyph, ())
        if chars and noted not in chars and (not noted or _tells_itself(chars[0])):
            font.to_unicode[glyph] = chars[0]


def _is_doubtful(text: str) -> bool:
    return len(text) != 1 or not text.isascii() or unicodedata.mirrored(text) == 1


def _tells_itself(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or unicodedata.mirrored(char) == 1


def _characters(font: Any) -> Characters:
    """The characters that lead to each glyph in the font's own map, the lowest first."""
    key = hashlib.sha256(font.file_content).digest(), font.index
    if key not in _known:
        if len(_known) >= MOST:
            _known.clear()
        _known[key] = _read(font)
    return _known[key]


def _read(font: Any) -> Characters:
    from fontTools.ttLib import TTFont

    face = TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True)
    found: Characters = {}
    for code, name in sorted(face.getBestCmap().items()):
        glyph = face.getGlyphID(name)
        found[glyph] = (*found.get(glyph, ()), chr(code))
    return found
