"""A change makes again what it concerns and nothing else; one that is taken back renders nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish.builder.outcome import Result
from projects import article, products, status

Build = Callable[..., Result]
Exported = list[tuple[str, str]]
NEVER = {"one": "unchanged", "two": "unchanged"}


def _append(path: Path, text: str) -> bytes:
    before = path.read_bytes()
    path.write_bytes(before + text.encode())
    return before


def test_touching_everything_renders_nothing(
    folder: Path, theme: Path, build: Build, exported: Exported
) -> None:
    build()
    exported.clear()
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
    assert status(build()) == NEVER
    assert exported == []


def test_editing_one_article_renders_that_one(folder: Path, build: Build, exported: Exported) -> None:
    build()
    exported.clear()
    (folder / "sources" / "one.txt").write_text(article(answer="Yes, it is."), encoding="utf-8")
    assert status(build()) == {"one": "built", "two": "unchanged"}
    assert exported == [("one", "epub"), ("one", "newsletter")]


@pytest.mark.parametrize(
    ("sheet", "rule", "concerned"),
    [
        ("mail.css", "h1 { font-size: 35px }", {"newsletter"}),
        ("epub/book.css", "p { color: #123456 }", {"epub"}),
        ("page.css", "p { color: #123456 }", {"pdf"}),
    ],
)
def test_a_style_sheet_makes_the_formats_that_it_concerns_and_reverting_it_none(
    folder: Path, theme: Path, build: Build, exported: Exported, sheet: str, rule: str, concerned: set[str]
) -> None:
    formats = ("epub", "newsletter", *concerned - {"epub", "newsletter"})
    build("one.txt", formats=formats)
    first = products(folder)
    exported.clear()
    old = _append(theme / sheet, f"\n{rule}\n")
    assert status(build("one.txt", formats=formats)) == {"one": "built"}
    assert {fmt for _, fmt in exported} == concerned
    assert products(folder) != first
    exported.clear()
    (theme / sheet).write_bytes(old)
    assert status(build("one.txt", formats=formats)) == {"one": "restored"}
    assert exported == []
    assert products(folder) == first


def test_a_source_that_is_taken_back_renders_nothing(folder: Path, build: Build, exported: Exported) -> None:
    build()
    first = products(folder)
    source = folder / "sources" / "one.txt"
    old = source.read_bytes()
    source.write_text(article(answer="Yes, it is."), encoding="utf-8")
    build()
    exported.clear()
    source.write_bytes(old)
    assert status(build()) == {"one": "restored", "two": "unchanged"}
    assert exported == []
    assert products(folder) == first


def test_a_source_under_another_name_is_another_article(
    folder: Path, build: Build, exported: Exported
) -> None:
    build()
    (folder / "sources" / "one.txt").rename(folder / "sources" / "three.txt")
    result = build()
    assert status(result) == {"three": "built", "two": "unchanged"}
    assert {Path(name).parts[0] for name in result.pruned} == {"one"}
    assert not (folder / "outputs" / "one").exists()


@pytest.mark.parametrize(
    ("sheet", "rule", "made"),
    [
        ("mail.css", "h1 { font-size: 35px }", ["newsletter"]),
        ("epub/book.css", "p { font-style: italic }", ["epub"]),
        ("page.css", "p { color: #123456 }", ["pdf"]),  # no page begins elsewhere
        ("page.css", "p { font-size: 40pt; line-height: 60pt }", ["pdf", "epub"]),
    ],
)
def test_a_book_with_the_pages_of_the_pdf_is_made_again_where_its_look_or_a_page_changes(
    folder: Path, theme: Path, build: Build, exported: Exported, sheet: str, rule: str, made: list[str]
) -> None:
    config = folder / "pcss.toml"
    text = config.read_text(encoding="utf-8").replace('["epub"', '["pdf", "epub"')
    config.write_text(text, encoding="utf-8")
    build("one.txt")
    assert exported == [("one", "pdf"), ("one", "epub"), ("one", "newsletter")]
    exported.clear()
    _append(theme / sheet, f"\n{rule}\n")
    build("one.txt")
    assert [fmt for _, fmt in exported] == made
