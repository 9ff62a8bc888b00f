"""The Python interface: natural arguments are taken, and what is wrong is said as on the command line."""

import pydoc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pcss_publish
from pcss_publish.errors import PublishError, UsageError
from pcss_publish.model import Document
from projects import products

Call = Callable[[Path], object]


@pytest.mark.parametrize("name", ["api", "errors.PublishError"])
def test_modules_that_the_manual_names_are_there_after_the_import_alone(name: str) -> None:
    code = f"import pcss_publish; help(pcss_publish.{name})"
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, text=True, env={"PYTHONPATH": source}
    )
    assert done.returncode == 0, done.stderr
    assert "PublishError" in done.stdout


def test_the_interface_has_a_page_of_help() -> None:
    assert "Raises" in pydoc.render_doc(pcss_publish.api)
    assert {"api", "build"} <= set(dir(pcss_publish))


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        (lambda root: pcss_publish.export(root / "sources/one.txt", to="html"), "newsletter"),
        (lambda root: pcss_publish.export(root / "sources/one.txt", to="epup"), "'epub'"),
        (lambda root: pcss_publish.build(root, formats=["html"]), "newsletter"),
        (lambda root: pcss_publish.build(root, formats=[]), "newsletter"),
        (lambda root: pcss_publish.check(17), "Path"),  # type: ignore[arg-type]
        (lambda root: pcss_publish.normalize(b"text"), "Path"),  # type: ignore[arg-type]
        (lambda root: pcss_publish.read(None), "Path"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_call_is_an_error_with_a_hint(folder: Path, call: Call, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        call(folder)
    assert meant in caught.value.hint


@pytest.mark.parametrize("call", [pcss_publish.check, pcss_publish.normalize, pcss_publish.read])
def test_a_missing_file_is_an_error_with_a_hint(tmp_path: Path, call: Callable[[str], object]) -> None:
    with pytest.raises(PublishError) as caught:
        call(str(tmp_path / "none.txt"))
    assert caught.value.hint


def test_files_are_taken_as_text_or_path(folder: Path) -> None:
    source = folder / "sources" / "one.txt"
    document = pcss_publish.normalize(str(source)).document
    assert isinstance(document, Document)
    assert pcss_publish.normalize(pcss_publish.read(source)).document == document
    codes = [found.code for found in pcss_publish.check(source)]
    assert "R002" in codes
    assert {found.code for found in pcss_publish.check(document)} <= set(codes)


def test_one_source_and_one_format_are_taken_as_such(folder: Path) -> None:
    result = pcss_publish.build(folder, str(folder / "sources" / "one.txt"), formats="epub")
    assert [outcome.slug for outcome in result.outcomes] == ["one"]
    assert "one/one.epub" in products(folder)
    assert "one/one.newsletter.html" not in products(folder)
    assert pcss_publish.verify(folder, folder / "sources" / "one.txt").exit_code == 0


def test_no_source_is_not_all_sources(folder: Path) -> None:
    pcss_publish.build(folder)
    (folder / "sources" / "two.txt").unlink()
    before = products(folder)
    assert pcss_publish.build(folder, []).outcomes == ()
    assert products(folder) == before


def test_copied_products_are_verified_where_they_lie(folder: Path, tmp_path: Path) -> None:
    pcss_publish.build(folder)
    (folder / "outputs").rename(tmp_path / "copy")
    assert pcss_publish.verify(folder, output_dir=tmp_path / "copy").exit_code == 0
