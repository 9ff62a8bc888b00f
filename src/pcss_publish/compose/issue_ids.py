"""An article within an issue: its ids get the article's place before them, as the model's do; files its slug.

Exact on serialised markup: ``"`` is escaped in text and in attributes, so that ``id="pcss-`` is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pcss_publish.model import HouseText, within

_ATTRIBUTE = re.compile(r'(\s(?:id|aria-labelledby)="pcss-(?:h-)?)')
_SELECTOR = re.compile(r"(#pcss-(?:h-)?)")


def in_issue(name: str, slug: str) -> str:
    """What a file of an article, or its manifest item, is called in an issue: ``article-hayfield.xhtml``."""
    stem, dot, suffix = name.partition(".")
    return f"{stem}-{slug}{dot}{suffix}"


def placed_markup(markup: str, number: int) -> str:
    """Markup with the ids that its elements have in an issue."""
    return _ATTRIBUTE.sub(rf"\g<1>{within(number, '')}", markup)


def placed_style(css: str, number: int) -> str:
    """A style sheet that names these ids."""
    return _SELECTOR.sub(rf"\g<1>{within(number, '')}", css)


def placed_texts(texts: Iterable[HouseText], number: int) -> tuple[HouseText, ...]:
    """House texts with the ids that their elements have in an issue."""
    return tuple(text.model_copy(update={"id": within(number, text.id)}) for text in texts)
