"""``preview`` and ``build --watch`` from the outside, up to Ctrl-C."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pcss_publish import preview
from previews import put
from projects import article

SRC = str(Path(__file__).parents[2] / "src")


@contextmanager
def started(folder: Path, *args: str) -> Iterator[subprocess.Popen[str]]:
    # A shell that starts programs in the background has them ignore Ctrl-C.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from pcss_publish.cli import main; main(sys.argv[1:])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, *args], cwd=folder, env={**os.environ, "PYTHONPATH": SRC},
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def read_until(process: subprocess.Popen[str], pattern: str) -> str:
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if re.search(pattern, line):
            return said
    raise AssertionError(f"never said {pattern!r}: {said}")


def test_preview_says_where_it_stands_and_ends_with_control_c(folder: Path) -> None:
    with started(folder, "preview", "--port", "0") as process:
        url = re.findall(r"http://127\.0\.0\.1:\d+/", read_until(process, "http"))[0]
        with urllib.request.urlopen(f"{url}events") as stream:
            news: dict[str, object] = {"progress": {}}
            while news["progress"] is not None:
                line = stream.readline()
                news = json.loads(line.removeprefix(b"data: ")) if line.startswith(b"data: ") else news
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    assert (folder / "outputs" / "two" / "two.epub").is_file()


def test_build_watch_builds_again_and_survives_a_broken_configuration(folder: Path) -> None:
    config = folder / "pcss.toml"
    good = config.read_text("utf-8")
    with started(folder, "build", "--watch") as process:
        assert "2 built" in read_until(process, "Waiting")
        put(folder / "sources" / "one.txt", article(answer="At once."))
        again = read_until(process, "Waiting")
        assert "one: built" in again
        assert "two" not in again
        put(config, "[build]\nformat = 1\n")
        assert "pcss.toml" in read_until(process, "Waiting")
        put(config, good)
        assert "0 failed" in read_until(process, "Waiting")
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


def test_control_c_during_a_build_is_an_interruption(folder: Path) -> None:
    with started(folder, "--log-format", "json", "build", "--watch") as process:
        read_until(process, '"given"')
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130


def test_watch_takes_the_whole_project(cli: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli("build", "--watch", "sources/one.txt") == 2
    assert "whole project" in capsys.readouterr().err


@pytest.mark.parametrize(("args", "name"), [(["preview"], "pypdfium2"), (["build", "--watch"], "watchfiles")])
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    cli: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    name: str,
) -> None:
    monkeypatch.setattr(preview, "find_spec", lambda asked: None if asked == name else asked)
    assert cli(*args) == 69
    said = capsys.readouterr().err
    assert name in said
    assert "pip install 'pcss-publish[preview]'" in said
