"""Where products go and sources come from: links, devices and folders, each with its own word and exit code."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from pcss_publish.builder import files
from pcss_publish.errors import OutputError

Cli = Callable[..., int]
Read = pytest.CaptureFixture[str]
EXPORT = ("export", "sources/one.txt", "-t", "newsletter", "-o")


def test_what_is_no_regular_file_is_written_to_and_not_replaced(folder: Path, cli: Cli) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert cli(*EXPORT, "pipe") == 0
        assert os.read(reader, 15) == b"<!DOCTYPE html>"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_named_when_it_is_full(folder: Path, cli: Cli, capsys: Read) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("this system has no /dev/full")
    (folder / "full").symlink_to("/dev/full")
    assert cli(*EXPORT, "full") == 73
    assert (folder / "full").is_char_device()
    assert "full: cannot be written: No space left on device\n  Free some space" in capsys.readouterr().err


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_followed(folder: Path, cli: Cli, there: bool) -> None:
    real = folder / "real.html"
    if there:
        real.write_bytes(b"old")
    (folder / "link.html").symlink_to("real.html")
    assert cli(*EXPORT, "link.html") == 0
    assert (folder / "link.html").is_symlink()
    assert real.read_bytes().startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("command", [EXPORT, ("normalize", "sources/one.txt", "-o")])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no/such/x.html", "no/such/x.html: there is no folder no/such"),
        ("sources", "sources: is a folder"),
        ("pcss.toml/x.html", "pcss.toml/x.html: there is no folder pcss.toml"),
    ],
)
def test_a_wrong_place_is_named_and_nothing_is_made(
    folder: Path, cli: Cli, capsys: Read, command: tuple[str, ...], name: str, said: str
) -> None:
    before = sorted(folder.rglob("*"))
    assert cli(*command, name) == 73
    err = capsys.readouterr().err
    assert said in err
    assert "space" not in err
    assert ".part" not in err
    assert sorted(folder.rglob("*")) == before


def test_an_error_names_the_file_that_was_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="Free some space") as caught:
        files.write(tmp_path / "one.txt", b"x")
    assert caught.value.place == str(tmp_path / "one.txt")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["build", "verify"])
def test_a_file_in_the_place_of_the_output_folder_cannot_be_written_to(
    cli: Cli, capsys: Read, command: str
) -> None:
    assert cli(command, "--output-dir", "pcss.toml") == 73
    assert "pcss.toml: the folder of the products cannot be written" in capsys.readouterr().err


def test_a_folder_is_no_source(cli: Cli, capsys: Read) -> None:
    assert cli("export", "sources", "-t", "epub") == 66
    assert "sources: is a folder, not a source\n  Name one file in it" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check", "verify"])
def test_an_empty_project_says_what_it_lacks(folder: Path, cli: Cli, capsys: Read, command: str) -> None:
    for source in (folder / "sources").iterdir():
        source.unlink()
    assert cli(command) == 66
    err = capsys.readouterr().err
    assert "sources: there are no articles" in err
    assert "nothing to build" not in err
