"""Text in the colour of its ground: what a page's own style and its sheets set, medium by medium."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

from pcss_publish.proof.pieces import ID_PREFIX

WHY = "no contrast"
_NEAR = 1.3  # contrast ratio below which text is not read (WCAG 2.2 asks for 4.5)
_FAINT = 0.25  # a ground that is more transparent than this is not seen
_CONDITIONAL = frozenset({"media", "supports", "layer", "container"})
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|[a-z]+")

Rgba = tuple[float, float, float, float]
Declarations = Mapping[str, str]
Matched = Mapping[int, tuple[Declarations, Declarations]]
_BLACK: Rgba = (0.0, 0.0, 0.0, 1.0)
_WHITE: Rgba = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Colours that a rule sets under a condition, ``""`` for always; apart those that are ``!important``."""

    condition: str
    prelude: Any
    usual: Declarations
    important: Declarations


def unread(root: ET.Element, sheets: Iterable[str]) -> set[str]:
    """Ids of ours whose element shows its text in the colour of its ground, always or in some medium.

    Args:
        root: the parsed page.
        sheets: all style sheets that reach it.
    """
    rules = [rule for sheet in sheets for rule in _rules(sheet)]
    found: set[str] = set()
    for condition in dict.fromkeys(["", *(rule.condition for rule in rules)]):
        own = _matched(root, [rule for rule in rules if rule.condition in {"", condition}])
        _walk(root, (_BLACK, _WHITE), own, found)
    return found


def _walk(
    element: ET.Element,
    above: tuple[Rgba | None, Rgba | None],
    matched: Matched,
    found: set[str],
) -> None:
    usual, important = matched.get(id(element), ({}, {}))
    inline, pressing = colours(element.get("style", ""))
    own = {
        "background-color": element.get("bgcolor", "").lower(),
        **usual, **inline, **important, **pressing,
    }  # fmt: skip
    ink, paper = _ink(own.get("color", ""), above[0]), _paper(own, above[1])
    name = element.get("id", "")
    if name.startswith(ID_PREFIX) and _alike(ink, paper):
        found.add(name)
    for child in element:
        _walk(child, (ink, paper), matched, found)


def _ink(value: str, above: Rgba | None) -> Rgba | None:
    return above if value in {"", "inherit", "currentcolor", "unset"} else _rgba(value)


def _paper(own: Declarations, above: Rgba | None) -> Rgba | None:
    """The ground; None where it is not known, as that of a picture."""
    value = own.get("background-color", "")
    if not value:
        return above
    ground = _rgba(value)
    return above if ground and ground[3] < _FAINT else ground


@lru_cache(maxsize=1024)  # as ``styling.declarations``
def colours(text: str) -> tuple[Declarations, Declarations]:
    """The colour and the ground that declarations set, usual ones and ``!important`` ones."""
    import tinycss2

    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for one in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if one.type != "declaration" or one.lower_name not in {"color", "background", "background-color"}:
            continue
        value = tinycss2.serialize(one.value).strip().lower()
        if one.lower_name == "color":
            found[one.important]["color"] = value
        else:
            first = next((part[0] for part in _COLOUR.finditer(value) if _rgba(part[0])), "transparent")
            found[one.important]["background-color"] = "url" if "url(" in value else first
    return found


@lru_cache(maxsize=16)  # as ``styling._suspicious``
def _rules(sheet: str) -> tuple[_Rule, ...]:
    import tinycss2

    found: list[_Rule] = []
    top = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    waiting = [("", one) for one in top]
    for condition, rule in waiting:
        if rule.type == "at-rule" and rule.lower_at_keyword in _CONDITIONAL and rule.content:
            within = f"{condition} {rule.lower_at_keyword} {tinycss2.serialize(rule.prelude).strip()}"
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            waiting += [(within, one) for one in inner]
        elif rule.type == "qualified-rule":
            usual, important = colours(tinycss2.serialize(rule.content))
            if usual or important:
                found.append(_Rule(condition, rule.prelude, usual, important))
    return tuple(found)


def _matched(root: ET.Element, rules: Sequence[_Rule]) -> Matched:
    """What rules set for each element, by its identity; stronger selectors win, then later rules."""
    import cssselect2

    if not rules:
        return {}
    matcher = cssselect2.Matcher()
    for rule in rules:
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            continue
        for selector in selectors:
            if selector.pseudo_element is None:
                matcher.add_selector(selector, rule)
    found: dict[int, tuple[dict[str, str], dict[str, str]]] = {}
    for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        for *_, rule in matcher.match(wrapper):
            usual, important = found.setdefault(id(wrapper.etree_element), ({}, {}))
            usual |= rule.usual
            important |= rule.important
    return found


@lru_cache(maxsize=1024)
def _rgba(value: str) -> Rgba | None:
    from tinycss2.color3 import RGBA, parse_color

    colour = parse_color(value)
    return (colour.red, colour.green, colour.blue, colour.alpha) if isinstance(colour, RGBA) else None


def alpha(value: str) -> float:
    """How opaque a colour is, 0 to 1; 1 where it is not known."""
    colour = _rgba(value)
    return colour[3] if colour else 1.0


def _alike(ink: Rgba | None, paper: Rgba | None) -> bool:
    if ink is None or paper is None:
        return False
    light, dark = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05) < _NEAR


def _luminance(colour: Rgba) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
