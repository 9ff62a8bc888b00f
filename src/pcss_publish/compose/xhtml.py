"""Markup of an EPUB's documents: what its reading systems need beyond the common renderer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from pcss_publish.compose.blocks import Renderer
from pcss_publish.model import DateClaim, Inline, Str, element_id, text_of

_RTL: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# The forms of a machine-readable date that HTML allows and that the model holds.
_DATETIME: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?")


class XhtmlRenderer(Renderer):
    """Adds what a reading system needs: direction of right-to-left leaves, headings that skip no level."""

    def __init__(self) -> None:
        super().__init__(heading=3)
        self._level = 1

    def leaf(self, tag: str, path: str, inlines: Iterable[Inline], css: str = "") -> Markup:
        """One element that shows one unit."""
        nodes = tuple(inlines)
        if re.fullmatch("h[1-6]", tag):
            self._level = min(int(tag[1]), self._level + 1)
            tag = f"h{self._level}"
        drawn = super().leaf(tag, path, nodes, css)
        if not _RTL.search(text_of(nodes)):
            return drawn
        return Markup(drawn.replace(Markup(" id="), Markup(' dir="auto" id='), 1))  # noqa: S704 - escaped above

    def headed(self, level: int) -> str:
        """Take note of a heading that a template draws itself; draws nothing."""
        self._level = level
        return ""

    def text_leaf(self, tag: str, path: str, text: str, css: str = "") -> Markup:
        """One element that shows one unit of plain text."""
        return self.leaf(tag, path, (Str(text=text),), css)

    def date(self, path: str, claim: DateClaim) -> Markup:
        """A date as printed, with its machine-readable form where it has one."""
        value = claim.value if _DATETIME.fullmatch(claim.value) else ""
        when = Markup(' datetime="{}"').format(value) if value else ""
        tag = "time" if value else "span"
        return Markup('<{0} id="{1}"{2}>{3}</{0}>').format(
            Markup(tag), element_id(path), when, claim.raw  # noqa: S704 - tag is a constant
        )  # fmt: skip
