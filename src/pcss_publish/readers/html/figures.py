"""Pictures of a page: what stands in the text for each."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from pcss_publish.readers.html.notes import Element

_SMALL: Final = 48  # CSS pixels; smaller ones are icons and trackers.
_SIGNS: Final = ("avatar", "emoji", "icon", "logo", "pixel", "smiley", "gravatar", "wp-smiley")


def picture_text(image: Element) -> str:
    """The alternative text, else the file's name; empty for icons, trackers and ornaments."""
    if any(_size(image.get(key)) <= _SMALL for key in ("width", "height")):
        return ""
    classes = (image.get("class") or "").lower()
    source = image.get("src") or ""
    if any(sign in classes for sign in _SIGNS) or source.startswith("data:"):
        return ""
    alternative = " ".join((image.get("alt") or "").split())
    if alternative:
        return alternative
    if image.get("alt") == "" and not any(above.tag == "figure" for above in image.iterancestors()):
        return ""  # the page says that it is an ornament (WCAG 2.2, H67)
    try:
        return PurePosixPath(unquote(urlsplit(source).path)).name
    except ValueError:
        return ""


def _size(value: str | None) -> float:
    text = (value or "").removesuffix("px").strip()
    return float(text) if text.isdecimal() and text.isascii() else float("inf")
