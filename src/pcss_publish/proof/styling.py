"""What style hides or changes: the declarations that take a text from its reader, and whom they reach.

Every rule counts in whatever medium it stands: a text that phones, or the dark, or one program hides is
hidden. Selectors are matched by cssselect2, declarations parsed by tinycss2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final
from xml.etree import ElementTree as ET

from pcss_publish.proof import contrast
from pcss_publish.proof.pieces import ID_PREFIX

_AWAY = 400  # pixels or so: further out nobody sees it
_FAINT = 0.25  # opacity below which text is not read
_SMALL: Final = {"px": 5.0, "pt": 4.0, "em": 0.4, "rem": 0.4, "%": 40.0, "": 1.0}
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|ch|vw|vh|cm|mm|in|%|)(?![\w.])")
_PIXELS: Final = {"em": 16.0, "rem": 16.0, "ch": 8.0, "pt": 1.33, "vw": 8.0, "vh": 8.0, "cm": 38.0, "mm": 3.8}
_PIXELS_IN: Final = 96.0
_CONDITIONAL = frozenset({"media", "supports", "layer", "container"})
_OFFSETS = ("left", "right", "top", "bottom", "text-indent", "margin-left", "margin-top", "margin-right")
_EXTENTS = ("max-height", "height", "max-width", "width")

Declarations = Mapping[str, str]
Suspicious = tuple[tuple[Any, str], ...]


def hidden(root: ET.Element, sheets: Iterable[str]) -> dict[str, str]:
    """Why each element with an id of ours is not seen as it should be, by id; those that are seen are absent.

    Args:
        root: the parsed page; tags may have a namespace.
        sheets: all style sheets that reach it.
    """
    sheets = tuple(sheets)
    rules = [rule for sheet in sheets for rule in _suspicious(sheet)]
    reached = _reached(root, rules) if rules else {}
    found = dict.fromkeys(contrast.unread(root, sheets), contrast.WHY)
    _walk(root, "", reached, found)
    return found


def _walk(element: ET.Element, above: str, reached: dict[int, str], found: dict[str, str]) -> None:
    if _local(element) == "nav" and "hidden" in element.attrib:
        return  # landmarks and page lists are hidden by their kind (EPUB 3.3 §7.4)
    own = declarations(element.get("style", ""))
    reason = above or _closed(element) or reached.get(id(element), "") or taken_away(own)
    name = element.get("id", "")
    if reason and name.startswith(ID_PREFIX):
        found[name] = reason
    for child in element:
        seen = above if _local(child) == "summary" and reason == "closed" else reason
        _walk(child, seen, reached, found)


def _closed(element: ET.Element) -> str:
    tag = _local(element)
    if tag == "details" and "open" not in element.attrib:
        return "closed"
    return tag if tag in {"noscript", "template", "datalist", "object", "audio", "video"} else ""


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


@lru_cache(maxsize=1024)  # elements share their few inline styles, and articles their theme
def declarations(text: str) -> Declarations:
    """Property and value of each declaration, in lower case; the last one of a property wins."""
    import tinycss2

    found: dict[str, str] = {}
    for one in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            found[one.lower_name] = tinycss2.serialize(one.value).strip().lower()
    return found


def taken_away(own: Declarations) -> str:
    """The declaration that hides or changes a text, or nothing."""
    for name, value in own.items():
        check = _CHECKS.get(name)
        if check and check(value):
            return f"{name}: {value}"
    squeezed = next((name for name in _EXTENTS if _none(own.get(name, ""))), "")
    return f"{squeezed}: 0" if squeezed and "hidden" in own.get("overflow", own.get("overflow-y", "")) else ""


def _none(value: str) -> bool:
    length = _LENGTH.match(value)
    return length is not None and abs(float(length[1])) <= 1 and length[2] != "em"


def _away(value: str) -> bool:
    return any(_pixels(match) <= -_AWAY or _pixels(match) >= 4 * _AWAY for match in _LENGTH.finditer(value))


def _pixels(match: re.Match[str]) -> float:
    return float(match[1]) * (_PIXELS_IN if match[2] == "in" else _PIXELS.get(match[2], 1.0))


def _tiny(value: str) -> bool:
    match = _LENGTH.match(value)
    return match is not None and float(match[1]) < _SMALL.get(match[2], 0.0)


def _faint(value: str) -> bool:
    match = _LENGTH.match(value)
    return match is not None and float(match[1]) / (100 if match[2] == "%" else 1) < _FAINT


def _scaled(value: str) -> bool:
    small = any(float(n) < _FAINT for n in re.findall(r"scale\w*\(\s*(-?\d*\.?\d+)", value))
    return small or ("translate" in value and _away(value)) or "rotate" in value


def _clipped(value: str) -> bool:
    if value in {"auto", "none"}:
        return False
    return value.startswith(("rect", "inset", "circle", "polygon", "ellipse", "path"))


def _clear(value: str) -> bool:
    return contrast.alpha(value) < _FAINT


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    "display": lambda value: value.startswith("none"),
    "visibility": lambda value: value.startswith(("hidden", "collapse")),
    "content-visibility": lambda value: value.startswith("hidden"),
    "opacity": _faint,
    "font-size": _tiny,
    "font": lambda value: bool(re.search(r"(?<![\d.])0(?:px|pt|em)?[\s/]", value)),
    "mso-hide": lambda value: value.startswith("all"),
    "text-transform": lambda value: not value.startswith(("none", "inherit", "initial")),
    "-webkit-text-security": lambda value: value != "none",
    "transform": _scaled,
    "clip": _clipped,
    "clip-path": _clipped,
    "color": _clear,
    "-webkit-text-fill-color": _clear,
    "line-height": lambda value: value in {"0", "0px"},
    "zoom": _faint,
    **dict.fromkeys(_OFFSETS, _away),
}


@lru_cache(maxsize=16)  # the same sheet reaches every page of a book
def _suspicious(sheet: str) -> Suspicious:
    """Selectors of the rules that take a text away, and why."""
    import tinycss2

    found: list[tuple[Any, str]] = []
    waiting = list(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))
    while waiting:
        rule = waiting.pop(0)
        if rule.type == "at-rule" and rule.lower_at_keyword in _CONDITIONAL and rule.content:
            waiting += tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        elif rule.type == "qualified-rule":
            own = declarations(tinycss2.serialize(rule.content))
            why = taken_away(own)
            if why:
                found.append((rule.prelude, why))
    return tuple(found)


def _reached(root: ET.Element, rules: Sequence[tuple[Any, str]]) -> dict[int, str]:
    """The elements that such rules reach, by identity."""
    import cssselect2

    matcher = cssselect2.Matcher()
    for prelude, why in rules:
        try:
            selectors = cssselect2.compile_selector_list(prelude)
        except cssselect2.SelectorError:
            continue
        for selector in selectors:
            if selector.pseudo_element is None:
                matcher.add_selector(selector, why)
    found = {}
    for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        matches = matcher.match(wrapper)
        if matches:
            found[id(wrapper.etree_element)] = matches[-1][-1]
    return found
