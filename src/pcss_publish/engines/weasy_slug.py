"""The slug line of each page of a press edition, as strips that are laid under the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from pcss_publish.engines import weasy
from pcss_publish.theme import Theme

_ROW = Markup('<section><p class="job">{}</p><p class="edition">{}</p></section>')


class Slug(NamedTuple):
    """What stands left and right of the registration mark below a page."""

    job: str
    edition: str


def strips(
    slugs: Sequence[Slug], width: float, height: float, aside: float, tokens: str, theme: Theme
) -> bytes:
    """A PDF with one strip a page.

    Args:
        slugs: one for each page.
        width: of the page, points.
        height: of a strip, points.
        aside: points between the edges of the page and its slug.
        tokens: style sheet with the theme's variables.
        theme: supplies the fonts.

    Raises:
        ToolMissingError: Pango is missing.
    """
    css = (
        f"@page{{size:{width}pt {height}pt;margin:0}}"
        f"section{{position:relative;height:{height}pt;break-after:page}}"
        "section:last-child{break-after:auto}"
        "p{position:absolute;margin:0;top:0;white-space:nowrap;color:#000}"
        f"p{{font:6pt/{height}pt var(--type-sans)}}body{{margin:0}}"
        f".job{{left:{aside}pt}}.edition{{right:{aside}pt}}"
    )
    rows = Markup("").join(_ROW.format(*slug) for slug in slugs)
    markup = f'<!DOCTYPE html><html lang="en"><head><title>.</title></head><body>{rows}</body></html>'
    layout = weasy.lay_out(markup, (tokens, css), theme, {})
    data: bytes = layout.document.write_pdf()
    return data
