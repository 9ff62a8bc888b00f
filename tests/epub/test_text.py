"""Every word of the published view stands in the book once, in order, in its own element."""

from __future__ import annotations

import pytest

from epub import reading, samples
from pcss_publish.exporters.epub import export
from pcss_publish.model import Published


@pytest.mark.parametrize("name", samples.ALL)
def test_shows_each_unit_once_in_order_under_its_id(name: str) -> None:
    view: Published = samples.ALL[name]()
    product = export(samples.job(view)).products[".epub"]
    units = [item for item in reading.shown(product.data) if not item[0].startswith("h-")]
    assert units == [(unit.id, unit.text) for unit in view.units()]


@pytest.mark.parametrize("name", samples.ALL)
def test_declares_every_other_visible_text(name: str) -> None:
    product = export(samples.job(samples.ALL[name]())).products[".epub"]
    house = dict(reading.shown(product.data, "pcss-h-"))
    declared = {f"h-{text.id}": text.text for text in product.house}
    assert house.items() <= declared.items()
    assert reading.loose(product.data) == ""
