"""The press edition and its archive: the pages of the screen, in inks, with all that a printer needs round them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from pcss_publish.errors import ConfigError, RefusedError
from pcss_publish.exporters import archive, pdf, pdfgate, press, press_edition
from pcss_publish.exporters.base import Export, Job, Product
from pcss_publish.exporters.press_content import convert
from pcss_publish.exporters.press_ink import Press
from pcss_publish.findings import Finding
from pcss_publish.preflight import Report, preflight
from pcss_publish.proof import Fault, prove
from pcss_publish.proof.prove import read
from pcss_publish.theme import Theme
from pdf.sample import ARTICLES, article, job, published
from pdf.sample import printed as on_screen
from press.made import PROFILE, archived, data, edition, for_press, picture, pictured, printed

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def opened(found: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(found))


def faults(one: Job, suffix: str, product: Product) -> list[Fault]:
    [proof] = prove(one.published, {suffix: product}).products
    return list(proof.faults)


def colours(found: bytes) -> dict[str, set[tuple[float, ...]]]:
    """Operands of the operators that set a colour, within the clip that keeps marks out."""
    told: dict[str, set[tuple[float, ...]]] = {}
    with opened(found) as file:
        for page in file.pages:
            for step in pikepdf.parse_content_stream(page):
                if str(step.operator) in {"g", "G", "rg", "RG", "k", "K"}:
                    told.setdefault(str(step.operator), set()).add(tuple(float(n) for n in step.operands))
    return told


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_page_n_is_page_n_in_both_editions_and_passes_proof_and_preflight(path: Path) -> None:
    made = printed(path)
    product = made.products[".press.pdf"]
    slug = {item.id: item.text for item in product.house}
    here = read(".press.pdf", product.data).pages
    there = read(".pdf", data(on_screen(path))).pages
    assert len(here) == len(there)
    for number, (ours, theirs) in enumerate(zip(here, there, strict=True), 1):
        marks = (slug["slug-job"], slug["slug-edition"], f"{number}/{len(here)}")
        for mark in marks:
            assert mark in ours
        assert "".join(_without(ours, marks).split()) == "".join(theirs.split())
    assert faults(job(article(path)), ".press.pdf", product) == []
    assert preflight(product.data, path.stem).findings == ()


def _without(text: str, marks: tuple[str, ...]) -> str:
    for mark in marks:
        text = text.replace(mark, "", 1)
    return text


def test_the_boxes_are_the_paper_the_bleed_and_the_marks() -> None:
    with opened(data(edition())) as file:
        for page in file.pages:
            told = {
                key: [float(n) for n in page.obj[f"/{key}"]] for key in ("TrimBox", "BleedBox", "MediaBox")
            }
            assert told == {
                "TrimBox": [0, 0, 612, 792], "BleedBox": [-9, -9, 621, 801], "MediaBox": [-36, -36, 648, 828]
            }  # fmt: skip
    with opened(data(archived())) as file:
        assert [float(n) for n in file.pages[0].mediabox] == [0, 0, 612, 792]


def test_a_printer_who_asks_for_more_bleed_gets_it_and_marks_beyond_it() -> None:
    wide = data(press.export(for_press(job(published()), bleed=14.0)))
    with opened(wide) as file:
        page = file.pages[0]
        assert [float(n) for n in page.obj["/BleedBox"]] == [-14, -14, 626, 806]
        assert [float(n) for n in page.obj["/MediaBox"]] == [-41, -41, 653, 833]
        steps = [(str(one.operator), [*one.operands]) for one in pikepdf.parse_content_stream(page)]
    assert next(operands for name, operands in steps if name == "re") == [-14, -14, 640, 820]
    marks = [[float(n) for n in operands] for name, operands in steps[-400:] if name in ("m", "l")]
    ends = [(x, y) for x, y in marks if x in (0, 612) or y in (0, 792)]
    assert len(ends) == 16
    assert all(min(x, y) == -17 or min(x, y) == -35 or max(x - 612, y - 792) in (17, 35) for x, y in ends)


def test_text_is_black_alone_and_tokens_are_the_inks_that_the_theme_states() -> None:
    every = colours(data(edition()))
    assert set(every) == {"k", "K"}
    told = every["k"] | every["K"]
    stated = {tuple(ink / 100 for ink in inks) for inks in job(published()).theme.tokens["press"].values()}
    black = {(0.0, 0.0, 0.0, 1.0)}
    assert black <= told
    bar = {one for one in told if set(one) <= {0.0, 0.25, 0.5, 1.0}}
    assert told - bar <= stated


def test_a_colour_that_no_theme_states_goes_by_the_profile_within_the_limit() -> None:
    one = pictured()
    plain = replace(one, theme=_without_press(one))
    told = colours(data(press.export(for_press(plain, ink_limit=200))))
    shades = {inks[3] for inks in told["k"] if not any(inks[:3])}
    assert not [
        black for black in shades if 0.8 < black < 1
    ]  # text in a colour that is nearly black is black
    assert max(map(sum, told["k"])) <= 2.001
    assert all(any(inks[:3]) for inks in told["k"] if sum(inks) > 1.5)


def _without_press(one: Job) -> Theme:
    return replace(
        one.theme, tokens={key: value for key, value in one.theme.tokens.items() if key != "press"}
    )


def test_pictures_are_inks_within_the_limit_and_grey_ones_black_alone() -> None:
    def images(one: Job) -> list[tuple[str, float]]:
        with opened(data(press.export(one))) as file:
            pages: list[Any] = [
                image
                for page in file.pages
                for image in page.obj.Resources.XObject.values()
                if "/Width" in image
            ]
            found = [pikepdf.PdfImage(image).as_pil_image() for image in pages]
        return [(image.mode, max(sum(px) for px in _pixels(image)) * 100 / 255) for image in found]

    [(mode, ink)] = images(for_press(pictured(), ink_limit=240))
    assert mode == "CMYK"
    assert 230 < ink <= 240
    grey = io.BytesIO()
    Image.linear_gradient("L").resize((2000, 1500)).convert("RGB").save(grey, "PNG")
    [(mode, _)] = images(pictured(grey.getvalue()))
    assert mode == "L"


def _pixels(image: Any) -> list[tuple[int, ...]]:
    raw, size = image.tobytes(), len(image.mode) if image.mode != "L" else 1
    return [tuple(raw[at : at + size]) for at in range(0, len(raw), size * 97)]


def test_a_coarse_picture_is_told() -> None:
    found = press.export(pictured(picture(600, 400))).findings
    assert [one.code for one in found if one.code == "P010"] == ["P010"]
    assert not [one for one in edition().findings if one.code == "P010"]


def test_links_stay_in_the_archive_and_lead_nowhere_on_paper() -> None:
    def notes(found: bytes) -> int:
        with opened(found) as file:
            return sum(len(page.obj.get("/Annots", [])) for page in file.pages)

    assert notes(data(archived())) == notes(data(pdf.export(pictured()))) > 0
    assert notes(data(edition())) == 0
    assert faults(pictured(), ".press.pdf", edition().products[".press.pdf"]) == []
    assert faults(pictured(), ".archive.pdf", archived().products[".archive.pdf"]) == []


def test_the_archive_is_as_accessible_as_the_screen() -> None:
    """Our gate for the screen edition finds the part of PDF/A, the absent model and inks, and nothing else."""
    assert {fault.code for fault in pdfgate.faults(data(archived()))} == {"pdfa", "attachment", "inks"}


def test_the_output_intent_bears_the_profile_that_was_given() -> None:
    for made, kind in ((edition(), "/GTS_PDFX"), (archived(), "/GTS_PDFA1")):
        with opened(data(made)) as file:
            [intent] = list(file.Root.OutputIntents)
            assert kind == intent.S
            assert intent.DestOutputProfile.read_bytes() == PROFILE
            assert str(intent.OutputConditionIdentifier) == "pcss-publish test press (no real one)"


@pytest.mark.parametrize("make", [press.export, archive.export])
def test_the_same_article_gives_the_same_bytes(make: Callable[[Job], Export]) -> None:
    assert data(make(pictured())) == data(edition() if make is press.export else archived())


def test_the_identifiers_tell_versions_of_one_edition_apart() -> None:
    def ids(found: bytes) -> list[str]:
        with opened(found) as file:
            xmp = file.Root.Metadata.read_bytes().decode()
        return [xmp.partition(f"<xmpMM:{key}>")[2].partition("<")[0] for key in ("DocumentID", "InstanceID")]

    (one, first), (other, second) = (
        ids(data(edition())),
        ids(data(press.export(pictured(picture(2400, 1501))))),
    )
    assert one == other
    assert first != second


def test_no_press_edition_without_a_profile() -> None:
    with pytest.raises(ConfigError, match="needs the printer's ICC output profile"):
        press.export(job(published()))


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        (SRGB, "of class mntr for RGB, not of a CMYK press"),
        (PROFILE.replace(b"prtr", b"scnr", 1), "of class scnr for CMYK"),
        (PROFILE.replace(b"CMYK", b"RGB ", 1), "of class prtr for RGB"),
        (PROFILE.replace(b"B2A0", b"B2A9", 1), "not of a CMYK press"),
        (PROFILE[:-1], "is no ICC profile"),
    ],
)
def test_a_profile_that_is_none_of_a_press_is_refused(profile: bytes, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        press.export(replace(job(published()), profile=profile))


def test_an_undated_article_has_no_press_edition_and_has_an_archive() -> None:
    undated = for_press(job(published(dates=()).model_copy(update={"date": ""})))
    with pytest.raises(RefusedError, match="has no date"):
        press.export(undated)
    assert archive.export(undated).products


def test_inks_beyond_the_limit_are_refused() -> None:
    one = pictured()
    theme = replace(one.theme, tokens={**one.theme.tokens, "press": {"accent": [90, 80, 80, 90]}})
    with pytest.raises(ConfigError, match="340 % of ink, more than 300 %"):
        press.export(replace(one, theme=theme))


def test_a_gradient_is_refused_not_printed_in_rgb() -> None:
    with pikepdf.new() as file:
        file.add_blank_page()
        file.pages[0].Contents = file.make_stream(b"/Pattern cs /p1 scn 0 0 9 9 re f")
        with pytest.raises(RefusedError, match="'cs'"):
            convert(file, Press(PROFILE, {}, 300))


def test_a_file_that_does_not_pass_preflight_is_not_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Finding(code="X301", severity="block", message="page 1: text in DeviceRGB")
    report = Report("moss.press.pdf", "x-4", True, 1, (fault,))
    monkeypatch.setattr(press_edition, "preflight", lambda *_, **__: report)
    with pytest.raises(RefusedError, match="X301 page 1: text in DeviceRGB"):
        press.export(pictured())


def test_the_proof_misses_a_slug_that_is_not_there() -> None:
    product = edition().products[".press.pdf"]
    with opened(product.data) as file:
        for page in file.pages:
            page.Contents = file.make_stream(page.Contents.read_bytes().replace(b"/Slug Do", b""))
        out = io.BytesIO()
        file.save(out)
    found = faults(pictured(), ".press.pdf", Product(out.getvalue(), product.house))
    assert {(one.kind, one.id) for one in found} == {("house", "slug-job"), ("house", "slug-edition")}


def test_nothing_but_marks_is_painted_beyond_the_bleed() -> None:
    """Rendering is not needed: the page's own operators stand inside a clip to the bleed box."""
    with opened(data(edition())) as file:
        for page in file.pages:
            first = pikepdf.parse_content_stream(page)[:4]
            assert [str(one.operator) for one in first] == ["q", "re", "W", "n"]
            assert [float(side) for side in first[1].operands] == [-9, -9, 630, 810]
