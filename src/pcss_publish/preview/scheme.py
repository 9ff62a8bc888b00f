"""Pages of others as they look in a light or a dark surrounding, whatever the editor's screen prefers.

Only the copy that is shown is changed, never a product.
"""

from __future__ import annotations

import re
from typing import Literal

Scheme = Literal["light", "dark"]

_ALWAYS, _NEVER = "(min-width: 0)", "(max-width: 0)"
_ASKED = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style\s*>)", re.IGNORECASE | re.DOTALL)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
# Inside `sandbox=""` a link that asks for a new window leads nowhere, and the text stays in view.
_OUTWARD = re.compile(r'<a\b(?=[^>]*\bhref\s*=\s*["\']?(?!["\'#]))', re.IGNORECASE)


def settle(css: str, scheme: Scheme) -> str:
    """A style sheet whose questions for the preferred scheme are answered."""
    return _ASKED.sub(lambda asked: _ALWAYS if asked[1].lower() == scheme else _NEVER, css)


def mail(html: str, scheme: Scheme, *, styled: bool = True) -> str:
    """A mail as a client shows it that prefers ``scheme``, or one that drops every ``<style>``."""
    kept = (lambda found: found[1] + settle(found[2], scheme) + found[3]) if styled else (lambda _: "")
    shown = _OUTWARD.sub('<a target="_blank"', _STYLE.sub(kept, html))
    ground = f"<style>:root {{ color-scheme: {scheme} !important }}</style></head>"
    return _HEAD_END.sub(ground, shown, count=1)
