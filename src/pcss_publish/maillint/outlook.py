"""Hard rules on what classic Outlook is told in conditional comments, and on what it needs to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pcss_publish.findings import Finding
from pcss_publish.maillint.mail import Mail
from pcss_publish.maillint.style import declarations
from pcss_publish.maillint.tables import found

_MARK = re.compile(r"(?P<open><!--\[if[^\]<>]*\]>)(?P<shown>\s*<?!?-->)?|<!\[endif\]-->", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(table|tr|td|div|center)\b[^<>]*?(/?)>", re.IGNORECASE)
_NARROW = re.compile(r"<table\b[^<>]*\bwidth\s*[=:]\s*[\"']?\d", re.IGNORECASE)
_WIDE = re.compile(r"(\d{3,})px")


class _Block(NamedTuple):
    """What stands between a condition and its end; ``shown`` is what all other clients read too."""

    place: int
    condition: str
    text: str
    shown: bool


def _blocks(html: str) -> tuple[list[_Block], list[tuple[int, str]]]:
    """The conditional comments in order, and what is wrong with how they begin and end, by place."""
    held: list[_Block] = []
    faults: list[tuple[int, str]] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(html):
        if mark["open"]:
            if opened:
                faults.append((opened.start(), "a beginning without an end"))
            opened = mark
        elif opened is None:
            faults.append((mark.start(), "an end without a beginning"))
        else:
            text = html[opened.end() : mark.start()]
            held.append(_Block(opened.start(), opened["open"].lower(), text, bool(opened["shown"])))
            opened = None
    if opened:
        faults.append((opened.start(), "a beginning without an end"))
    return held, faults


def conditionals(mail: Mail) -> Iterator[Finding]:
    """Conditional comments pair, and what one opens for Outlook another closes."""
    held, faults = _blocks(mail.html)
    for place, what in faults[:1]:  # those after it follow from it
        yield found("M301", what, mail.line_at(place))
    if not faults:
        yield from _unclosed(mail, [block for block in held if not block.shown])


def _unclosed(mail: Mail, held: list[_Block]) -> Iterator[Finding]:
    """Tags that stand open, or are closed in the wrong order, in all that Outlook alone reads."""
    stack: list[tuple[str, int]] = []
    for block in held:
        for tag in _TAG.finditer(block.text):
            name = tag[2].lower()
            if not tag[1]:
                stack += [] if tag[3] else [(name, block.place)]
            elif stack and stack[-1][0] == name:
                stack.pop()
            else:
                yield found("M302", f"</{name}> closes what is not open", mail.line_at(block.place))
                return
    if stack:
        yield found("M302", f"<{stack[-1][0]}> is not closed", mail.line_at(stack[-1][1]))


def ghost_table(mail: Mail) -> Iterator[Finding]:
    """A box that is kept narrow by max-width alone is as wide as the window in Outlook."""
    told = any("mso" in one.condition and _NARROW.search(one.text) for one in _blocks(mail.html)[0])
    for element in mail.named("div", "table", "td"):
        own = {one.name: one.value for one in declarations(element.get("style", ""))}
        wide = _WIDE.match(own.get("max-width", ""))
        if wide and not told and not element.get("width", "").isdigit():
            yield found("M303", f"<{element.tag}> is kept to {wide[0]}", mail.line(element))
            return


def buttons(mail: Mail) -> Iterator[Finding]:
    """Padding that makes a button of a link is not there in Outlook."""
    for link in mail.named("a"):
        own = {one.name: one.value for one in declarations(link.get("style", ""))}
        above = link.getparent().get("style", "") if link.getparent() is not None else ""
        ground = own.get("background-color") or own.get("background")
        padded = any(name.startswith("padding") for name in own)
        if ground and padded and "mso-padding-alt" not in f"{above} {link.get('style', '')}":
            yield found("M304", "a link with padding and a ground of its own", mail.line(link))
