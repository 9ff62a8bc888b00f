"""Caches inside WeasyPrint: the same line is broken once, not once for each try at a column's height.

They change no byte of any file. They stand where version and replaced functions, told by the SHA-256 of their
source, are those that a test has compared with the untouched engine over the whole corpus; any other engine,
a newer and safer one above all, runs untouched. ``PCSS_NO_TUNING=1`` turns them off: it is read once, when
the engine starts, and never decides what a file holds.
"""

from __future__ import annotations

import copy
import hashlib
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from operator import itemgetter
from typing import Any

OFF = "PCSS_NO_TUNING"
VERSIONS = {"70.0"}  # of WeasyPrint; ``weasy_session`` calls more of it than is told by the sources below
MOST = 6000  # lines that are remembered: some articles' worth
TESTED = {  # SHA-256 of the source of what is replaced, and of what the replacements rely on
    "split_first_line": "39ad1016863ca34de0bea4c9fcffb46da7e27813c87dd82b7011bfa19fe5504f",
    "first_line_metrics": "55ec5d0b58b29a8bda9f4c85d3bc3bc46b45d2110e05982e7126c7f4d507e65d",
    "create_layout": "6587192cc0ab3ffad7bb1902654c7f26dd28910f760804bcf67cbf7b986660b0",
    "Layout": "681b737d1ba5e004efdc3ee409478b6b3e05ee0662142c5875b188bc9eefa698",
    "get_font_description": "85734b8947b9bf64ef27ff11d8f5355db76a2ae8efc9a6fed925dc9e2a1056ce",
    "strut": "b57885b70dd08efe92f72a746709e08c576f47b90edb36f02925fefa15bb761a",
    "Stream.data": "bdc2bc513f286de7b7a7220a43e6085daa6ed0056d9c04e3c9b5abe40f3ecf81",
}
# Every property that the functions above read. ``tests/pdf/test_tuning.py`` compares with their source.
PROPERTIES = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override",
    "font_size", "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps",
    "font_variant_east_asian", "font_variant_ligatures", "font_variant_numeric", "font_variant_position",
    "font_variation_settings", "font_weight", "hyphenate_character", "hyphenate_limit_chars",
    "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing", "line_height", "overflow_wrap", "tab_size",
    "text_decoration_line", "white_space", "word_break", "word_spacing",
)  # fmt: skip
_values = itemgetter(*PROPERTIES)
_lines: dict[Any, tuple[Any, ...]] = {}
_struts: dict[Any, tuple[float, float]] = {}
_setups: dict[Any, tuple[Any, ...]] = {}


def tuned() -> bool:
    """Put the caches in place if they were tested on this engine; say whether they are."""
    import weasyprint

    if os.environ.get(OFF) or weasyprint.__version__ not in VERSIONS or sources() != TESTED:
        return False
    for place, name, value in _replacements():
        setattr(place, name, value)
    return True


def in_place() -> bool:
    """Whether the caches are in place."""
    from weasyprint.text import line_break

    return hasattr(line_break.split_first_line, "__wrapped__")


def sources() -> dict[str, str]:
    """SHA-256 of the source of each function that matters, by name."""
    import pydyf
    from weasyprint.text import fonts, line_break

    found = {}
    for name in TESTED:
        thing = getattr(line_break, name, None) or getattr(fonts, name, None)
        thing = pydyf.Stream.data.fget if name == "Stream.data" else thing
        text = inspect.getsource(thing) if thing else ""
        found[name] = hashlib.sha256(text.encode()).hexdigest()
    return found


@contextmanager
def untouched() -> Iterator[None]:
    """The engine without caches, to compare with."""
    current = [(place, name, place.__dict__[name]) for place, name, _ in _originals()]
    for place, name, value in _originals():
        setattr(place, name, value)
    try:
        yield
    finally:
        for place, name, value in current:
            setattr(place, name, value)


@cache
def _originals() -> tuple[tuple[Any, str, Any], ...]:
    """What is replaced: where, its name, and what stands there before."""
    import pydyf
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    places = [(place, "split_first_line") for place in (line_break, inline, preferred)]
    places += [(place, "strut") for place in (line_break, inline)]
    places += [(line_break.Layout, "setup"), (pydyf.Stream, "data")]
    return tuple((place, name, place.__dict__[name]) for place, name in places)


def _replacements() -> list[tuple[Any, str, Any]]:
    made: dict[str, Callable[[Any], Any]] = {
        "split_first_line": _remembering_lines,
        "strut": _remembering_struts,
        "setup": _remembering_setups,
        "data": _remembering_data,
    }
    return [(place, name, made[name](original)) for place, name, original in _originals()]


def forget() -> None:
    """Empty all caches."""
    for known in (_lines, _struts, _setups):
        known.clear()


def remembered() -> tuple[int, ...]:
    """How much is in each cache."""
    return len(_lines), len(_struts), len(_setups)


def _key(style: Any) -> Any:
    """What a style says about text, as something that two styles may share."""
    try:
        return style.text_key
    except AttributeError:
        values = _values(style)
        style.text_key = (style.font_config, *map(_hashable, values))
        return style.text_key


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return frozenset(value) if isinstance(value, set) else value


def _remembering_lines(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: Any,
        justification_spacing: Any,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        if context is None:
            return original(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        key = (text, _key(style), max_width, justification_spacing, is_line_start, minimum)
        found = _lines.get(key)
        if found is None:
            if len(_lines) >= MOST:
                _lines.clear()
            found = original(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            _lines[key] = found
        # Drawing sets the layout up again, so each line needs its own.
        return (copy.copy(found[0]), *found[1:])

    return split_first_line


def _remembering_struts(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def strut(style: Any) -> Any:
        key = _key(style)
        found = _struts.get(key)
        if found is None:
            if len(_struts) >= MOST:
                _struts.clear()
            found = _struts[key] = original(style)
        return found

    return strut


def _remembering_setups(original: Callable[..., Any]) -> Callable[..., Any]:
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.fonts import font_features, get_font_description

    def begun(style: Any) -> tuple[Any, ...]:
        features = font_features(
            style["font_kerning"], style["font_variant_ligatures"], style["font_variant_position"],
            style["font_variant_caps"], style["font_variant_numeric"], style["font_variant_alternates"],
            style["font_variant_east_asian"], style["font_feature_settings"],
        )  # fmt: skip
        joined = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        return get_font_description(style), style.font_config.font_features.get(joined) if joined else None

    @wraps(original)
    def setup(self: Any, style: Any) -> None:
        if style["text_decoration_line"] != "none":
            original(self, style)
            return
        key = _key(style)
        found = _setups.get(key)
        if found is None:
            original(self, style)
            if len(_setups) >= MOST:
                _setups.clear()
            _setups[key] = (_context(style, self.language), self.language, *begun(style))
            return
        context, self.language, description, feature = found
        self.style = style
        self.first_line_direction = 0
        self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, description)
        self.ascent = self.underline_position = self.strikethrough_position = None
        if feature is not None:
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, feature)
            pango.pango_layout_set_attributes(self.layout, attributes)

    return setup


def _context(style: Any, language: Any) -> Any:
    """The Pango context that ``Layout.setup`` makes for a style."""
    from weasyprint.text.constants import PANGO_DIRECTION
    from weasyprint.text.ffi import ffi, gobject, pango

    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    if style["font_language_override"] != "normal" or style["lang"]:
        pango.pango_context_set_language(context, language)
    return context


def _remembering_data(original: property) -> property:
    """PDF/A asks for all data twice, the second time for the file's identifier."""
    compute = original.fget
    assert compute is not None

    @wraps(compute)
    def data(self: Any) -> bytes:
        mark = (len(self.stream), tuple(self.extra.items()), self.compress)
        known, found = self.__dict__.get("known_data", (None, b""))
        if known != mark:
            found = compute(self)
            self.known_data = (mark, found)
        return bytes(found)

    return property(data)
