"""Blocks as mail clients need them: writing direction said aloud, list markers without style sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from pcss_publish.compose.blocks import Renderer, TextFilter
from pcss_publish.model import Inline, ListItem, Table, element_id, label_text, text_of

_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
LONGEST_WHOLE = 30
"""Characters of small print on a line of the narrowest phone."""

_TIGHT = ((480, "tight-600"), (335, "tight-520"), (280, "tight-360"))
"""Tables wider than so many px (in the small type of phones) may break words on screens up to the width that
the class names: better than a page that has to be pushed sideways."""

_BREAK = Markup("<br/>")
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


def text_filter(whole: Iterable[str]) -> TextFilter:
    """Makes markup of text: line ends are kept, and so are the lines of ``whole`` (award numbers).

    Longer ones than a phone is wide may break like any text.
    """
    kept = sorted({text for text in whole if 0 < len(text) <= LONGEST_WHOLE}, key=lambda t: (-len(t), t))
    parts = re.compile("|".join(["\n", *map(re.escape, kept)]))

    def marked(found: str) -> Markup:
        return _BREAK if found == "\n" else Markup('<span class="whole">{}</span>').format(found)

    def markup(text: str) -> Markup:
        made, at = [], 0
        for match in parts.finditer(text):
            made += [escape(text[at : match.start()]), marked(match[0])]
            at = match.end()
        return Markup("").join([*made, escape(text[at:])])

    return markup


class MailRenderer(Renderer):
    """Renders blocks for mails.

    Args:
        base: direction of the article.
        text: makes markup of text; see :func:`text_filter`.
        heading: level (1-6) that a ``Header`` of level 1 becomes.
    """

    def __init__(self, base: str, text: TextFilter, heading: int = 3) -> None:
        super().__init__(text=text, heading=heading)
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
            Markup(tag), element_id(unit), kind, self.turn(text), self.text(text)  # noqa: S704
        )  # fmt: skip

    def turn(self, text: str) -> Markup:
        """A ``dir`` attribute where ``text`` runs against the article, else nothing."""
        own = direction(text, self.base)
        return Markup(' dir="{}"').format(own) if own != self.base else Markup("")

    def _list(self, tag: str, items: tuple[ListItem, ...], path: str) -> Markup:
        made = super()._list(tag, items, path)
        kind = _LIST_TYPES.get(label_text(items[0].label)) if tag == "ol" and items else None
        return Markup(str(made).replace("<ol>", f'<ol type="{kind}">', 1)) if kind else made  # noqa: S704

    def _table(self, table: Table, path: str) -> Markup:
        made, needs = super()._table(table, path), _least_width(table)
        tight = next((css for width, css in _TIGHT if needs > width), "")
        return Markup(str(made).replace('class="data"', f'class="data {tight}"', 1)) if tight else made  # noqa: S704


def _least_width(table: Table) -> float:
    """Width in px of the longest words side by side, in 13 px type with 7 px between columns."""
    columns: dict[int, int] = {}
    for row in table.rows:
        for n, cell in enumerate(row):
            longest = max(map(len, text_of(cell).split(" ")))
            columns[n] = max(columns.get(n, 0), longest)
    return 6.6 * sum(columns.values()) + 7 * len(columns)
