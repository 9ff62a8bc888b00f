"""Files that are damaged, endless, or no PDF: a finding or a refusal, never a crash."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pcss_publish.errors import SourceError, UsageError
from pcss_publish.preflight import preflight, tables
from press.made import data, edition


def codes(found: bytes, profile: str = "") -> set[str]:
    return {one.code for one in preflight(found, "x.pdf", profile=profile).findings}


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def drawn(content: bytes, **resources: object) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Contents = pdf.make_stream(content)
        page.obj.Resources = Dictionary({f"/{key}": value for key, value in resources.items()})
        return saved(pdf)


@pytest.mark.parametrize("found", [b"", b"%PDF-1.4", b"hello", b"\0" * 4000])
def test_no_pdf_is_refused(found: bytes) -> None:
    with pytest.raises(SourceError, match=r"no readable PDF"):
        preflight(found, "x.pdf")


def test_a_file_with_a_password_is_refused() -> None:
    with pikepdf.open(io.BytesIO(data(edition()))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(SourceError, match="password"):
        preflight(out.getvalue(), "x.pdf")


def test_damage_at_any_place_is_found_or_refused() -> None:
    whole = data(edition())
    dice = random.Random(4)
    for _ in range(40):
        at, length = dice.randrange(len(whole)), dice.choice([1, 20, 2000])
        spoiled = whole[:at] + dice.randbytes(length) + whole[at + length :]
        try:
            preflight(spoiled, "x.pdf")
        except SourceError:
            continue


@pytest.mark.parametrize(
    "content",
    [b"rg", b"1 rg", b"/a /b rg", b"cm", b"1 0 0 cm", b"Tf", b"/F Do", b"q q q Q Q Q Q Q", b"0 0 m l", b"(x"],
)
def test_operators_without_their_operands(content: bytes) -> None:
    codes(drawn(content))


def test_forms_within_themselves_end() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        form = pdf.make_stream(b"/F Do /F Do 1 0 0 rg 0 0 9 9 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(F=form))
        page.obj.Resources = Dictionary(XObject=Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do")
        found = saved(pdf)
    assert "X301" in codes(found)


def test_spaces_within_themselves_end() -> None:
    nested: object = Name.DeviceRGB
    for _ in range(40):
        nested = Array([Name.Indexed, nested, 1, b"\0" * 6])
    assert "X303" in codes(drawn(b"/S cs 0 sc 0 0 9 9 re f", ColorSpace=Dictionary(S=nested)))


def test_more_than_is_looked_at_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tables.table("rules")["limits"], "operators", 50)
    with pytest.raises(SourceError, match="more on its pages"):
        preflight(data(edition()), "x.pdf")


def test_a_picture_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tables.table("rules")["limits"], "pixels", 50)
    assert codes(data(edition())) == {"X404"}


def test_a_picture_that_is_cut_short_is_told() -> None:
    with pikepdf.open(io.BytesIO(data(edition()))) as pdf:
        found = next(
            one for page in pdf.pages for one in page.obj.Resources.XObject.values() if "/Width" in one
        )
        found.write(b"short")
        assert codes(saved(pdf)) == {"X404"}


@pytest.mark.parametrize("packet", [b"", b"<x", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"<x/>"])
def test_metadata_that_are_none(packet: bytes) -> None:
    with pikepdf.open(io.BytesIO(data(edition()))) as pdf:
        pdf.Root.Metadata.write(packet)
        assert codes(saved(pdf), profile="x-4") & {"X703", "X704"}


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UsageError, match="'x-1a'"):
        preflight(data(edition()), "x.pdf", profile="x-1a")
