"""Every article in every format with the theme plain and with one of a house: built, and proved as it is built."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pcss_publish.builder import make
from pcss_publish.builder.executors import Means
from pcss_publish.builder.outcome import Outcome, Result
from pcss_publish.builder.project import open_project
from pcss_publish.builder.why import Reasons
from pcss_publish.exporters.pdfgate.file import File
from pcss_publish.maillint import lint
from themes import house

GOLD = Path(__file__).parents[1] / "cases" / "articles"
UNLIKE = ("02-seven-questions-silver", "08-rechtssprechstunde", "11-sewer-knows")
POLICY = """[publication]
name = "The Test Quarterly"
postal_address = "1 Example Street, Northholm"

[newsletter]
unsubscribe = "https://example.org/leave"

[build]
"""

Build = Callable[..., Result]


def prepared(root: Path, theme: str, slugs: tuple[str, ...], issue: str = "") -> Path:
    """The project with these articles alone."""
    for path in [one for one in (root / "sources").iterdir() if one.is_file()]:
        path.unlink()
    for slug in slugs:
        (root / "sources" / f"{slug}.txt").write_bytes((GOLD / f"{slug}.txt").read_bytes())
    (root / "pcss.toml").write_text(f'{POLICY}theme = "{theme}"\n', encoding="utf-8")
    if issue:
        (root / "issues").mkdir()
        (root / "issues" / "winter.toml").write_text(issue, encoding="utf-8")
    return root


def built(root: Path) -> dict[str, Outcome]:
    """What became of each article; all of them clean."""
    result = make.build(open_project(root), None, make.Options(means=Means("serial")))
    errors = [str(one.error) for one in result.outcomes if one.error]
    assert errors == []
    assert result.exit_code == 0
    told = [str(f) for one in result.outcomes for f in one.warnings if f.code in {"P001", "P003"}]
    assert told == []
    return {one.slug: one for one in result.outcomes}


@pytest.mark.parametrize("slug", UNLIKE)
@pytest.mark.parametrize("theme", ["plain", "house"])
def test_unlike_articles_are_built_and_proved(project: Path, theme: str, slug: str) -> None:
    built(prepared(project, theme, (slug,)))
    mail = (project / "outputs" / slug / f"{slug}.newsletter.html").read_bytes()
    assert [str(f) for f in lint(mail, slug).findings if f.blocking] == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["plain", "house"])
@pytest.mark.parametrize("slug", sorted(path.stem for path in GOLD.glob("*.txt")))
def test_all_articles_are_built_and_proved(project: Path, theme: str, slug: str) -> None:
    built(prepared(project, theme, (slug,)))


@pytest.mark.parametrize("theme", ["plain", "house"])
def test_an_issue_is_built_and_proved(project: Path, theme: str) -> None:
    listed = 'title = "Winter"\narticles = ["08-rechtssprechstunde", "11-sewer-knows"]\n'
    built(prepared(project, theme, UNLIKE[1:], listed))
    book = project / "outputs" / "winter" / "winter.epub"
    with zipfile.ZipFile(book) as packed:
        pages = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".xhtml")}
    shown = [name for name, text in pages.items() if 'src="logo.svg"' in text]
    assert len(shown) == (theme == "house")
    with pikepdf.open(book.with_suffix(".pdf")) as pdf:
        drawn = [number for number, page in enumerate(pdf.pages) if CIRCLE in _drawn(page)]
    assert drawn == ([0] if theme == "house" else [])


def test_the_logo_stands_in_every_format(project: Path) -> None:
    slug = UNLIKE[1]
    built(prepared(project, "house", (slug,)))
    folder = project / "outputs" / slug
    with zipfile.ZipFile(folder / f"{slug}.epub") as packed:
        name = next(one for one in packed.namelist() if one.endswith("logo.svg"))
        assert packed.read(name).startswith(b"<?xml")
        texts = [packed.read(one).decode() for one in packed.namelist() if one.endswith(".xhtml")]
    assert sum('src="logo.svg" alt="The Test Quarterly"' in text for text in texts) == 1
    mail = (folder / f"{slug}.newsletter.html").read_text(encoding="utf-8")
    tags = re.findall(r"<img[^>]*>", mail)
    assert [
        ('src="https://example.org/logo.png"' in tag, 'alt="The Test Quarterly"' in tag) for tag in tags
    ] == [(True, True)]
    assert 'width="128" height="32"' in tags[0]
    assert "data:" not in mail
    with pikepdf.open(folder / f"{slug}.pdf") as pdf:
        assert len(pdf.pages) > 1
        assert [CIRCLE in _drawn(page) for page in pdf.pages] == [True, *(False for _ in pdf.pages[1:])]
    with File((folder / f"{slug}.pdf").read_bytes()) as file:
        (figure,) = file.of("Figure")
        assert str(figure.node["/Alt"]) == "The Test Quarterly"
        assert figure.node["/Pg"].objgen == file.pages[0].objgen
        box = [float(side) for side in figure.node["/A"]["/BBox"]]
    assert box[2] - box[0] == pytest.approx(96, abs=0.1)  # points
    assert box[3] - box[1] == pytest.approx(24, abs=0.1)
    assert box[1] == pytest.approx(792 - 64.5 + 9, abs=0.1)


CIRCLE = " c\nh\nf"  # curves that are filled: a shape of the logo, and of nothing else


def _drawn(page: pikepdf.Page) -> str:
    """The content of a page and of the forms that it draws."""
    commands = pikepdf.parse_content_stream(page)
    forms = [
        page.resources["/XObject"][str(one.operands[0])] for one in commands if str(one.operator) == "Do"
    ]
    return "\n".join(
        [pikepdf.unparse_content_stream(commands).decode("latin-1")]
        + [one.read_bytes().decode("latin-1") for one in forms if one["/Subtype"] == "/Form"]
    )


def test_a_mail_without_an_address_for_the_logo_does_without(project: Path) -> None:
    path = project / "themes" / "house" / "theme.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^url = .*$", "", text), encoding="utf-8")
    slug = UNLIKE[1]
    built(prepared(project, "house", (slug,)))
    mail = (project / "outputs" / slug / f"{slug}.newsletter.html").read_text(encoding="utf-8")
    assert "<img" not in mail


def test_characters_that_the_house_lacks_are_set_in_the_fonts_that_ship(project: Path) -> None:
    root = prepared(project, "house", ())
    text = (
        "Garden Notes\n\nAsk the Gardener: Is It Late?\n\nby The Gardener | May 4, 2021\n\n"
        "1) Is it שלום too late to sow?\n\nAnswer: Not ⚕ yet.\n"
    )
    (root / "sources" / "one.txt").write_text(text, encoding="utf-8")
    built(root)
    with pikepdf.open(root / "outputs" / "one" / "one.pdf") as pdf:
        used = {str(font["/BaseFont"]) for page in pdf.pages for font in page.resources["/Font"].values()}
    assert any("Hebrew" in name for name in used)
    assert any("Symbols" in name for name in used)
    assert any("House" in name or "NotoSans" in name or "Noto-Sans" in name for name in used)


BASE_FILES = [
    ("page.css", "p { color: #123456 }", {"pdf", "epub"}),  # whose page list is that of the PDF
    ("epub/book.css", "p { margin: 1em }", {"epub"}),
    ("mail.css", "h1 { font-size: 35px }", {"newsletter"}),
    ("theme.toml", "# other", {"pdf", "epub", "newsletter"}),
]


@pytest.mark.parametrize(("name", "text", "concerned"), BASE_FILES, ids=[one[0] for one in BASE_FILES])
def test_editing_the_base_makes_again_what_it_concerns(
    project: Path, name: str, text: str, concerned: set[str]
) -> None:
    base = house.folder(project / "themes", 'base = "magazine"\n', "base")
    (base / "epub").mkdir()
    for sheet in ("page.css", "epub/book.css", "mail.css"):
        (base / sheet).write_text("/* none */", encoding="utf-8")
    own = house.folder(project / "themes", 'base = "../base"\n', "own")
    (own / "page.css").write_text("h1 { color: #654321 }", encoding="utf-8")
    root = prepared(project, "own", (UNLIKE[1],))
    built(root)
    assert _to_be_made(root) == set()
    with (base / name).open("a", encoding="utf-8") as stream:
        stream.write(f"\n{text}\n")
    assert _to_be_made(root) == concerned


def _to_be_made(root: Path) -> set[str]:
    _, reasons = Reasons(open_project(root)).of(UNLIKE[1])
    assert {one.format for one in reasons} == {"pdf", "epub", "newsletter"}
    return {one.format for one in reasons if one.state == "to be made"}
