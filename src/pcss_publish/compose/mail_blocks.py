"""Blocks as mail clients need them: writing direction said aloud, list markers without style sheets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from pcss_publish.compose.blocks import Renderer
from pcss_publish.model import Inline, ListItem, element_id, label_text, text_of

_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_LIST_TYPES = {"a": "a", "A": "A", "i": "i", "I": "I"}


def language_direction(language: str) -> str:
    """``rtl`` or ``ltr``, by the primary subtag of a BCP 47 tag."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RTL_LANGUAGES else "ltr"


def direction(text: str, base: str) -> str:
    """Direction of the first strong character (UAX 9, rule P2), else ``base``.

    Mail clients know ``dir=auto`` too seldom to leave it to them.
    """
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return base


def lines(text: str) -> Markup:
    """Escaped text whose line ends are line breaks."""
    return Markup("<br/>").join(escape(line) for line in text.split("\n"))


class MailRenderer(Renderer):
    """Renders blocks for mails.

    Args:
        base: direction of the article.
        heading: level (1-6) that a ``Header`` of level 1 becomes.
    """

    def __init__(self, base: str, heading: int = 3) -> None:
        super().__init__(text=lines, heading=heading)
        self.base = base

    def leaf(self, tag: str, path: str, inlines: Iterable[Inline], css: str = "") -> Markup:
        """One element that shows one unit; says its direction where it is not the article's."""
        nodes = tuple(inlines)
        kind = Markup(' class="{}"').format(css) if css else ""
        return Markup('<{0} id="{1}"{2}{3}>{4}</{0}>').format(
            Markup(tag), element_id(path), kind, self.turn(text_of(nodes)), self.inlines(nodes)  # noqa: S704
        )  # fmt: skip

    def plain(self, tag: str, unit: str, text: str, css: str = "") -> Markup:
        """One element that shows a unit of plain text."""
        kind = Markup(' class="{}"').format(css) if css else ""
        return Markup('<{0} id="{1}"{2}{3}>{4}</{0}>').format(
            Markup(tag), element_id(unit), kind, self.turn(text), lines(text)  # noqa: S704
        )  # fmt: skip

    def turn(self, text: str) -> Markup:
        """A ``dir`` attribute where ``text`` runs against the article, else nothing."""
        own = direction(text, self.base)
        return Markup(' dir="{}"').format(own) if own != self.base else Markup("")

    def _list(self, tag: str, items: tuple[ListItem, ...], path: str) -> Markup:
        made = super()._list(tag, items, path)
        kind = _LIST_TYPES.get(label_text(items[0].label)) if tag == "ol" and items else None
        return Markup(str(made).replace("<ol>", f'<ol type="{kind}">', 1)) if kind else made  # noqa: S704
