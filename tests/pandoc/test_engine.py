"""pandoc is run shut in: no files, no clock, no silence about what went wrong."""

from __future__ import annotations

import io
import sys
import zipfile
from typing import Any

import pytest

from epub import samples
from pcss_publish.compose.pandoc_ast import API
from pcss_publish.engines import pandoc
from pcss_publish.errors import RefusedError, ToolMissingError
from pcss_publish.exporters import docx


def document(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"pandoc-api-version": list(API), "meta": {}, "blocks": list(blocks)}


def test_a_warning_is_a_refusal_that_says_what_pandoc_said() -> None:
    picture = {"t": "Image", "c": [["", [], []], [], ["/etc/hostname", ""]]}
    with pytest.raises(RefusedError, match="hostname") as caught:
        pandoc.convert(document({"t": "Para", "c": [picture]}), "docx")
    assert caught.value.exit_code == 1


def test_a_document_that_pandoc_does_not_know_is_refused() -> None:
    with pytest.raises(RefusedError, match="pandoc refused the article"):
        pandoc.convert(document({"t": "Nonsense"}), "icml")


def test_missing_pandoc_is_named_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(ToolMissingError, match="-m pip install pypandoc_binary") as caught:
        docx.export(samples.job(samples.published()))
    assert caught.value.exit_code == 69


def test_time_in_the_file_is_the_article_s_and_title_and_authors_are_named() -> None:
    data = docx.export(samples.job(samples.published())).products[".docx"].data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert core.count(">2021-03-03T00:00:00Z<") == 2
    assert "<dc:title>Does Iron Float?</dc:title>" in core
    assert "<dc:creator>A. Example, MD; B. דגמה</dc:creator>" in core


def test_styles_come_from_the_theme() -> None:
    data = docx.export(samples.job(samples.published())).products[".docx"].data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert '<w:color w:val="B03A1C"' in styles.replace("b03a1c", "B03A1C")
    assert '<w:name w:val="Statement"' in styles
