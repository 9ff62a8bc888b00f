"""Our own checks of `make validate` find each fault that is planted for them, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from epub import made
from validators import book, book_faults
from validators.faults import Fault

OWN = [fault for fault in book_faults.EPUB_FAULTS if fault.validator == "own checks"]
TOOLS: Any = None  # they run in this process


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A book beside its PDF."""
    for suffix, product in made.full().items():
        (tmp_path / f"whole{suffix}").write_bytes(product.data)
    return tmp_path / "whole.epub"


def test_a_whole_book_is_not_complained_about(whole: Path) -> None:
    assert list(book.check([whole], TOOLS)) == []


@pytest.mark.parametrize("fault", OWN, ids=lambda fault: fault.what)
def test_a_planted_fault_is_found(whole: Path, fault: Fault) -> None:
    target = whole.with_name("planted.epub")
    book_faults.plant(whole, target, fault)
    assert [one for one in book.check([target], TOOLS) if fault.expected in one.message]


@pytest.mark.parametrize(
    "fault", book_faults.EPUB_FAULTS, ids=lambda fault: f"{fault.validator}: {fault.what}"
)
def test_every_fault_can_be_planted(whole: Path, fault: Fault) -> None:
    book_faults.plant(whole, whole.with_name("planted.epub"), fault)
    assert (whole.with_name("planted.epub")).read_bytes() != whole.read_bytes()


def test_another_number_of_pages_than_the_pdf_beside_has_is_found(whole: Path) -> None:
    import pikepdf

    with pikepdf.open(whole.with_suffix(".pdf"), allow_overwriting_input=True) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.save(whole.with_suffix(".pdf"))
    assert [one.message for one in book.check([whole], TOOLS)] == ["3 markers for the 4 pages of whole.pdf"]


@pytest.mark.parametrize("title", ["", "ch001.xhtml", "Untitled", "Chapter 3", "12", "index.html"])
def test_a_title_that_says_nothing(title: str) -> None:
    assert book.EMPTY_TITLE.fullmatch(title)


@pytest.mark.parametrize("title", ["Chapter and verse", "1984, once more", "Untied", "M", "Über Glas"])
def test_a_title_that_says_something(title: str) -> None:
    assert not book.EMPTY_TITLE.fullmatch(title)
