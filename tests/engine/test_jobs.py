"""How many workers: what make was told, else the processors that affinity and control group leave."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.plants import SOURCE
from pcss_publish.builder import jobs


@pytest.fixture
def eight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(8)), raising=False)


@pytest.mark.parametrize(
    ("flags", "asked"),
    [
        ("", None),
        ("w", None),
        ("s", None),
        (" -j", None),  # as many as it likes: then so do we
        (" -j1", 1),
        (" -j4 --jobserver-auth=3,4", 4),
        ("ks -j4 --jobserver-auth=3,4", 4),
        (" -j4 --jobserver-auth=fifo:/run/GMfifo7", 4),  # GNU make 4.4
        (" -j4 --jobserver-fds=3,4", 4),  # before 4.2
        (" -j2 -l2.5 -Otarget --jobserver-auth=3,4", 2),
        (" -- J=-j9", None),
        (" -j4 --jobserver-auth=3,4 -- J=-j9", 4),
        ("w -- ARGS=build\\ -j9", None),
        (" -j0", 1),
    ],
)
def test_what_make_was_told(flags: str, asked: int | None, tmp_path: Path, eight: None) -> None:
    assert jobs.jobs({"MAKEFLAGS": flags}, tmp_path) == (asked or 8)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, 8),
        ({"cpu.max": "max 100000\n"}, 8),
        ({"cpu.max": "300000 100000\n"}, 3),
        ({"cpu.max": "150000 100000\n"}, 2),
        ({"cpu.max": "10000 100000\n"}, 1),
        ({"cpu.max": "6400000 100000\n"}, 8),
        ({"cpu.max": "nonsense"}, 8),
        ({"cpu/cpu.cfs_quota_us": "200000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 2),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, 8),
        ({"cpu/cpu.cfs_quota_us": "200000\n", "cpu/cpu.cfs_period_us": "0\n"}, 8),
        ({"cpu/cpu.cfs_quota_us": "200000\n"}, 8),
    ],
)
def test_what_the_control_group_leaves(
    files: dict[str, str], expected: int, tmp_path: Path, eight: None
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert jobs.jobs({}, tmp_path) == expected


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system knows no affinity")
def test_a_process_that_is_bound_to_one_processor_has_one_worker(tmp_path: Path) -> None:
    code = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        f"from pathlib import Path; from pcss_publish.builder.jobs import jobs; print(jobs({{}}, Path({str(tmp_path)!r})))"
    )
    environ = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, check=True)
    assert done.stdout == b"1\n"


@pytest.mark.parametrize(
    ("words", "asked"),
    [([], "None"), (["-j1"], "1"), (["-j3"], "3"), (["-j"], "None"), (["-s", "-k", "-j3", "J=-j9"], "3")],
)
@pytest.mark.parametrize("target", ["here", "below"])
def test_a_real_make_is_understood(words: list[str], asked: str, target: str, tmp_path: Path) -> None:
    code = "import os; from pcss_publish.builder.jobs import asked; print(asked(os.environ))"
    (tmp_path / "Makefile").write_text(
        f"here:\n\t@{sys.executable} -c '{code}'\nbelow:\n\t@$(MAKE) --no-print-directory here\n",
        encoding="utf-8",
    )
    environ = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")} | {"PYTHONPATH": str(SOURCE)}
    command = ["make", "--no-print-directory", *words, target]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, check=True)
    assert done.stdout.decode().strip() == asked
