"""What is measured of pages that are laid out: heads that stand on another page than what they head."""

from __future__ import annotations

import pytest

from pcss_publish import theme
from pcss_publish.engines import weasy
from pcss_publish.engines.weasy_galley import measured

PAGE = "@page{size:200pt 200pt;margin:0}body{margin:0}p,h2{margin:0;break-after:auto;font:10pt/20pt 'Source Serif'}"
PART = (
    '<div style="height:{above}pt"></div><section data-k="part" data-keep="yes"><h2 id="head">Head</h2>'
    '<div class="{css}" data-k="thread" data-body="yes"><p>One</p><p>Two</p><p>Three</p></div></section>'
)
COLUMNS = ".columns{columns:3}.rows p{break-inside:avoid}"


def parted(above: int, css: str) -> tuple[str, ...]:
    markup = PART.format(above=above, css=css)
    return measured(weasy.lay_out(markup, (PAGE + COLUMNS,), theme.load("magazine"), {})).parted


@pytest.mark.parametrize("css", ["rows", "columns"])
@pytest.mark.parametrize(("above", "found"), [(100, ()), (160, ()), (180, ('[data-k="part"]',)), (200, ())])
def test_a_head_without_its_body_is_seen(css: str, above: int, found: tuple[str, ...]) -> None:
    assert parted(above, css) == found
