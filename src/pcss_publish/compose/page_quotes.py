"""Paragraphs of a page: a pull quote above the one that it is taken from, and no runt at their ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from pcss_publish.compose.blocks import Renderer, TextFilter
from pcss_publish.compose.house import House
from pcss_publish.model import Inline

_RUNT = re.compile(r"(?<= )([^\s<>&]{1,14} [^\s<>&]{1,5})(?=</p>$)")
"""The last two words of a paragraph, where the last would make a line of its own too short to be one."""


class QuotingRenderer(Renderer):
    """Renders blocks: quotes before the paragraphs whose ids they have, the last words of each together."""

    def __init__(self, text: TextFilter, heading: int, quotes: Mapping[str, str], house: House) -> None:
        super().__init__(text, heading)
        self._quotes, self._house = quotes, house

    def leaf(self, tag: str, path: str, inlines: Iterable[Inline], css: str = "") -> Markup:
        """One element that shows one unit, below its quote."""
        shown = super().leaf(tag, path, inlines, css)
        if tag == "p":
            shown = Markup(_RUNT.sub(r'<span class="together">\1</span>', str(shown)))  # noqa: S704 - escaped above
        quote = self._quotes.get(path) if tag == "p" else None
        if quote is None:
            return shown
        pulled = self._house.show("p", "pull-quote", quote, kind="repeat")
        return Markup('<aside class="pull">{}</aside>\n{}').format(pulled, shown)
