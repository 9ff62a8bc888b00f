"""The cover is drawn in numbers of a palette; here it is looked at in the theme's colours."""

import io
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageColor, ImageFont

from pcss_publish.compose import cover
from pcss_publish.compose.cover import HEIGHT, WIDTH, CoverText, draw
from pcss_publish.theme import Logo, Theme, load

THEME = load("magazine")
TEXT = CoverText("The Meadow", "Garden Notes", "Ask Ida", "Is It Too Late to Sow?", "Ida Reed", "", True)
WHOLE = (0, 0, WIDTH, HEIGHT)
PROOF = (0, 0, WIDTH, 110)


def inks(text: CoverText, box: tuple[int, int, int, int] = WHOLE) -> list[tuple[int, int, int]]:
    """The colours in a part of the cover, the commonest first."""
    with Image.open(io.BytesIO(draw(text, THEME))) as image:
        data = image.convert("RGB").crop(box).tobytes()
    return [
        colour for colour, _ in Counter(zip(data[::3], data[1::3], data[2::3], strict=True)).most_common()
    ]


def ink(name: str) -> tuple[int, ...]:
    return ImageColor.getrgb(THEME.tokens["color"][name])


def test_every_part_stands_in_its_own_ink_on_the_ground() -> None:
    there = inks(TEXT)
    assert {ink("warm"), ink("spark")} <= set(there)
    # The second is the ornament's.
    assert there[0] == ink("accent")
    assert there[2] == ink("paper")


def test_a_series_that_is_not_there_leaves_no_ink() -> None:
    there = inks(TEXT._replace(series=""))
    assert ink("accent") in there
    assert ink("warm") not in there


def test_the_mark_of_a_proof_stands_on_its_own_band() -> None:
    marked = inks(TEXT._replace(proof="Proof: 2 open queries"), PROOF)
    assert {ink("proof"), ink("paper")} <= set(marked)
    assert all(green == blue for _, green, blue in marked)  # as in those two, and not in the ground
    assert ink("proof") not in inks(TEXT, PROOF)


def test_edges_of_letters_have_tones_between_ink_and_ground() -> None:
    ground, paper = ink("accent")[0], ink("paper")[0]
    assert sum(ground < red < paper for red, *_ in inks(TEXT)) > 20


def test_the_ornament_tells_whether_the_article_asks() -> None:
    bare = CoverText("", "", "", "", "", "", True)
    assert draw(bare, THEME) != draw(bare._replace(asks=False), THEME)
    assert draw(bare, THEME) == draw(bare, THEME)


def test_only_the_faces_that_words_are_set_in_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each opened face maps its file once more, and a long title is tried at thirty sizes."""
    opened: list[str] = []
    truetype = ImageFont.truetype
    cover._opened.cache_clear()
    cover._ground.cache_clear()

    def spy(font: Path, size: float, **how: Any) -> Any:
        opened.append(font.name)
        return truetype(font, size, **how)

    monkeypatch.setattr(ImageFont, "truetype", spy)
    draw(TEXT._replace(title="Fensterladenbeschlagwerkzeugkasten"), THEME)
    assert len(set(opened)) <= 5
    assert any(name.startswith("SourceSerif4Display") for name in opened)


LOGO = (122, 31, 61)


def with_logo(suffix: str) -> Theme:
    out = io.BytesIO()
    Image.new("RGBA", (400, 100), LOGO).save(out, "PNG")
    return replace(THEME, logo=Logo(out.getvalue(), suffix, "The Meadow", 24, 4, ""))


def shown(text: CoverText, theme: Theme) -> Image.Image:
    return Image.open(io.BytesIO(draw(text, theme))).convert("RGB")


def test_a_logo_stands_on_paper_above_the_masthead() -> None:
    cover = shown(TEXT, with_logo("png"))
    count, box = region(cover, LOGO)
    assert count == 600 * 150  # pixels
    assert box[2] - box[0] == 600
    assert cover.getpixel((box[0] - 5, box[1] - 5)) == ink("paper")
    without = shown(TEXT, THEME)
    lower = cover.crop((0, box[3] + 60, WIDTH, box[3] + 200))
    upper = without.crop((0, 60, WIDTH, 200))
    assert region(lower, ink("paper"))[0] == pytest.approx(region(upper, ink("paper"))[0], rel=0.02)


def test_a_logo_stands_below_the_mark_of_a_proof() -> None:
    cover = shown(TEXT._replace(proof="Proof: 2 open queries"), with_logo("png"))
    plain = shown(TEXT, with_logo("png"))
    assert region(cover, LOGO)[1][1] == region(plain, LOGO)[1][1] + PROOF[3]


def test_a_cover_does_without_a_logo_that_cannot_be_drawn() -> None:
    assert draw(TEXT, with_logo("svg")) == draw(TEXT, THEME)


def region(image: Image.Image, colour: tuple[int, ...]) -> tuple[int, tuple[int, int, int, int]]:
    """How many pixels are of a colour, and what encloses them."""
    bands = [
        band.point([255 * (n == value) for n in range(256)])
        for band, value in zip(image.split(), colour, strict=True)
    ]
    mask = ImageChops.multiply(ImageChops.multiply(bands[0], bands[1]), bands[2])
    return mask.histogram()[255], mask.getbbox() or (0, 0, 0, 0)
