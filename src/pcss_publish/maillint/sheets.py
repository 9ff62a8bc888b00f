"""Hard rules on size, encoding and style."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcss_publish.findings import Finding
from pcss_publish.maillint.mail import Mail
from pcss_publish.maillint.style import Declaration, declarations, rules
from pcss_publish.maillint.tables import found, table

_UTF8 = frozenset({"utf-8", "utf8"})


def size(mail: Mail) -> Iterator[Finding]:
    """Gmail cuts mails off that are too large."""
    bounds = table("rules")["size"]
    if mail.size > bounds["gmail"]:
        yield found("M001", f"{mail.size} bytes of HTML; Gmail shows about {bounds['gmail']}")
    elif mail.size > bounds["near"]:
        yield found("M002", f"{mail.size} bytes of HTML; Gmail shows about {bounds['gmail']}")


def charset(mail: Mail) -> Iterator[Finding]:
    """Gmail cuts mails off that are in another encoding than UTF-8."""
    if mail.charset not in _UTF8:
        yield found("M003", f"declared as {mail.charset}" if mail.charset else "no encoding is declared", 1)


def style_size(mail: Mail) -> Iterator[Finding]:
    """Gmail drops style elements beyond its limit."""
    count = sum(len((style.text or "").encode()) for style in mail.named("style"))
    if count > table("rules")["size"]["style"]:
        yield found("M004", f"{count} bytes in style elements")


def sheets(mail: Mail) -> Iterator[Finding]:
    """Comments, nested at-rules, attribute selectors beside media queries, imports."""
    for style in mail.named("style"):
        text, line = style.text or "", mail.line(style)
        if "/*" in text:
            yield found("M005", "a style element holds a comment", line)
        held = rules(text)
        media = any(rule.own.startswith("media") for rule in held)
        for rule in held:
            place = line + rule.line - 1 if line else 0
            if rule.own and any(one.startswith("media") for one in rule.conditions):
                yield found("M006", f"@{rule.own.split()[0]} stands inside @{rule.conditions[0]}", place)
            if rule.own.startswith("import"):
                yield found("M012", f"@{rule.own}", place)
        mixed = next((rule for rule in held if "[" in rule.selector), None)
        if media and mixed:
            where = line + mixed.line - 1 if line else 0
            yield found("M007", f"{mixed.selector} stands beside @media", where)


def attributes(mail: Mail) -> Iterator[Finding]:
    """What a style attribute may not hold."""
    for element in mail.elements:
        for one in declarations(element.get("style", "")):
            if one.important:
                yield found("M008", f"{one.name} of <{element.tag}>", mail.line(element))


def dropped(mail: Mail) -> Iterator[Finding]:
    """Declarations that clients drop, in attributes and in sheets, each kind once a place."""
    for element in mail.elements:
        for one in declarations(element.get("style", "")):
            if _is_dropped(one):
                yield found("M009", f"{one.name}: {one.value} on <{element.tag}>", mail.line(element))
    for style in mail.named("style"):
        for rule in rules(style.text or ""):
            for one in filter(_is_dropped, rule.declarations):
                where = mail.line(style) + rule.line - 1 if mail.line(style) else 0
                yield found("M009", f"{one.name}: {one.value} on {rule.selector}", where)


def _is_dropped(one: Declaration) -> bool:
    listed = table("rules")["dropped"]
    return any(
        key in ("*", one.name) and re.fullmatch(values, one.value, re.IGNORECASE | re.DOTALL)
        for key, values in listed.items()
    )


def elements(mail: Mail) -> Iterator[Finding]:
    """Elements and handlers that clients take out, and style sheets that none fetches."""
    removed = frozenset(table("rules")["elements"]["removed"])
    for element in mail.elements:
        if element.tag in removed:
            yield found("M010", f"<{element.tag}>", mail.line(element))
        if element.tag == "link" and "stylesheet" in element.get("rel", "").lower():
            yield found("M012", f"<link> to {element.get('href', '')}", mail.line(element))
        for name in element.attrib:
            if str(name).lower().startswith("on"):
                yield found("M011", f"{name} on <{element.tag}>", mail.line(element))
