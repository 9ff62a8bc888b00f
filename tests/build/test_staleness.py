"""Only what changed is made again, by content and never by time; what the manifest owns is restored or pruned."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish.builder.outcome import Result
from projects import article, products, status

Build = Callable[..., Result]
SUFFIXES = (
    ".certificate.json", ".document.json", ".epub", ".fragment.html", ".newsletter.html", ".newsletter.txt",
)  # fmt: skip


def test_a_build_makes_every_product_and_a_manifest_of_them(folder: Path, build: Build) -> None:
    assert build().exit_code == 0
    found = products(folder)
    assert set(found) == {
        "manifest.json",
        *(f"{s}/{s}{suffix}" for s in ("one", "two") for suffix in SUFFIXES),
    }
    manifest = json.loads(found["manifest.json"])
    listed = {name for entry in manifest["articles"].values() for name in entry["products"]}
    assert listed == set(found) - {"manifest.json"}
    assert str(folder) not in found["manifest.json"].decode()


def test_nothing_changed_nothing_is_made(folder: Path, build: Build) -> None:
    build()
    before = {path: path.stat().st_mtime_ns for path in (folder / "outputs").rglob("*.*") if path.is_file()}
    assert status(build()) == {"one": "unchanged", "two": "unchanged"}
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_touching_a_source_makes_nothing(folder: Path, build: Build) -> None:
    build()
    os.utime(folder / "sources" / "one.txt", (1, 1))
    assert status(build()) == {"one": "unchanged", "two": "unchanged"}


def test_editing_one_article_makes_that_article(folder: Path, build: Build) -> None:
    build()
    (folder / "sources" / "one.txt").write_text(article(answer="Yes, it is."), encoding="utf-8")
    assert status(build()) == {"one": "built", "two": "unchanged"}
    assert b"Yes, it is." in products(folder)["one/one.newsletter.html"]


def test_a_decision_makes_its_article_again(folder: Path, build: Build) -> None:
    build()
    desk = '[article]\nstandfirst = "Sowing late."\nreason = "house style"\nby = "a test"\n'
    (folder / "sources" / "two.desk.toml").write_text(desk, encoding="utf-8")
    assert status(build()) == {"one": "unchanged", "two": "built"}
    assert b"Sowing late." in products(folder)["two/two.newsletter.txt"]


def test_a_setting_that_reaches_the_products_makes_all_again_and_back(folder: Path, build: Build) -> None:
    build()
    before = products(folder)
    config = folder / "pcss.toml"
    old = config.read_text(encoding="utf-8")
    config.write_text(old + '[publication]\nname = "Garden Notes Weekly"\n', encoding="utf-8")
    assert status(build()) == {"one": "built", "two": "built"}
    config.write_text(old, encoding="utf-8")
    build()
    assert products(folder) == before


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("harm", ["deleted", "edited"])
def test_a_harmed_product_is_restored(folder: Path, build: Build, suffix: str, harm: str) -> None:
    build()
    before = products(folder)
    path = folder / "outputs" / "one" / f"one{suffix}"
    path.unlink() if harm == "deleted" else path.write_bytes(path.read_bytes() + b" ")
    assert status(build()) == {"one": "restored", "two": "unchanged"}
    assert products(folder) == before


def test_a_damaged_manifest_costs_nothing(folder: Path, build: Build) -> None:
    build()
    before = products(folder)
    (folder / "outputs" / "manifest.json").write_text("{", encoding="utf-8")
    assert status(build()) == {"one": "unchanged", "two": "unchanged"}
    assert products(folder) == before


def test_a_whole_build_prunes_what_the_manifest_owns_and_nothing_else(folder: Path, build: Build) -> None:
    build()
    foreign = folder / "outputs" / "one" / "note of mine.txt"
    foreign.write_text("mine", encoding="utf-8")
    (folder / "sources" / "one.txt").unlink()
    assert build("two.txt").pruned == ()
    assert (folder / "outputs" / "one" / "one.epub").exists()
    assert len(build().pruned) == len(SUFFIXES)
    assert set(products(folder)) == {
        "manifest.json", "one/note of mine.txt", *(f"two/two{suffix}" for suffix in SUFFIXES)
    }  # fmt: skip


def test_formats_made_apart_keep_each_other(folder: Path, build: Build) -> None:
    build(formats=("epub",))
    build(formats=("newsletter",))
    certificate = json.loads(products(folder)["one/one.certificate.json"])
    read = {product["suffix"] for product in certificate["products"]}
    assert {".epub", ".newsletter.html"} <= read
    assert status(build()) == {"one": "unchanged", "two": "unchanged"}
