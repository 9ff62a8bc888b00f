"""Pull quotes on a page: each above the paragraph that it is taken from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from pcss_publish.compose.blocks import Renderer, TextFilter
from pcss_publish.compose.house import House
from pcss_publish.model import Inline


class QuotingRenderer(Renderer):
    """Renders blocks, with quotes before the paragraphs whose ids they have."""

    def __init__(self, text: TextFilter, heading: int, quotes: Mapping[str, str], house: House) -> None:
        super().__init__(text, heading)
        self._quotes, self._house = quotes, house

    def leaf(self, tag: str, path: str, inlines: Iterable[Inline], css: str = "") -> Markup:
        """One element that shows one unit, below its quote."""
        shown = super().leaf(tag, path, inlines, css)
        quote = self._quotes.get(path) if tag == "p" else None
        if quote is None:
            return shown
        pulled = self._house.show("p", "pull-quote", quote, kind="repeat")
        return Markup('<aside class="pull">{}</aside>\n{}').format(pulled, shown)
