"""`why`, `inspect`, `clean` and `verify --manifest`, through the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pcss_publish.builder.outcome import Result
from projects import article, products, status

Build = Callable[..., Result]
Cli = Callable[..., int]
Edit = Callable[[Path], object]
DESK = '[article]\nstandfirst = "Sowing late."\nreason = "house style"\nby = "a test"\n'


@pytest.fixture
def why(cli: Cli, capsys: pytest.CaptureFixture[str]) -> Callable[[str], dict[str, tuple[str, list[str]]]]:
    """What the command says of a product: state and parts, by format."""

    def call(product: str) -> dict[str, tuple[str, list[str]]]:
        capsys.readouterr()
        assert cli("--log-format", "json", "why", product) == 0
        told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
        return {one["format"]: (one["state"], [change["part"] for change in one["changes"]]) for one in told}

    return call


def _append(name: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as end:
            end.write(text)

    return edit


OK: tuple[str, list[str]] = ("up to date", [])


@pytest.mark.parametrize(
    ("edit", "epub", "newsletter"),
    [
        (_append("sources/one.txt", "\n"), ("to be made", ["source"]), ("to be made", ["source"])),
        (_append("sources/one.desk.toml", DESK), ("to be made", ["decisions"]), ("to be made", ["decisions"])),
        (_append("theme/mail.css", "\n"), OK, ("to be made", ["mail.css"])),
        (_append("theme/epub/book.css", "\n"), ("to be made", ["epub/book.css"]), OK),
        (_append("theme/page.css", "\n"), OK, OK),
        (
            _append("pcss.toml", '[publication]\nname = "Weekly"\n'),
            ("to be made", ["publication.name"]), ("to be made", ["publication.name"]),
        ),
        (_append("pcss.toml", '[newsletter]\nview_url = "https://example.org"\n'), OK, ("to be made", ["newsletter.view_url"])),
        (
            lambda root: (root / "outputs/one/one.epub").unlink(),
            ("to be restored", ["one/one.epub: missing"]), OK,
        ),
        (
            _append("outputs/one/one.newsletter.txt", " "),
            OK, ("to be restored", ["one/one.newsletter.txt: changed since the build"]),
        ),
        (
            lambda root: shutil.rmtree(root / "outputs/.cache/records"),
            ("to be made", ["the record of how it was made is gone"]),
            ("to be made", ["the record of how it was made is gone"]),
        ),
        (lambda root: None, OK, OK),
    ],
)  # fmt: skip
def test_why_names_the_part_that_changed_and_a_build_agrees(
    folder: Path, theme: Path, build: Build, why: Any, exported: list[tuple[str, str]], *,
    edit: Edit, epub: tuple[str, list[str]], newsletter: tuple[str, list[str]],
) -> None:  # fmt: skip
    build("one.txt")
    edit(folder)
    assert why("outputs/one/one.epub") == {"epub": epub}
    assert why("one") == {"epub": epub, "newsletter": newsletter}
    exported.clear()
    build("one.txt")
    made = {fmt for _, fmt in exported}
    assert made == {
        f for f, said in {"epub": epub, "newsletter": newsletter}.items() if said[0] == "to be made"
    }


@pytest.mark.parametrize(
    ("part", "harm"),
    [("tool lxml", "pcss_publish.builder.key.version"), ("code", "pcss_publish.builder.key.own_code")],
)
def test_why_names_tools_and_code(
    part: str, harm: str, build: Build, why: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pcss_publish.builder import key

    build("one.txt")
    key.tools.cache_clear()
    whole = key._version
    if part == "code":
        monkeypatch.setattr(key, "own_code", lambda: "0" * 64)
    else:
        monkeypatch.setattr(key, "_version", lambda name: "0.0" if name == "lxml" else whole(name))
    assert why("one") == {"epub": ("to be made", [part]), "newsletter": ("to be made", [part])}
    key.tools.cache_clear()


def test_why_of_an_article_that_was_never_made(folder: Path, why: Any) -> None:
    assert why("sources/one.txt")["epub"] == ("to be made", ["never made"])


def test_why_of_a_product_whose_bytes_are_gone_says_that_it_is_made_again(
    folder: Path, build: Build, why: Any, exported: list[tuple[str, str]]
) -> None:
    build("one.txt")
    shutil.rmtree(folder / "outputs" / ".cache" / "objects")
    (folder / "outputs/one/one.epub").unlink()
    assert why("one.epub")["epub"][0] == "to be made"


def test_why_of_something_that_is_not_there(cli: Cli) -> None:
    assert cli("why", "nothing") == 66


@pytest.fixture
def inspected(cli: Cli, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[[], dict[str, Any]]:
    def call() -> dict[str, Any]:
        capsysbinary.readouterr()
        assert cli("inspect", "--json") == 0
        found: dict[str, Any] = json.loads(capsysbinary.readouterr().out)
        return found

    return call


def test_inspect_lists_sources_products_and_what_a_build_would_do(
    folder: Path, build: Build, inspected: Any
) -> None:
    build()
    (folder / "sources" / "one.txt").write_text(article(answer="New."), encoding="utf-8")
    (folder / "sources" / "two.txt").rename(folder / "sources" / "three.txt")
    found = inspected()
    assert set(found["articles"]) == {"one", "three"}
    one = found["articles"]["one"]["formats"]
    assert one == {fmt: {"state": "to be made", "because": ["source"]} for fmt in ("epub", "newsletter")}
    assert found["articles"]["three"]["state"] is None
    assert found["without_source"] == ["two"]
    assert found["formats"] == ["epub", "newsletter"]
    assert found["store"]["unused_bytes"] == 0


def test_clean_removes_what_builds_made_and_nothing_else(folder: Path, build: Build, cli: Cli) -> None:
    build()
    mine = folder / "outputs" / "one" / "note of mine.txt"
    mine.write_text("mine", encoding="utf-8")
    (folder / "sources" / "two.txt").unlink()
    assert cli("clean") == 0
    assert set(products(folder)) == {"one/note of mine.txt"}
    assert not (folder / "outputs" / ".cache" / "objects").exists()


def test_clean_leaves_no_folder_that_it_emptied(folder: Path, build: Build, cli: Cli) -> None:
    build()
    assert cli("clean") == 0
    assert not (folder / "outputs").exists()


def test_clean_unused_keeps_what_products_need(
    folder: Path,
    build: Build,
    cli: Cli,
    inspected: Any,
    exported: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build()
    (folder / "sources" / "one.txt").write_text(article(answer="New."), encoding="utf-8")
    build()
    before = products(folder)
    assert inspected()["store"]["unused_bytes"] > 0
    assert cli("clean", "--unused") == 0
    assert inspected()["store"]["unused_bytes"] == 0
    exported.clear()
    monkeypatch.setattr("pcss_publish.builder.maker.opened", None)  # nor is an article read again
    assert status(build()) == {"one": "unchanged", "two": "unchanged"}
    shutil.rmtree(folder / "outputs" / "two")
    assert status(build()) == {"one": "unchanged", "two": "restored"}
    assert exported == []
    assert products(folder) == before


def test_what_another_format_left_in_the_store_is_not_published_again(folder: Path, build: Build) -> None:
    build("one.txt", formats=("docx",))
    build()  # a whole build removes what is not configured
    assert "one/one.docx" not in products(folder)
    (folder / "sources" / "two.txt").write_text(article(answer="New."), encoding="utf-8")
    build(formats=("epub",))
    assert "one/one.docx" not in products(folder)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda root: None, {}),
        (lambda root: (root / "outputs/one/one.epub").unlink(), {"one/one.epub": "missing"}),
        (
            _append("outputs/two/two.certificate.json", " "),
            {"two/two.certificate.json": "changed since the build"},
        ),
    ],
)
def test_verify_manifest_names_every_harmed_file(
    folder: Path, build: Build, cli: Cli, capsys: pytest.CaptureFixture[str], edit: Edit, said: dict[str, str]
) -> None:
    build()
    edit(folder)
    before = products(folder)
    assert cli("--log-format", "json", "verify", "--manifest") == (1 if said else 0)
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {one["product"]: one["what"] for one in told if one["event"] == "damaged"} == said
    assert products(folder) == before


def test_verify_manifest_names_what_is_left_from_an_earlier_build(
    folder: Path, build: Build, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    build()
    (folder / "sources" / "one.txt").write_text(article(answer="New."), encoding="utf-8")
    build("one.txt", formats=("epub",))
    assert cli("--log-format", "json", "verify", "--manifest") == 1
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    stale = {one["product"] for one in told if one["event"] == "damaged"}
    assert stale == {f"one/one{s}" for s in (".newsletter.html", ".newsletter.txt", ".fragment.html")}


def test_verify_manifest_without_a_manifest_finds_nothing_to_read(cli: Cli) -> None:
    assert cli("verify", "--manifest") == 66
