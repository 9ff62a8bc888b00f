"""What ``weasy_tuning`` puts in place of functions of WeasyPrint: each remembers what it was asked before."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import wraps
from operator import itemgetter
from typing import Any

MOST = 6000  # lines that are remembered: some articles' worth
# Every property that the functions below read. ``tests/pdf/test_tuning.py`` compares with their source.
PROPERTIES = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override",
    "font_size", "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps",
    "font_variant_east_asian", "font_variant_ligatures", "font_variant_numeric", "font_variant_position",
    "font_variation_settings", "font_weight", "hyphenate_character", "hyphenate_limit_chars",
    "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing", "line_height", "overflow_wrap", "tab_size",
    "text_decoration_line", "white_space", "word_break", "word_spacing",
)  # fmt: skip
_values, _names = itemgetter(*PROPERTIES), frozenset(PROPERTIES)
_lines: dict[Any, tuple[Any, ...]] = {}
_struts: dict[Any, tuple[float, float]] = {}
_setups: dict[Any, tuple[Any, ...]] = {}


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
        if style.__class__.__name__ == "AnonymousStyle" and _names.isdisjoint(style):
            style.text_key = _key(style.parent_style)  # of these properties, it has none of its own
        else:
            style.text_key = (style.font_config, *map(_hashable, _values(style)))
        return style.text_key


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return frozenset(value) if isinstance(value, set) else value


def remembering_lines(original: Callable[..., Any]) -> Callable[..., Any]:
    """``split_first_line``: the same line is broken once, not once for each try at a column's height."""

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


def remembering_struts(original: Callable[..., Any]) -> Callable[..., Any]:
    """``strut``: the height of a line, once for all styles that say the same of text."""

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


def remembering_setups(original: Callable[..., Any]) -> Callable[..., Any]:
    """``Layout.setup``: what it asks Pango for is the same for all styles that say the same of text."""
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


def remembering_data(original: property) -> property:
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


def remembering_kinds(original: Any) -> Any:
    """``ffi`` that parses the type of an array once, not once for each length that it has."""
    return _Arrays(original)


class _Arrays:
    """``ffi`` as the fonts of a PDF use it: an array is as long as what it begins with."""

    def __init__(self, ffi: Any) -> None:
        self.ffi = ffi

    def new(self, kind: str, init: Any = None) -> Any:
        if init is not None and kind.startswith("hb_codepoint_t["):
            kind = "hb_codepoint_t[]"
        return self.ffi.new(kind, init)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ffi, name)
