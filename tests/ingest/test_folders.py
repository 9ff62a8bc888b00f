"""Folders: their files are taken in, links are not followed, and nothing but files is opened."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.packing import GOOD, below
from pcss_publish.builder.ingest import Intake, offers
from projects import article

Take = Callable[..., Intake]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article."""
    made = tmp_path / "folder"
    (made / "in").mkdir(parents=True)
    (made / "in" / "good.txt").write_bytes(GOOD)
    return made


def left(total: Intake, folder: Path) -> dict[str, str]:
    return {row.name.removeprefix(f"{folder}/"): row.why for row in total.rows if row.status == "left"}


def test_articles_of_a_folder_are_taken_in_by_name(folder: Path, take: Take, empty: Path) -> None:
    (folder / "b.txt").write_text(article("Is It Blue?"), encoding="utf-8")
    (folder / "a.txt").write_text(article("Is It Amber?"), encoding="utf-8")
    assert [row.slug for row in take(folder).rows] == ["is-it-amber", "is-it-blue", "is-the-hedge-high"]
    assert below(empty / "sources")["is-the-hedge-high.txt"] == GOOD


def test_links_are_not_followed(folder: Path, take: Take, empty: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(article("Secret"), encoding="utf-8")
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "in" / "folder").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(outside / "gone.txt")
    total = take(folder)
    assert left(total, folder).keys() == {"file.txt", "in/folder", "loop", "gone.txt"}
    assert set(left(total, folder).values()) == {"a link; links are not followed"}
    assert below(empty / "sources").keys() == {"is-the-hedge-high.txt"}


def test_a_link_that_is_named_is_followed(take: Take, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to(folder)
    assert [row.status for row in take(tmp_path / "here").rows] == ["new"]


_OPEN = os.open


def _not_waiting(path: Path, flags: int, *rest: int) -> int:
    if Path(path).name == "pipe.txt":
        assert flags & os.O_NONBLOCK, "waits for somebody to write into the pipe"
    return _OPEN(path, flags, *rest)


def test_pipes_sockets_and_devices_are_not_opened(
    folder: Path, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "pipe.txt")  # to open it would wait for ever
    monkeypatch.chdir(folder)
    monkeypatch.setattr(os, "open", _not_waiting)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket.txt")
        total = take(folder)
    assert left(total, folder) == {"pipe.txt": "no file, but a device, a pipe or a socket"}
    assert [row.name for row in total.rows if row.status == "failed"] == [f"{folder}/socket.txt"]


def test_names_that_differ_by_case_only_get_a_slug_each(folder: Path, take: Take, empty: Path) -> None:
    (folder / "Good.txt").write_bytes(GOOD + b"\nMore.\n")
    (folder / "GOOD.txt").write_bytes(GOOD + b"\nLess.\n")
    assert sorted(row.slug for row in take(folder).rows) == [
        "is-the-hedge-high", "is-the-hedge-high-2", "is-the-hedge-high-3",
    ]  # fmt: skip
    names = [name.casefold() for name in below(empty / "sources")]
    assert len(set(names)) == 3


def test_a_folder_has_bounds(folder: Path, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = folder / "/".join("d" * (offers._DEEPEST + 1))
    deep.mkdir(parents=True)
    (row,) = [row for row in take(folder).rows if row.status == "failed"]
    assert "nests more than 32 folders" in row.why
    monkeypatch.setattr(offers, "_MOST_FILES", 3)
    for n in range(4):
        (folder / f"{n}.png").touch()
    rows = take(folder).rows
    assert len(rows) == 4
    assert "holds more than 3 files" in rows[-1].why


def test_a_broken_article_fails_and_other_files_are_left(folder: Path, take: Take) -> None:
    (folder / "broken.txt").write_bytes(b"Q: caf\xe9?")
    (folder / "broken.bin").write_bytes(b"\xff\xfe\x00\xd8")
    (folder / "notes.txt").write_text("milk\nbread\n", encoding="utf-8")
    total = take(folder)
    assert left(total, folder).keys() == {"broken.bin", "notes.txt"}
    (row,) = [row for row in total.rows if row.status == "failed"]
    assert (row.name, row.exit_code) == (f"{folder}/broken.txt", 65)
    assert "byte 0xE9" in row.why


def test_a_file_that_is_named_is_an_article_because_somebody_says_so(take: Take, folder: Path) -> None:
    notes = folder / "notes.log"
    notes.write_text("We sowed the beans on a Monday.\n", encoding="utf-8")
    assert [row.status for row in take(folder).rows] == ["left", "new"]
    assert [row.status for row in take(notes).rows] == ["new"]
