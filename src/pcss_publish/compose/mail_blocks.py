"""Blocks as mail clients need them: writing direction said aloud, list markers without style sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from pcss_publish.compose.blocks import Renderer, TextFilter
from pcss_publish.compose.mail_lists import Run, runs
from pcss_publish.model import Inline, ListItem, Str, Table, element_id, text_of

LONGEST_WHOLE = 30
"""Characters of small print on a line of the narrowest phone."""

ROOM = 212
"""Width in px of the text on the narrowest phone (320), less what bold heads take above the average.

It is that beside the margins of a screen, which stay where a client strips style sheets. In a table that
needs more, words may break: better than a page that has to be pushed sideways, and scrolling inside a mail
hides text in Gmail for Android.
"""

_CELL = re.compile("<t[hd] ")


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
    """Makes markup of text that keeps the texts of ``whole`` (award numbers) on one line.

    Longer ones than a phone is wide may break like any text.
    """
    kept = sorted({text for text in whole if 0 < len(text) <= LONGEST_WHOLE}, key=lambda t: (-len(t), t))
    if not kept:
        return escape
    parts = re.compile(f"({'|'.join(map(re.escape, kept))})")
    span = Markup('<span class="whole">{}</span>')

    def markup(text: str) -> Markup:
        pieces = enumerate(parts.split(text))
        return Markup("").join(span.format(piece) if n % 2 else escape(piece) for n, piece in pieces)

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
        return self.leaf(tag, unit, (Str(text=text),), css)

    def turn(self, text: str) -> Markup:
        """A ``dir`` attribute where ``text`` runs against the article, else nothing."""
        own = direction(text, self.base)
        return Markup(' dir="{}"').format(own) if own != self.base else Markup("")

    def _list(self, tag: str, items: tuple[ListItem, ...], path: str) -> Markup:
        if tag != "ol":
            return super()._list(tag, items, path)
        return Markup("\n").join(self._ordered(run, path) for run in runs(items))

    def _ordered(self, run: Run, path: str) -> Markup:
        kind = Markup(' type="{}"').format(run.type) if run.type != "1" else ""
        rows, last = [], 0
        for place, value, item in run.items:
            own = Markup(' value="{}"').format(value) if value and value != last + 1 else ""
            last = value or last + 1
            rows.append(Markup("<li{}>{}</li>").format(own, self.blocks(item.blocks, f"{path}-i{place}")))
        return Markup("<ol{}>{}</ol>").format(kind, Markup("\n").join(rows))

    def _table(self, table: Table, path: str) -> Markup:
        made, widths = super()._table(table, path), least_widths(table)
        if not table.header:  # nothing else tells it from a table for layout
            made = Markup(str(made).replace('class="data"', 'class="data" role="table"', 1))  # noqa: S704
        if sum(widths) <= ROOM:
            return made
        shares = iter(f"{100 * width / sum(widths):.0f}%" for width in widths)
        tight = str(made).replace('class="data"', 'class="data tight" width="100%"', 1)
        return Markup(_CELL.sub(lambda cell: f'{cell[0]}width="{next(shares)}" ', tight, len(table.rows[0])))  # noqa: S704


def least_widths(table: Table) -> list[float]:
    """Width in px that each column needs for its longest word, in 15 px type with 14 px between columns."""
    columns = range(max((len(row) for row in table.rows), default=0))
    cells = [[text_of(cell) for cell in row] for row in table.rows]
    longest = [
        max(len(word) for row in cells for word in " ".join(row[n : n + 1]).split(" ")) for n in columns
    ]
    return [7.6 * count + 14 for count in longest]
