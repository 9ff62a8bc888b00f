"""Two builds of one project at once: one after the other, and nothing is made twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.plants import begun, events, heard, pipe
from projects import process, products

HELD = """
import os
from pcss_publish.builder import make
whole = make._Build.run
def run(self, paths):
    os.write(os.open({told!r}, os.O_WRONLY), b'.')
    open({go!r}, 'rb').read()
    return whole(self, paths)
make._Build.run = run
"""


@contextmanager
def _held(folder: Path, *words: str) -> Iterator[Any]:
    """A build that holds its lock until the block ends."""
    told, go = folder.parent / "told", folder.parent / "go"
    end = pipe(told)
    os.mkfifo(go)
    code = HELD.format(told=str(told), go=str(go))
    first = begun("--log-format", "json", "build", "--executor", "serial", *words, cwd=folder, code=code)
    heard(end)
    try:
        yield first
    finally:
        os.close(end)
        first.kill()  # a test that fails leaves nothing behind
        first.wait()


def _let_go(folder: Path) -> None:
    (folder.parent / "go").write_bytes(b".")


def _waiting(folder: Path, *words: str) -> tuple[Any, int]:
    """Another command that has said that it waits."""
    end = pipe(folder.parent / "waits")
    code = (
        "import os\nfrom pcss_publish.cli import progress\n"
        f"said = lambda *_: os.write(os.open({str(folder.parent / 'waits')!r}, os.O_WRONLY), b'.')\n"
        "progress.Progress.waiting = said"
    )
    second = begun(*words, cwd=folder, code=code)
    heard(end)
    os.close(end)
    return second, end


def test_the_second_waits_and_makes_nothing(folder: Path) -> None:
    with _held(folder) as first:
        report = (folder.parent / "stderr").rename(folder.parent / "first")
        second, _ = _waiting(folder, "--log-format", "json", "build", "--executor", "serial")
        assert not (folder / "outputs" / "manifest.json").exists()
        _let_go(folder)
        assert first.wait() == 0
        manifest = (folder / "outputs" / "manifest.json").read_bytes()
        assert second.wait() == 0
    assert [one["status"] for one in events(report.read_bytes(), "article")] == ["built"] * 2
    told = (folder.parent / "stderr").read_bytes()
    assert [one["status"] for one in events(told, "article")] == ["unchanged"] * 2
    assert (folder / "outputs" / "manifest.json").read_bytes() == manifest


def test_no_wait_leaves_at_once(folder: Path) -> None:
    with _held(folder) as first:
        for words in (("build",), ("build", "--shard", "1/2"), ("merge",)):
            assert process(*words, "--no-wait", cwd=folder).returncode == 75
        _let_go(folder)
        assert first.wait() == 0


def test_a_shard_waits_for_a_whole_build(folder: Path) -> None:
    with _held(folder) as first:
        second, _ = _waiting(folder, "build", "--executor", "serial", "--shard", "1/2")
        _let_go(folder)
        assert (first.wait(), second.wait()) == (0, 0)


def test_a_whole_build_and_a_merge_wait_for_a_shard_and_another_shard_does_not(folder: Path) -> None:
    with _held(folder, "--shard", "1/2") as first:
        assert process("build", "--no-wait", cwd=folder).returncode == 75
        assert process("merge", "--no-wait", cwd=folder).returncode == 75
        assert process("build", "--no-wait", "--shard", "1/2", cwd=folder).returncode == 75
        done = process("build", "--no-wait", "--executor", "serial", "--shard", "2/2", cwd=folder)
        assert done.returncode == 0, done.stderr.decode()
        _let_go(folder)
        assert first.wait() == 0


def test_a_build_that_waited_for_a_clean_holds_the_project(folder: Path) -> None:
    """The lock that it waited for is the one that all others look at."""
    process("build", "--executor", "serial", cwd=folder)
    first = products(folder)
    with _held(folder) as holder:
        cleaning, _ = _waiting(folder, "clean")
        (folder.parent / "waits").unlink()
        second, _ = _waiting(folder, "build", "--executor", "serial")
        _let_go(folder)
        assert (holder.wait(), cleaning.wait(), second.wait()) == (0, 0, 0)
    assert products(folder) in ({}, first)  # whichever of the two came first
    assert process("build", "--no-wait", "--executor", "serial", cwd=folder).returncode == 0
    assert products(folder) == first
