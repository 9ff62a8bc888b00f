"""Fonts come from the theme alone, and a character without one is told, not hidden."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from pcss_publish import theme
from pcss_publish.engines import glyphs
from pcss_publish.exporters.pdf import export
from pcss_publish.exporters.pdf_glyphs import missing_characters
from pcss_publish.exporters.pdfgate.file import File
from pcss_publish.model import Comment, Comments, Str
from pcss_publish.proof import prove, read_pdf
from pdf.sample import ARTICLES, job, pdf, printed, published, text
from projects import SEED

SCRIPTS = {
    "Latin": "Ångström, Žižek, Łódź, þ, ğ, ő",
    "Vietnamese": "Nguyễn Thị Ánh Tuyết, Trần",
    "Greek": "μικρό Ώρα",
    "Cyrillic": "Щербаков, їжак, Ђ",
    "Hebrew": "שלום עולם",
    "Arabic": "جرّبنا الفكرة",
    "African Latin": "Adébáyọ̀ ɓ ŋ",
    "symbols": "→ ← ≤ ≠ ∑ ✓ ★ ☎ ♪ ° ′ ½ № €",
    "emoji": "🙂 ✏️ 🦷 😂 🎉 👍🏽 👩‍⚕️",
}


@pytest.mark.parametrize("path", [SEED, *ARTICLES], ids=lambda path: path.stem[:12])
def test_only_the_themes_families_are_embedded(path: Path) -> None:
    families = {face.family.replace(" ", "-") for face in theme.load("magazine").fonts}
    with File(pdf(printed(path))) as file:
        names = {str(shown.font.BaseFont).split("+")[-1] for shown in file.fonts}
    for name in names:
        assert any(name == family or name.startswith(f"{family}-") for family in families), name


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
def test_scripts_that_the_theme_covers(words: str) -> None:
    assert glyphs.missing(words, theme.load("magazine").fonts) == set()


def test_a_script_that_it_does_not_cover() -> None:
    assert glyphs.missing("李 and 李明", theme.load("magazine").fonts) == {"李", "明"}


@pytest.mark.parametrize(
    "kicker", ["Pears & Apples, apples & Pears", "Orchard & Hive", "NOTES on Notes", "ß ẞ ſ"]
)
def test_a_kicker_keeps_the_case_of_its_letters(kicker: str) -> None:
    """Small capitals for small and capital letters alike would share a glyph, and a glyph has one letter."""
    one = published(section=Str(text=kicker))
    made = export(job(one))
    assert prove(one, made.products).ok
    shown = [piece.text for piece in read_pdf.read(pdf(made)).pieces if piece.id == "pcss-section"]
    assert "".join(shown).strip() == kicker


def chinese_comment() -> Comments:
    return Comments(
        items=(Comment(id="c1", ordinal=1, name=Str(text="李明 x"), blocks=(text("Thanks, 李."),)),)
    )


def test_missing_characters_are_told_for_each_unit() -> None:
    found = missing_characters(published(comments=chinese_comment()), theme.load("magazine"))
    assert [(one.code, one.severity, one.node) for one in found] == [
        ("P001", "block", "c1-name"),
        ("P001", "block", "c1-1"),
    ]
    assert "明 (U+660E), 李 (U+674E)" in found[0].message
    assert missing_characters(published(), theme.load("magazine")) == ()


def test_missing_characters_are_boxes_that_keep_their_text() -> None:
    made = export(job(published(comments=chinese_comment())))
    with File(pdf(made)) as file:
        actual = [str(element.node.ActualText) for element in file.elements if "/ActualText" in element.node]
    assert actual == ["李明", "李"]
    assert not [one for one in made.findings if one.code == "P003"]


def test_a_further_font_by_configuration(tmp_path: Path) -> None:
    shipped = theme.load("magazine")
    emoji = next(face for face in shipped.fonts if face.family == "Noto Emoji")
    without = replace(shipped, fonts=tuple(face for face in shipped.fonts if face != emoji))
    assert glyphs.missing("🦷", without.fonts) == {"🦷"}
    copy = tmp_path / "further.ttf"
    copy.write_bytes(emoji.path.read_bytes())
    further = theme.FontFace("Further", copy)
    wider = replace(shipped, fonts=(*without.fonts, further))
    one = published(section=Str(text="Teeth 🦷"))
    made = export(job(one).__class__(one, wider, job(one).config))
    with pikepdf.open(io.BytesIO(pdf(made))) as file:
        names = {str(font.BaseFont) for font in dict(file.pages[0].Resources.Font).values()}
    assert any(name.endswith("+Further") for name in names)
    assert made.findings == ()
