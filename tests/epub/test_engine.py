"""The engine refuses what it cannot make, in words that say what to do."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from epub import reading, samples
from pcss_publish.engines import ebook
from pcss_publish.errors import ToolMissingError
from pcss_publish.exporters import epub

XHTML = "application/xhtml+xml"
WHOLE = ebook.Package(
    identifier="urn:uuid:00000000-0000-0000-0000-000000000000",
    title="T",
    language="en",
    rtl=False,
    modified=datetime(2020, 1, 1, tzinfo=UTC),
    metadata=(),
    items=(ebook.Item("a", "a.xhtml", XHTML, b"<p>H<sub>2</sub><i>O</i> <b>a</b>  b</p>"),),
    spine=("a",),
)


def test_documents_go_in_byte_for_byte() -> None:
    packed = reading.members(ebook.pack(WHOLE))
    assert packed["EPUB/a.xhtml"] == WHOLE.items[0].data


@pytest.mark.parametrize("broken", [b"<p>a<br></p>", b"<p>a & b</p>", b"<p>\x0b</p>", b"<p/><p/>", b""])
def test_refuses_a_document_that_is_not_well_formed(broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"a\.xhtml is not well-formed"):
        ebook.pack(replace(WHOLE, items=(ebook.Item("a", "a.xhtml", XHTML, broken),)))


def test_missing_ebooklib_is_named_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ebooklib", None)
    with pytest.raises(ToolMissingError, match=r'-m pip install "EbookLib>=0\.20"') as caught:
        epub.export(samples.job(samples.published()))
    assert caught.value.exit_code == 69


def test_works_without_the_layout_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    assert epub.export(samples.job(samples.published())).products[".epub"].data[:2] == b"PK"
