"""What tokens do: the theme plain in one column, sizes and shades that follow a theme's own."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from pcss_publish import theme
from pcss_publish.compose import chapter, cover
from pcss_publish.compose.page import POINTS, compose, points
from pcss_publish.compose.page_balance import balanced, face_of
from pcss_publish.compose.page_fit import steps
from pcss_publish.desk import Policy, decide
from pcss_publish.model import Published
from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes
from pcss_publish.settings import Config
from pcss_publish.theme.colours import rule
from themes import house

GOLD = Path(__file__).parents[1] / "cases" / "articles"
SIZES = ("type-body", "type-leading", "type-small", "type-small-leading", "space-gap", "space-line")


@pytest.fixture(scope="module")
def article() -> Published:
    """A long article with many comments."""
    path = GOLD / "02-seven-questions-silver.txt"
    document, found = normalize(read_bytes(path.read_bytes(), path.name, limit=10_000_000))
    return decide(document, found, None, Policy()).published


def test_a_theme_of_one_column_sets_text_and_comments_in_one(article: Published) -> None:
    wide = compose(article, theme.load("plain"), Config())
    narrow = compose(article, theme.load("magazine"), Config())
    assert (wide.manner.rows, wide.manner.wide) == (None, True)
    assert 'class="thread rows"' in wide.markup
    assert not narrow.manner.wide


def test_a_headline_is_balanced_in_the_size_of_the_theme(article: Published, tmp_path: Path) -> None:
    def measure(own: theme.Theme) -> float:
        found = re.search(
            r"#pcss-title\{max-width:([\d.]+)pt\}", "".join(compose(article, own, Config()).styles)
        )
        assert found
        return float(found[1])

    smaller = house.loaded(tmp_path, 'base = "magazine"\n[type]\ntitle = "30pt"\n')
    assert measure(smaller) == pytest.approx(measure(theme.load("magazine")) * 30 / 35, abs=0.2)


def test_a_headline_is_balanced_in_the_face_that_it_is_set_in(article: Published) -> None:
    own = theme.load("magazine")
    css = "".join(compose(article, own, Config()).styles)
    weight = re.search(r"(?m)^h1 \{[^}]*font: (\d+) ", css)
    shown = re.search(r"#pcss-title\{max-width:([\d.]+)pt\}", css)
    assert weight
    assert shown
    face = face_of(own, "display", weight[1])
    assert face
    title = article.document.title
    assert title
    widest = POINTS["letter"] - 2 * points(own, "space", "margin")
    assert float(shown[1]) == pytest.approx(balanced(title.text, face, 35, widest), abs=0.1)


def test_copyfitting_starts_from_the_sizes_of_the_theme() -> None:
    first, *_, last = (dict(fit.variables) for fit in steps(theme.load("plain")))
    assert [first[name] for name in SIZES] == ["11pt", "15.5pt", "9.4pt", "13pt", "12pt", "15.5pt"]
    assert [last[name] for name in SIZES] == ["11.9pt", "16.75pt", "10pt", "14pt", "25pt", "16.75pt"]


def test_lines_of_an_epub_take_shades_of_the_theme(tmp_path: Path) -> None:
    own = house.loaded(tmp_path, 'base = "magazine"\n[color]\naccent = "#7a1f3d"\n')
    sheet = chapter.style(own).decode()
    assert rule("#7a1f3d", 4.0) in sheet
    assert "{{" not in sheet
    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) == {*own.rules().values(), "#ffffff"}


@pytest.mark.parametrize(("name", "ground"), [("magazine", "#12505b"), ("plain", "#ffffff")])
def test_a_drawn_cover_has_the_ground_that_the_theme_names(name: str, ground: str) -> None:
    text = cover.CoverText("The Test Quarterly", "", "Ask", "Is It Late?", "A. Gardener", "", asks=True)
    with Image.open(io.BytesIO(cover.draw(text, theme.load(name)))) as picture:
        shown = picture.convert("RGB").tobytes()
    pixels = [shown[n : n + 3] for n in range(0, len(shown), 999 * 3)]
    assert max(set(pixels), key=pixels.count) == bytes.fromhex(ground[1:])
