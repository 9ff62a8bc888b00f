"""A format that consumes an artefact of another is made after it, keyed by it, and made again when it changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from pcss_publish.builder import clean
from pcss_publish.builder.article import open_article
from pcss_publish.builder.export import export_alone
from pcss_publish.builder.outcome import Result, Silent
from pcss_publish.builder.project import open_project
from pcss_publish.builder.why import Reasons
from pcss_publish.catalogue import FORMATS, Format
from pcss_publish.errors import ToolMissingError
from pcss_publish.exporters.base import Export, Job, Product
from projects import products, status

Build = Callable[..., Result]
Exported = list[tuple[str, str]]


def _producer(job: Job) -> Export:
    tone = job.theme.text("tone.txt")
    return Export({".pro": Product(tone.encode())}, artefacts={"first word": tone.split()[0].encode()})


def _consumer(job: Job) -> Export:
    return Export({".con": Product(b"made of " + job.artefacts.get("first word", b"nothing"))})


def _make_also(folder: Path, fmt: str) -> None:
    config = folder / "pcss.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('"newsletter"]', f'"newsletter", "{fmt}"]'), encoding="utf-8")


CONSUMER, PRODUCER = "docx", "icml"
"""Names that a project may configure, the consumer's before the producer's."""


@pytest.fixture
def tone(folder: Path, theme: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two formats under these names, in a project that makes the producer, and what the producer reads."""
    for name, export in (("consumer", _consumer), ("producer", _producer)):
        module = ModuleType(f"planted_{name}")
        module.export = export  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
    consumer = Format(CONSUMER, "planted_consumer", (".con",), usual=False, consumes=(PRODUCER,))
    producer = Format(PRODUCER, "planted_producer", (".pro",), usual=False, own=("tone.txt",))
    monkeypatch.setitem(FORMATS, CONSUMER, consumer)
    monkeypatch.setitem(FORMATS, PRODUCER, producer)
    _make_also(folder, PRODUCER)
    (theme / "tone.txt").write_text("warm and low", encoding="utf-8")
    return theme / "tone.txt"


def test_the_producer_is_made_first_and_not_published(
    tone: Path, folder: Path, build: Build, exported: Exported
) -> None:
    assert status(build("one.txt", formats=(CONSUMER,))) == {"one": "built"}
    assert exported == [("one", PRODUCER), ("one", CONSUMER)]
    found = products(folder)
    assert found["one/one.con"] == b"made of warm"
    assert "one/one.pro" not in found
    assert b"one.pro" not in found["manifest.json"]


def test_nothing_is_made_twice(tone: Path, build: Build, exported: Exported) -> None:
    build("one.txt", formats=(CONSUMER,))
    exported.clear()
    assert status(build("one.txt", formats=(CONSUMER,))) == {"one": "unchanged"}
    assert exported == []


def test_a_changed_artefact_makes_its_consumer_again(
    tone: Path, folder: Path, build: Build, exported: Exported
) -> None:
    build("one.txt", formats=(CONSUMER,))
    exported.clear()
    tone.write_text("cool and low", encoding="utf-8")
    assert status(build("one.txt", formats=(CONSUMER,))) == {"one": "built"}
    assert exported == [("one", PRODUCER), ("one", CONSUMER)]
    assert products(folder)["one/one.con"] == b"made of cool"


def test_an_artefact_that_came_out_the_same_leaves_its_consumer(
    tone: Path, build: Build, exported: Exported
) -> None:
    build("one.txt", formats=(PRODUCER, CONSUMER))
    exported.clear()
    tone.write_text("warm and high", encoding="utf-8")
    build("one.txt", formats=(PRODUCER, CONSUMER))
    assert exported == [("one", PRODUCER)]


def test_an_artefact_lost_from_the_store_is_made_again(
    tone: Path, folder: Path, build: Build, exported: Exported
) -> None:
    build("one.txt", formats=(CONSUMER,))
    first = products(folder)
    for path in (folder / "outputs" / ".cache" / "objects").rglob("*"):
        if path.is_file() and path.read_bytes() == b"warm":
            path.unlink()
    (folder / "outputs" / "one" / "one.con").unlink()
    build("one.txt", formats=(CONSUMER,))
    assert products(folder) == first


def test_clean_unused_keeps_what_a_consumer_was_made_from(
    tone: Path, folder: Path, build: Build, exported: Exported
) -> None:
    build(formats=(CONSUMER,))
    exported.clear()
    clean.clean_unused(open_project(folder), Silent())
    assert status(build(formats=(CONSUMER,))) == {"one": "unchanged", "two": "unchanged"}
    assert exported == []


def test_why_names_the_artefact(tone: Path, folder: Path, build: Build) -> None:
    build("one.txt", formats=(CONSUMER,))
    tone.write_text("cool and low", encoding="utf-8")
    _, found = Reasons(open_project(folder)).of("one/one.con")
    assert [(one.format, one.state) for one in found] == [(CONSUMER, "to be made")]
    assert ["artefact first word" in change.part for change in found[0].changes] == [True]


def test_a_project_that_does_not_make_the_producer_goes_without_until_it_does(
    tone: Path, folder: Path, build: Build, exported: Exported
) -> None:
    config = folder / "pcss.toml"
    config.write_text(config.read_text(encoding="utf-8").replace(f', "{PRODUCER}"', ""), encoding="utf-8")
    build("one.txt", formats=(CONSUMER,))
    assert exported == [("one", CONSUMER)]
    assert products(folder)["one/one.con"] == b"made of nothing"
    _make_also(folder, PRODUCER)
    _, found = Reasons(open_project(folder)).of("one/one.con")
    assert [(one.state, [change.part for change in one.changes]) for one in found] == [
        ("to be made", [f"what it takes from {PRODUCER}"])
    ]
    build("one.txt", formats=(CONSUMER,))
    assert products(folder)["one/one.con"] == b"made of warm"


def test_a_producer_that_lacks_a_tool_is_done_without(
    tone: Path, folder: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(job: Job) -> Export:
        raise ToolMissingError("no such library", hint="Install it.")

    whole = sys.modules["planted_producer"].export
    monkeypatch.setattr(sys.modules["planted_producer"], "export", lacking)
    result = build("one.txt", formats=(CONSUMER,))
    assert (status(result), result.exit_code) == ({"one": "built"}, 0)
    assert products(folder)["one/one.con"] == b"made of nothing"
    article = open_article(folder / "sources" / "one.txt", open_project(folder))
    assert export_alone(article, open_project(folder), CONSUMER).products[".con"].data == b"made of nothing"
    assert build("one.txt", formats=(CONSUMER, PRODUCER)).exit_code == 69
    monkeypatch.setattr(sys.modules["planted_producer"], "export", whole)
    build("one.txt", formats=(CONSUMER,))
    assert products(folder)["one/one.con"] == b"made of warm"
