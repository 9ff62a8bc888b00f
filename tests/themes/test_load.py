"""A theme that stands on another holds only what differs, and takes the rest from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcss_publish import theme
from pcss_publish.compose.mail import tokens as of_mail
from pcss_publish.compose.templates import template
from pcss_publish.errors import ConfigError
from pcss_publish.theme import tokens
from pcss_publish.theme.colours import contrast
from themes import house

BASE = 'base = "magazine"\n'


@pytest.mark.parametrize("name", ["magazine", "plain"])
def test_the_themes_that_ship_are_sound_and_say_what_they_are_for(name: str) -> None:
    shipped = theme.load(name)
    assert shipped.about
    assert all(pair.is_legible for pair in theme.pairs(shipped.tokens))
    for colour in shipped.rules().values():
        assert min(contrast(colour, "#ffffff"), contrast(colour, "#000000")) >= 3


def test_every_token_stands_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")
    for name, token in tokens.known().items():
        assert f"| `{name}` | {token['means']} |" in page


def test_tokens_are_merged_one_by_one(tmp_path: Path) -> None:
    own = house.loaded(tmp_path, f'{BASE}[type]\nbody = "10.5pt"\n[mail]\nwidth = 560\n').tokens
    whole = theme.load("magazine").tokens
    assert own["type"] == whole["type"] | {"body": "10.5pt"}
    assert own["mail"] == whole["mail"] | {"width": 560}
    assert own["color"] == whole["color"]


def test_a_colour_is_that_of_mails_too_by_day_and_by_night(tmp_path: Path) -> None:
    said = f'{BASE}[color]\naccent = "#7a1f3d"\npaper = "#fffdf8"\n'
    own = of_mail(house.loaded(tmp_path, said), "ltr")
    assert (own["light"]["accent"], own["light"]["paper"]) == ("#7a1f3d", "#fffdf8")
    night = own["night"]["accent"]
    assert night not in ("#7a1f3d", theme.load("magazine").tokens["mail"]["dark"]["accent"])
    assert min(contrast(night, own["night"][ground]) for ground in ("paper", "tint", "warm")) >= 4.5


def test_what_a_theme_says_of_the_night_holds(tmp_path: Path) -> None:
    said = f'{BASE}[color]\naccent = "#7a1f3d"\n[mail.dark]\naccent = "#ffb3c8"\n'
    assert house.loaded(tmp_path, said).tokens["mail"]["dark"]["accent"] == "#ffb3c8"


def test_a_theme_may_stand_on_one_that_stands_on_another(tmp_path: Path) -> None:
    house.folder(tmp_path, f'{BASE}[color]\naccent = "#7a1f3d"\n', "first")
    own = house.loaded(tmp_path, 'base = "../first"\n[color]\nspark = "#1f3d7a"\n', "second").tokens["color"]
    assert (own["accent"], own["spark"]) == ("#7a1f3d", "#1f3d7a")
    assert own["ink"] == theme.load("magazine").tokens["color"]["ink"]


def test_style_sheets_stand_behind_those_of_the_base_and_other_files_in_their_place(tmp_path: Path) -> None:
    own = house.loaded(tmp_path, BASE)
    folder = own.folders.roots[0]
    whole = theme.load("magazine")
    (folder / "page.css").write_text("h1 { color: red }", encoding="utf-8")
    (folder / "mail.html.j2").write_text("<p>{{ words }}</p>", encoding="utf-8")
    assert own.text("page.css") == f"{whole.text('page.css')}\nh1 {{ color: red }}"
    assert template(own, "mail.html.j2").render(words="A & B") == "<p>A &amp; B</p>"
    assert own.text("word.toml") == whole.text("word.toml")
    assert own.files()["page.css"] == (folder / "page.css", whole.folders.roots[0] / "page.css")


def test_a_template_that_appears_later_is_taken(tmp_path: Path) -> None:
    own = house.loaded(tmp_path, BASE)
    assert template(own, "fragment.html.j2").render is not None
    (own.folders.roots[0] / "fragment.html.j2").write_text("mine", encoding="utf-8")
    assert template(own, "fragment.html.j2").render() == "mine"


def test_a_wrong_template_is_refused_with_its_line(tmp_path: Path) -> None:
    own = house.loaded(tmp_path, BASE)
    (own.folders.roots[0] / "mail.css").write_text("p { color: {{ light.ink }\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="no template"):
        template(own, "mail.css")


def test_families_of_the_house_come_first_and_those_that_ship_serve_what_they_lack(tmp_path: Path) -> None:
    faces = "".join(
        f'[[font]]\nfamily = "House"\nfile = "fonts/House.ttf"\nstyle = "{style}"\nweight = {weight}\n'
        for style, weight in house.FACES
    )
    own = house.loaded(tmp_path, f'{BASE}[type]\ntext = "House"\n{faces}')
    families = list(dict.fromkeys(face.family for face in own.fonts))
    assert families[0] == "House"
    assert "Noto Naskh Arabic" in families
    assert own.fonts[0].path == own.folders.roots[0] / "fonts" / "House.ttf"


def test_a_font_of_a_known_name_takes_its_place(tmp_path: Path) -> None:
    faces = "".join(
        f'[[font]]\nfamily = "Source Sans"\nfile = "fonts/House.ttf"\nstyle = "{style}"\nweight = {weight}\n'
        for style, weight in house.FACES
    )
    own = house.loaded(tmp_path, BASE + faces)
    named = {face.path.name for face in own.fonts if face.family == "Source Sans"}
    assert named == {"House.ttf"}


def test_a_colour_of_a_house_is_not_printed_in_the_inks_of_the_base(tmp_path: Path) -> None:
    base = theme.load("magazine").tokens["press"]
    own = house.loaded(tmp_path, 'base = "magazine"\n[color]\naccent = "#3d1a5b"\n').tokens["press"]
    assert {*base} - {*own} == {"accent"}
