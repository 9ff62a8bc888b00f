"""A wrong theme is refused with what is wrong, where, and what to do; cases are files that say so themselves."""

from __future__ import annotations

import re
from binascii import crc32
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pcss_publish.errors import ConfigError
from pcss_publish.theme import logo
from themes import house

WRONG = sorted((house.CASES / "wrong").glob("*.toml"))
LOGOS = sorted(path for path in (house.CASES / "logos").glob("*.svg") if path != house.LOGO)
ASIDE = re.compile(r"# (says|hint|line): (.*)")


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_theme_is_refused_in_words_that_help(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = dict(ASIDE.findall(text))
    with pytest.raises(ConfigError) as caught:
        house.loaded(tmp_path, text)
    assert wanted["says"] in caught.value.message
    assert wanted["hint"] in caught.value.hint
    line = f":{wanted['line']}" if "line" in wanted else ""
    named = str(tmp_path / "house" / "theme.toml") if path.stem != "base-of-itself" else ""
    assert caught.value.place.startswith(named)
    assert caught.value.place.endswith(f"theme.toml{line}")
    assert caught.value.exit_code == 78


@pytest.mark.parametrize("path", LOGOS, ids=lambda path: path.stem)
def test_a_logo_that_runs_or_loads_something_is_refused(path: Path) -> None:
    data = path.read_bytes()
    comment, _, rest = data.partition(b"-->\n")
    wanted = comment.decode().removeprefix("<!-- refused: ").strip()
    with pytest.raises(ConfigError, match=re.escape(wanted)) as caught:
        logo.read(rest, str(path))
    assert caught.value.place == str(path)


def test_an_encoding_hides_nothing() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE svg [<!ENTITY a "b">]><svg/>'
    with pytest.raises(ConfigError, match="neither PNG nor SVG"):
        logo.read(hidden.encode("utf-16"), "logo.svg")
    with pytest.raises(ConfigError, match="document type"):
        logo.read(hidden.encode(), "logo.svg")


def test_large_deep_and_damaged_logos_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    start, end = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">', b"</svg>"
    with pytest.raises(ConfigError, match="more than 1000000 bytes"):
        logo.read(start + b" " * 1_000_000 + end, "logo.svg")
    for many in (b"<g>" * 50 + b"</g>" * 50, b"<g/>" * 5001):
        with pytest.raises(ConfigError, match="more or deeper elements"):
            logo.read(start + many + end, "logo.svg")
    with pytest.raises(ConfigError, match="pixels"):
        logo.read(house.png(4001, 4000), "logo.png")
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # WeasyPrint does
    for torn in (40, 900, -20):
        with pytest.raises(ConfigError, match="damaged PNG"):
            logo.read(house.png(400, 100)[:torn], "logo.png")
    with pytest.raises(ConfigError, match="neither PNG nor SVG"):
        logo.read(b"GIF89a", "logo.gif")


def test_of_a_sound_logo_shapes_are_kept_and_nothing_that_editors_note() -> None:
    clean, suffix, aspect = logo.read(house.LOGO.read_bytes(), "logo.svg")
    assert (suffix, aspect) == ("svg", 4.0)
    text = clean.decode()
    assert text.count("<path") == 1
    assert 'xlink:href="#g"' in text
    root = ET.fromstring(clean)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert b"xmlns:ns0" in ET.tostring(root)  # no prefix was registered for all other code
    for gone in ("metadata", "inkscape", "Not shown", "grid"):
        assert gone not in text


def test_a_png_is_written_anew() -> None:
    chunk = b"tEXtComment\0abc"
    chunk = (len(chunk) - 4).to_bytes(4) + chunk + crc32(chunk).to_bytes(4)
    noted = house.png(400, 100)[:-12] + chunk + house.png(400, 100)[-12:]
    clean, suffix, aspect = logo.read(noted, "logo.png")
    assert (suffix, aspect) == ("png", 4.0)
    assert b"tEXt" not in clean
