"""Whatever moment a build ends at, no product is partial or lost, and the next build goes on from there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.plants import SOURCE
from projects import article, process

SWEEP = Path(__file__).with_name("sweep.py")


def _swept(project: Path, *words: object, before: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    scratch = project.parent / "scratch"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join((str(SOURCE), str(SWEEP.parents[1])))}
    command = [*before, sys.executable, str(SWEEP), str(project), str(scratch), *map(str, words)]
    done = subprocess.run(command, env=environ, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def _assert_nothing_lost(found: list[dict[str, Any]], least: int) -> None:
    assert len(found) >= least  # the crashes were met
    for one in found:
        whole = {"torn": [], "code": 0, "again": [], "differ": [], "leftovers": []}
        assert one == {"moment": one["moment"], "ended": -9, **whole}


@pytest.fixture
def small(folder: Path) -> Path:
    """Two articles as mails alone."""
    (folder / "pcss.toml").write_text('[build]\nformats = ["newsletter"]\n', encoding="utf-8")
    return folder


@pytest.fixture
def edited(folder: Path) -> Path:
    """A project that was built, and of which everything was edited since."""
    assert process("build", "--executor", "serial", cwd=folder).returncode == 0
    for path in folder.glob("sources/*.txt"):
        path.write_text(article(path.stem, answer="Later."), encoding="utf-8")
    return folder


def test_a_killed_build_loses_nothing(small: Path) -> None:
    _assert_nothing_lost(_swept(small, "kill", 6), least=10)


def test_what_a_killed_build_placed_is_removed_with_its_source(small: Path) -> None:
    _assert_nothing_lost(_swept(small, "delete", 6), least=10)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["kill", "delete"])
def test_every_moment_of_a_first_build(folder: Path, mode: str) -> None:
    _assert_nothing_lost(_swept(folder, mode), least=60)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["kill", "delete"])
def test_every_moment_of_a_later_build(edited: Path, mode: str) -> None:
    _assert_nothing_lost(_swept(edited, mode), least=60)


def test_a_full_disk_loses_nothing(small: Path) -> None:
    """On a disk of memory with ever more room; where none can be mounted, see tests/build/test_failures.py."""
    unshare = ("unshare", "-m")
    if not shutil.which("unshare") or subprocess.run([*unshare, "true"], check=False).returncode:
        pytest.skip("file systems cannot be mounted here")
    [found] = _swept(small, "full", before=unshare)
    codes = found["codes"]
    assert (codes[0], codes[1], codes[-1]) == (0, 73, 0)
    assert set(codes[1:]) <= {0, 73}
    assert codes[1:] == sorted(codes[1:], reverse=True)  # more room never makes it worse
    assert all(found["kept"])
    assert found["same"]
