"""Hard rules on how text looks: contrast by day and in the dark, size, links that colour alone tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tinycss2.color3 import RGBA

from pcss_publish.findings import Finding
from pcss_publish.maillint.look import Look, has_night, looks, over
from pcss_publish.maillint.mail import Mail
from pcss_publish.maillint.tables import found, table

_FILLERS = "\u00a0\u200c\u2007\ufeff\u034f\u00ad\u200b \t\r\n"
_RUNNING = frozenset({"p", "li", "td", "span", "div", "strong", "em", "b", "i", "font"})


def contrast(mail: Mail) -> Iterator[Finding]:
    """Text on its ground, as WCAG 2.2 (1.4.3) asks, by day and where the mail has colours for the dark."""
    yield from _faint(mail, "M113", dark=False)
    if has_night(mail):
        yield from _faint(mail, "M114", dark=True)


def _faint(mail: Mail, code: str, *, dark: bool) -> Iterator[Finding]:
    told = set()
    for element, look in looks(mail, dark=dark).items():
        if look.ground is None or look.hidden or not _own_text(element):
            continue
        found_ratio, wanted = ratio(look.ink, look.ground), _wanted(look)
        pair = (look.ink, look.ground, wanted)
        if found_ratio < wanted and pair not in told:
            told.add(pair)
            said = f"{_hex(look.ink)} on {_hex(look.ground)} is {found_ratio:.1f} to 1"
            yield found(code, f"{said}: {_own_text(element)[:50]!r}", mail.line(element))


def _wanted(look: Look) -> float:
    bounds = table("rules")["contrast"]
    large = look.size >= bounds["large_bold_px" if look.bold else "large_px"]
    return float(bounds["large" if large else "text"])


def _own_text(element: Any) -> str:
    """Text that stands in the element itself, not in one within it."""
    parts = [element.text or "", *(child.tail or "" for child in element)]
    return " ".join(part for part in (text.strip(_FILLERS) for text in parts) if part)


def ratio(ink: RGBA, ground: RGBA) -> float:
    """Contrast ratio of two colours (WCAG 2.2, "contrast ratio"), 1 to 21."""
    bright, dim = sorted((_luminance(over(ink, ground)), _luminance(ground)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: RGBA) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3])
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _hex(colour: RGBA) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour[:3])


def small_type(mail: Mail) -> Iterator[Finding]:
    """Text that is too small, each size once."""
    least, told = table("rules")["type"]["smallest"], set()
    for element, look in looks(mail, dark=False).items():
        if look.size < least and not look.hidden and _own_text(element) and look.size not in told:
            told.add(look.size)
            yield found("M115", f"{look.size:g} px: {_own_text(element)[:50]!r}", mail.line(element))


def link_lines(mail: Mail) -> Iterator[Finding]:
    """A link in running text has a line below it, or a ground of its own, as a button has."""
    known = looks(mail, dark=False)
    for element, look in known.items():
        plain = element.tag == "a" and element.get("href") and not look.underlined and not look.hidden
        if plain and _own_text(element) and _beside_text(element) and look.ground == _around(element, known):
            yield found("M204", f"{_own_text(element)[:50]!r} has no underline", mail.line(element))


def _around(element: Any, known: Mapping[Any, Look]) -> RGBA | None:
    return known[element.getparent()].ground


def _beside_text(element: Any) -> bool:
    """Whether the link stands among other words; a line of links alone shows by its place what it is."""
    parent = element.getparent()
    return parent.tag in _RUNNING and bool(_own_text(parent))
