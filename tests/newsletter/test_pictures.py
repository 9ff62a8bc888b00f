"""Pictures in mails: shown from the web where the house says where, else told in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsletter import made, reading
from newsletter.rules import objections
from pcss_publish.config import load
from pcss_publish.errors import ConfigError
from pcss_publish.exporters.base import Export
from pcss_publish.exporters.mail_pictures import width
from pcss_publish.exporters.newsletter import export
from pcss_publish.proof import prove
from pcss_publish.settings import Config

HTML = (".newsletter.html", ".fragment.html")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1800).to_bytes(4, "big") + (900).to_bytes(4, "big")
GIF = b"GIF89a" + (300).to_bytes(2, "little") + (40).to_bytes(2, "little")
JPEG = (
    b"\xff\xd8\xff\xe0\0\x06JFIF\xff\xff\xc4\0\x04\0\0"
    b"\xff\xc2\0\x0b\x08" + (400).to_bytes(2, "big") + (640).to_bytes(2, "big") + b"\x01\x01\x11\0"
)
SUPPLIED = made.FULL.figures[0].model_copy(
    update={"asset": "pictures/a kettle.png", "alt": "A tin kettle with a whistle"}
)
ARTICLE = made.plain(figures=(SUPPLIED,))


def mail(base: str = "", data: bytes = PNG) -> Export:
    newsletter = made.CONFIG.newsletter.model_copy(update={"image_base": base})
    config: Config = made.CONFIG.model_copy(update={"newsletter": newsletter})
    return export(replace(made.job(ARTICLE, config), pictures={"f1": data}))


@pytest.mark.parametrize("base", ["https://example.org/{slug}", "https://example.org/{slug}/"])
def test_a_hosted_picture_is_shown_with_its_alternative_text(base: str) -> None:
    made_of_it = mail(base)
    for suffix in HTML:
        html = made_of_it.products[suffix].data.decode()
        (image,) = (e for e in reading.elements(html) if e.tag == "img")
        assert image.get("src") == "https://example.org/singing-kettles/pictures/a%20kettle.png"
        assert image.get("alt") == "A tin kettle with a whistle"
        assert image.get("width") == "528"
        assert "max-width: 528px" in image.get("style", "")
        assert "in words" not in html
    assert objections(made_of_it.products[HTML[0]].data.decode()) == {}
    assert made_of_it.findings == ()
    assert prove(ARTICLE, made_of_it.products).ok


def test_a_small_picture_is_not_blown_up() -> None:
    html = mail("https://example.org", GIF).products[HTML[0]].data.decode()
    (image,) = (e for e in reading.elements(html) if e.tag == "img")
    assert image.get("width") == "300"
    assert "max-width: 300px" in image.get("style", "")


def test_a_picture_without_an_address_is_told_in_words_with_its_credit_and_found() -> None:
    made_of_it = mail()
    for product in made_of_it.products.values():
        shown = reading.joined(product.data.decode())
        assert "<img" not in shown
        assert "The picture, in words:" in shown
        assert shown.count("A tin kettle with a whistle") == 1
        assert "Photo: B. Cooper" in shown
    assert [(found.code, found.node) for found in made_of_it.findings] == [("P005", "f1")]
    assert prove(ARTICLE, made_of_it.products).ok


def test_a_picture_that_never_came_is_missed_in_every_product() -> None:
    bare = SUPPLIED.model_copy(update={"asset": None, "alt": None, "placeholder": None})
    for product in export(made.job(made.plain(figures=(bare,)))).products.values():
        assert "Picture not received" in product.data.decode()


@pytest.mark.parametrize(
    ("data", "pixels"),
    [
        (PNG, 1800),
        (GIF, 300),
        (JPEG, 640),
        (JPEG[:12], 0),
        (b"\xff\xd8" + b"\xff" * 40, 0),
        (b"BM", 0),
        (b"", 0),
    ],
)
def test_widths_are_read_from_the_file(data: bytes, pixels: int) -> None:
    assert width(data) == pixels


@pytest.mark.parametrize("base", ["http://example.org", "pictures/", "javascript:x"])
def test_pictures_come_by_https_alone(base: str, tmp_path: Path) -> None:
    (tmp_path / "pcss.toml").write_text(f'[newsletter]\nimage_base = "{base}"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="image_base"):
        load(tmp_path)
