"""A format that consumes an artefact of another is made after it, keyed by it, and made again when it changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from pcss_publish.builder import clean
from pcss_publish.builder.outcome import Result, Silent
from pcss_publish.builder.project import open_project
from pcss_publish.builder.why import Reasons
from pcss_publish.catalogue import FORMATS, Format
from pcss_publish.exporters.base import Export, Job, Product
from projects import products, status

Build = Callable[..., Result]
Exported = list[tuple[str, str]]


def _producer(job: Job) -> Export:
    tone = job.theme.text("tone.txt")
    return Export({".pro": Product(tone.encode())}, artefacts={"first word": tone.split()[0].encode()})


def _consumer(job: Job) -> Export:
    return Export({".con": Product(b"made of " + job.artefacts["first word"])})


@pytest.fixture
def tone(theme: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two formats in the catalogue, the consumer named before the producer, and what the producer reads."""
    for name, export in (("consumer", _consumer), ("producer", _producer)):
        module = ModuleType(f"planted_{name}")
        module.export = export  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
    consumer = Format("consumer", "planted_consumer", (".con",), usual=False, consumes=("producer",))
    producer = Format("producer", "planted_producer", (".pro",), usual=False, own=("tone.txt",))
    monkeypatch.setitem(FORMATS, "consumer", consumer)
    monkeypatch.setitem(FORMATS, "producer", producer)
    (theme / "tone.txt").write_text("warm and low", encoding="utf-8")
    return theme / "tone.txt"


def test_the_producer_is_made_first_and_not_published(
    tone: Path, folder: Path, build: Build, exported: Exported
) -> None:
    assert status(build("one.txt", formats=("consumer",))) == {"one": "built"}
    assert exported == [("one", "producer"), ("one", "consumer")]
    found = products(folder)
    assert found["one/one.con"] == b"made of warm"
    assert "one/one.pro" not in found
    assert b"one.pro" not in found["manifest.json"]


def test_nothing_is_made_twice(tone: Path, build: Build, exported: Exported) -> None:
    build("one.txt", formats=("consumer",))
    exported.clear()
    assert status(build("one.txt", formats=("consumer",))) == {"one": "unchanged"}
    assert exported == []


def test_a_changed_artefact_makes_its_consumer_again(
    tone: Path, folder: Path, build: Build, exported: Exported
) -> None:
    build("one.txt", formats=("consumer",))
    exported.clear()
    tone.write_text("cool and low", encoding="utf-8")
    assert status(build("one.txt", formats=("consumer",))) == {"one": "built"}
    assert exported == [("one", "producer"), ("one", "consumer")]
    assert products(folder)["one/one.con"] == b"made of cool"


def test_an_artefact_that_came_out_the_same_leaves_its_consumer(
    tone: Path, build: Build, exported: Exported
) -> None:
    build("one.txt", formats=("producer", "consumer"))
    exported.clear()
    tone.write_text("warm and high", encoding="utf-8")
    build("one.txt", formats=("producer", "consumer"))
    assert exported == [("one", "producer")]


def test_an_artefact_lost_from_the_store_is_made_again(
    tone: Path, folder: Path, build: Build, exported: Exported
) -> None:
    build("one.txt", formats=("consumer",))
    first = products(folder)
    for path in (folder / "outputs" / ".cache" / "objects").rglob("*"):
        if path.is_file() and path.read_bytes() == b"warm":
            path.unlink()
    (folder / "outputs" / "one" / "one.con").unlink()
    build("one.txt", formats=("consumer",))
    assert products(folder) == first


def test_clean_unused_keeps_what_a_consumer_was_made_from(
    tone: Path, folder: Path, build: Build, exported: Exported
) -> None:
    build(formats=("consumer",))
    exported.clear()
    clean.clean_unused(open_project(folder), Silent())
    assert status(build(formats=("consumer",))) == {"one": "unchanged", "two": "unchanged"}
    assert exported == []


def test_why_names_the_artefact(tone: Path, folder: Path, build: Build) -> None:
    build("one.txt", formats=("consumer",))
    tone.write_text("cool and low", encoding="utf-8")
    _, found = Reasons(open_project(folder)).of("one/one.con")
    assert [(one.format, one.state) for one in found] == [("consumer", "to be made")]
    assert ["artefact first word" in change.part for change in found[0].changes] == [True]
