"""Hard rules on what everybody must be able to read: language, headings, tables, pictures, type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pcss_publish.findings import Finding
from pcss_publish.maillint.mail import Mail
from pcss_publish.maillint.style import declarations
from pcss_publish.maillint.tables import found, pattern, table

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HIDING = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_PIXELS = re.compile(r"(\d+)(?:\.\d+)?\s*px\Z|(\d+)\Z")
_SILENT = frozenset({"link", "meta", "script", "style"})
_DIRECTIONS = frozenset({"ltr", "rtl"})
_BLOCKS = ("table", "td", "th", "div", "p")


def text_of(element: Any) -> str:
    """The text of an element, alternative texts of its pictures in their place, white space joined."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        parts += [child.get("alt", "") if child.tag == "img" else child.text or "", child.tail or ""]
    return " ".join("".join(parts).split())


def languages(mail: Mail) -> Iterator[Finding]:
    """Language and direction, on html and where clients leave them."""
    if not mail.root.get("lang", "").strip():
        yield found("M101", "<html> has no lang", mail.line(mail.root))
    for child in mail.body if mail.body is not None else ():
        spoken = child.tag not in _SILENT
        if spoken and (not child.get("lang", "").strip() or child.get("dir") not in _DIRECTIONS):
            yield found("M102", f"<{child.tag}> in <body> has no lang and dir", mail.line(child))


def head(mail: Mail) -> Iterator[Finding]:
    """Doctype, title, viewport."""
    if not re.match(r"\s*<!doctype html", mail.html, re.IGNORECASE):
        yield found("M118", "it does not begin with <!DOCTYPE html>", mail.line_at(0))
    if not any((title.text or "").strip() for title in mail.named("title")):
        yield found("M103", "the head has no title, or an empty one")
    if not any(one.get("name", "").lower() == "viewport" for one in mail.named("meta")):
        yield found("M117", "the head has no viewport")


def headings(mail: Mail) -> Iterator[Finding]:
    """One main heading, no level skipped, none empty."""
    held = list(mail.named(*_HEADINGS))
    count = sum(one.tag == "h1" for one in held)
    if count != 1:
        yield found("M104", f"{count} elements h1")
    for one, other in pairwise(held):
        if int(other.tag[1]) > int(one.tag[1]) + 1:
            yield found("M105", f"{other.tag} follows {one.tag}: {text_of(other)[:60]}", mail.line(other))
    for one in held:
        if not text_of(one):
            yield found("M106", f"{one.tag} without words", mail.line(one))


def tables(mail: Mail) -> Iterator[Finding]:
    """Whether each table says what it is, and each header cell what it heads."""
    for one in mail.named("table"):
        if one.get("role") not in ("presentation", "none", "table") and next(one.iter("th"), None) is None:
            yield found("M107", "a table without role and header cells", mail.line(one))
    for cell in mail.named("th"):
        if cell.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            yield found("M108", f"the header {text_of(cell)[:40]!r} has no scope", mail.line(cell))


def pictures(mail: Mail) -> Iterator[Finding]:
    """Alternative text, width, address."""
    schemes = ("https:", "cid:") if mail.message else ("https:",)
    tags = tuple(begin for begin, _ in table("rules")["tags"]["pairs"])
    for one in mail.named("img"):
        line, src, alt = mail.line(one), one.get("src", "").strip(), one.get("alt")
        if alt is None:
            yield found("M109", f"{src[:80]} has no alt", line)
        elif pattern("words", "empty_alt", whole=True).match(alt.strip()):
            yield found("M110", f"alt is {alt!r}", line)
        if not one.get("width", "").isdigit():
            yield found("M111", f"{src[:80]} has no width in whole pixels", line)
        if not src.startswith((*schemes, *tags)):
            yield found("M112", f"its address is {src[:80]!r}", line)


def ids(mail: Mail) -> Iterator[Finding]:
    """Each id once."""
    seen: set[str] = set()
    for one in mail.elements:
        name = one.get("id")
        if name and name in seen:
            yield found("M116", f"id {name!r}", mail.line(one))
        seen.add(name or "")


def preheader(mail: Mail) -> Iterator[Finding]:
    """The first text of the body is hidden, for the list of mails."""
    for one in mail.body.iter() if mail.body is not None else ():
        if _HIDING.search(one.get("style", "")) and text_of(one):
            return
        if (one.text or "").strip():
            break
    yield found("M119", "the first text of the body is shown")


def widths(mail: Mail) -> Iterator[Finding]:
    """Widths that no phone has room for; widths in Outlook's own tables stand in comments."""
    phone = table("rules")["type"]["phone"]
    for one in mail.named(*_BLOCKS):
        own = {d.name: d.value for d in declarations(one.get("style", ""))}
        asked = (own.get("width") or one.get("width", ""), own.get("min-width", ""))
        for value in asked if "max-width" not in own else asked[1:]:
            match = _PIXELS.match(value.strip())
            if match and int(match[1] or match[2]) > phone:
                yield found("M120", f"<{one.tag}> is {value} wide", mail.line(one))
