"""Products as the page shows them: pages as pictures, chapters and mail that load nothing."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pcss_publish.preview import pages, scheme
from pcss_publish.preview.book import Book, NoBookError
from previews import Live


@pytest.fixture(scope="module")
def pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.add_blank_page(page_size=(842, 595))
        document.save(out)
    return out.getvalue()


def test_pages_are_drawn_at_the_width_of_their_scale(pdf: bytes) -> None:
    assert pages.sizes(pdf) == [(595, 842), (842, 595)]
    for scale, width in pages.WIDTHS.items():
        for number, (across, down) in enumerate(pages.sizes(pdf), 1):
            with Image.open(BytesIO(pages.draw(pdf, number, scale) or b"")) as picture:
                assert picture.format == "PNG"
                assert abs(picture.width - width) <= 1
                assert abs(picture.height - width * down / across) <= 1


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_is_none(pdf: bytes, number: int) -> None:
    assert pages.draw(pdf, number, "page") is None


def test_what_is_no_pdf_has_no_pages() -> None:
    assert pages.sizes(b"no") == []
    assert pages.draw(b"no", 1, "page") is None


def test_pictures_are_kept_by_digest_and_bounded(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def draw(_pdf: bytes, number: int, _scale: pages.Scale) -> bytes:
        drawn.append(number)
        return bytes(40)

    monkeypatch.setattr(pages, "draw", draw)
    cache = pages.Cache(limit=100)
    for number in (1, 1, 2, 1, 3, 1, 2):
        cache.page(pdf, "a", number, "page")
    assert drawn == [1, 2, 3, 2]  # two fit: page 2, used least, gave way to page 3
    cache.page(pdf, "b", 1, "page")
    assert drawn[-1] == 1


MAIL = """<html><head><style>@media (prefers-color-scheme: dark) { p { color: #fff } }
@media (Prefers-Color-Scheme:light) and (max-width: 9px) { p { color: #000 } }</style></head>
<body><p style="color: #111">(prefers-color-scheme: dark) <a href="https://example.org/">out</a> <a href="#x">in</a></p></body></html>"""


def test_dark_and_light_are_answered_in_style_sheets_alone() -> None:
    dark, light = scheme.mail(MAIL, "dark"), scheme.mail(MAIL, "light")
    assert "@media (min-width: 0) { p { color: #fff } }" in dark
    assert "@media (max-width: 0) and (max-width: 9px)" in dark
    assert "@media (max-width: 0) { p { color: #fff } }" in light
    assert ">(prefers-color-scheme: dark) <a" in dark
    assert "color-scheme: dark !important" in dark


def test_without_styles_only_inline_style_is_left() -> None:
    plain = scheme.mail(MAIL, "light", styled=False)
    assert "@media" not in plain
    assert 'style="color: #111"' in plain


def test_links_outward_lead_nowhere_and_links_inward_work() -> None:
    shown = scheme.mail(MAIL, "light")
    assert '<a target="_blank" href="https://example.org/">' in shown
    assert '<a href="#x">' in shown


def test_a_mail_is_changed_on_its_way_only(shown: Live) -> None:
    product = shown.folder / "outputs" / "one" / "one.newsletter.html"
    before = product.read_bytes()
    digest = shown.article("one")["products"][".newsletter.html"]["digest"]
    looks = {look: shown.get(f"/mail/one/{digest}/{look}").decode() for look in ("light", "dark", "stripped")}
    assert all("prefers-color-scheme" not in seen for seen in looks.values())
    assert "@media" not in looks["stripped"]
    assert len(set(looks.values())) == 3
    assert product.read_bytes() == before == shown.get("/file/one.newsletter.html")


def test_chapters_are_whole_in_themselves(shown: Live) -> None:
    seen = shown.article("one")
    digest, count = seen["products"][".epub"]["digest"], len(seen["chapters"])
    assert "Contents" in seen["chapters"]
    chapters = [shown.get(f"/epub/one/{digest}/light/{n}").decode() for n in range(1, count + 1)]
    everything = "".join(chapters)
    assert "Is it too late to sow?" in everything
    assert "<link" not in everything
    assert re.findall(r'src="(?!data:)', everything) == []
    assert re.findall(r'<img[^>]* src="data:image/png;base64,.{100}', everything)
    assert "font-family" in chapters[-1]
    contents = chapters[seen["chapters"].index("Contents")]
    assert re.findall(r'<a href="([^"]+)"', contents)[0].isdigit()


def test_findings_know_where_they_are_seen(shown: Live) -> None:
    seen = shown.article("one")
    placed = [one for one in seen["findings"] if one["element"]]
    assert placed
    digest = seen["products"][".epub"]["digest"]
    for one in placed:
        assert f'id="{one["element"]}"' in shown.get(f"/epub/one/{digest}/light/{one['chapter']}").decode()
    assert [one["severity"] for one in seen["findings"]] == sorted(
        (one["severity"] for one in seen["findings"]), key=["block", "warn", "info"].index
    )


def test_what_is_no_book_is_refused(tmp_path: Path) -> None:
    empty = BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    for data in (b"no", empty.getvalue()):
        with pytest.raises(NoBookError):
            Book.read(data)
