"""What the structure tree holds: every unit under its id, in order, in a fitting role."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pcss_publish.exporters.pdf import export
from pcss_publish.exporters.pdfgate.file import File
from pcss_publish.model import Document, Published, element_id
from pdf.sample import ARTICLES, article, document, job, pdf, printed, published, sample
from projects import SEED

ROLES = {
    "title": {"Span", "H1"}, "section": {"P"}, "heading": {"H2", "H3"}, "statement": {"P"}, "comment-name": {"P"},
}  # fmt: skip


def ids(data: bytes) -> list[tuple[str, str]]:
    with File(data) as file:
        return [
            (bytes(element.node["/ID"]).decode(), element.type)
            for element in file.elements
            if "/ID" in element.node
        ]


@pytest.mark.parametrize("path", [SEED, *ARTICLES], ids=lambda path: path.stem[:12])
def test_every_unit_stands_under_its_id_in_order(path: Path) -> None:
    one = article(path)
    shown = [name for name, _ in ids(pdf(printed(path)))]
    wanted = [element_id(unit.id) for unit in one.units()]
    assert [name for name in shown if name in set(wanted)] == wanted
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("path", [SEED, *ARTICLES], ids=lambda path: path.stem[:12])
def test_units_have_fitting_roles(path: Path) -> None:
    types = dict(ids(pdf(printed(path))))
    for unit in article(path).units():
        assert types[element_id(unit.id)] in ROLES.get(unit.role, {types[element_id(unit.id)]})


def kinds(data: bytes) -> set[str]:
    with File(data) as file:
        return {element.type for element in file.elements}


def test_lists_and_tables_are_lists_and_tables() -> None:
    assert {"L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Link"} <= kinds(
        pdf(sample())
    )


def test_running_heads_and_folios_are_artefacts() -> None:
    data = pdf(printed(SEED))
    with File(data) as file:
        content = file.pages[1].Contents.read_bytes()
    assert b"/Artifact <</Type /Pagination>> BDC" in content.replace(b"\n", b" ") or b"/Pagination" in content


def test_the_published_document_is_attached() -> None:
    with pikepdf.open(io.BytesIO(pdf(sample()))) as file:
        attached = file.attachments["article.json"].get_file()
        assert attached.mime_type == "application/json"
        assert str(file.Root.AF[0].AFRelationship) == "/Source"
        model = attached.read_bytes()
    assert Document.model_validate_json(model) == document()
    assert json.loads(model)["title"]["text"] == "Why does moss grow on the north side?"


def info(one: Published) -> tuple[dict[str, str], dict[str, Any]]:
    with pikepdf.open(io.BytesIO(pdf(export(job(one))))) as file:
        params = file.Root.Names.EmbeddedFiles.Names[1].EF.F.Params
        return {key: str(value) for key, value in file.docinfo.items()}, dict(params)


def test_dates_are_the_articles() -> None:
    table, params = info(published())
    assert table["/CreationDate"] == table["/ModDate"] == "D:20200502"
    assert str(params["/ModDate"]) == "D:20200502000000Z"


def test_an_undated_article_gets_no_date() -> None:
    table, params = info(published().model_copy(update={"date": ""}))
    assert "/CreationDate" not in table
    assert "/ModDate" not in table
    assert set(params) == {"/CheckSum", "/Size"}


def test_bookmarks_lead_to_the_parts() -> None:
    with pikepdf.open(io.BytesIO(pdf(sample()))) as file, file.open_outline() as outline:
        top = outline.root[0]
        assert top.title == "Ask the test society Why does moss grow on the north side?"
        assert [child.title for child in top.children] == ["Answer", "Notice", "From the comments"]
