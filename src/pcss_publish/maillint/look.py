"""How each text of a mail looks, by day and in the dark: colour, ground, size, whether it is shown at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import cssselect2
from tinycss2.color3 import RGBA, parse_color

from pcss_publish.maillint.mail import Mail
from pcss_publish.maillint.style import Declaration, declarations, rules

_BLACK, _WHITE, _BLUE = RGBA(0, 0, 0, 1), RGBA(1, 1, 1, 1), RGBA(0, 0, 0.93, 1)
_SIZE = re.compile(r"(\d*\.?\d+)(px|pt|em|rem|%)")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}
_HEADINGS = {"h1": 32.0, "h2": 24.0, "h3": 18.72, "h4": 16.0, "h5": 13.28, "h6": 10.72}
_BOLD = frozenset({"b", "strong", "th", *_HEADINGS})
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|[a-z]+", re.IGNORECASE)
_NIGHT = re.compile(r"prefers-color-scheme\s*:\s*dark", re.IGNORECASE)
_SILENT = frozenset({"head", "script", "style", "title", "template", "noscript"})


@dataclass(frozen=True)
class Look:
    """How the text of an element looks; ``ground`` is None where it is not known, as over a picture."""

    ink: RGBA = _BLACK
    ground: RGBA | None = _WHITE
    size: float = 16.0
    bold: bool = False
    hidden: bool = False
    underlined: bool = False


def has_night(mail: Mail) -> bool:
    """Whether the mail says how it looks in the dark."""
    return any(_NIGHT.search(" ".join(rule.conditions)) for rule in _rules(mail))


@lru_cache(maxsize=2)  # several rules ask by day
def looks(mail: Mail, *, dark: bool) -> Mapping[Any, Look]:
    """Every element with its look, in document order.

    Args:
        mail: the mail.
        dark: as in a client that follows ``prefers-color-scheme: dark``.
    """
    matcher = _matcher(mail, dark=dark)
    known: dict[Any, Look] = {}
    for wrapper in cssselect2.ElementWrapper.from_html_root(mail.root).iter_subtree():
        element = wrapper.etree_element
        matched = [payload for *_, payload in matcher.match(wrapper)]
        own = _cascaded(matched, declarations(element.get("style", "")))
        known[element] = _look(element, known.get(element.getparent(), Look()), own)
    return known


def _rules(mail: Mail) -> Iterator[Any]:
    for style in mail.named("style"):
        yield from (rule for rule in rules(style.text or "") if rule.selector)


def _matcher(mail: Mail, *, dark: bool) -> Any:
    matcher = cssselect2.Matcher()
    for rule in _rules(mail):
        said = " ".join(rule.conditions)
        if said and not (dark and _NIGHT.search(said)):
            continue
        try:
            for selector in cssselect2.compile_selector_list(rule.selector):
                if selector.pseudo_element is None:
                    matcher.add_selector(selector, rule.declarations)
        except cssselect2.SelectorError:
            continue  # a client drops the rule as well
    return matcher


def _cascaded(matched: list[tuple[Declaration, ...]], inline: tuple[Declaration, ...]) -> dict[str, str]:
    """Property and value: usual ones, then inline, then important ones of sheets (CSS Cascade 4, 6)."""
    sheets = [one for group in matched for one in group]
    ordered = [*(one for one in sheets if not one.important), *(one for one in inline if not one.important)]
    ordered += [*(one for one in sheets if one.important), *(one for one in inline if one.important)]
    return {one.name: one.value for one in ordered}


def _look(element: Any, above: Look, own: dict[str, str]) -> Look:
    tag = element.tag
    ink = _ink(own.get("color") or element.get("color" if tag == "font" else "text", ""), above.ink)
    if tag == "a" and "color" not in own and element.get("href"):
        ink = _BLUE
    size = _size(own.get("font-size", ""), above.size, _HEADINGS.get(tag, above.size))
    weight = own.get("font-weight", "bold" if tag in _BOLD else "")
    line = own.get("text-decoration", own.get("text-decoration-line", "underline" if tag == "a" else ""))
    return replace(
        above,
        ink=ink,
        ground=_ground(own, element.get("bgcolor", ""), above.ground),
        size=size,
        bold=above.bold if not weight else weight in {"bold", "bolder"} or weight[:1] in "6789",
        hidden=above.hidden or tag in _SILENT or _is_hidden(own),
        underlined=(above.underlined and tag != "a") or "underline" in line,
    )


def _is_hidden(own: dict[str, str]) -> bool:
    return own.get("display") == "none" or own.get("visibility") == "hidden" or own.get("mso-hide") == "all"


def _ink(value: str, above: RGBA) -> RGBA:
    colour = parse_color(value) if value else None
    return colour if isinstance(colour, RGBA) else above


def _ground(own: dict[str, str], bgcolor: str, above: RGBA | None) -> RGBA | None:
    value = own.get("background-color") or own.get("background") or bgcolor
    if own.get("background-image", "none") != "none" or "url(" in value or "gradient" in value:
        return None
    parts = (parse_color(part[0]) for part in _COLOUR.finditer(value))
    colour = next((part for part in parts if isinstance(part, RGBA)), None)
    if colour is None or colour.alpha == 0:
        return above
    return colour if colour.alpha == 1 or above is None else over(colour, above)


def over(top: RGBA, ground: RGBA) -> RGBA:
    """What is seen of a colour that lets its ground through."""
    red, green, blue = (top.alpha * a + (1 - top.alpha) * b for a, b in zip(top[:3], ground[:3], strict=True))
    return RGBA(red, green, blue, 1)


def _size(value: str, above: float, usual: float) -> float:
    match = _SIZE.match(value)
    if not match:
        return usual
    number = float(match[1])
    return number * _PIXELS.get(match[2], above / 100 if match[2] == "%" else above)
