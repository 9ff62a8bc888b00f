"""What commands and warm workers cost: wall time, processor time of all processes, and the largest one."""

from __future__ import annotations

import ctypes
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


@dataclass(frozen=True)
class Spent:
    """What something cost.

    Attributes:
        wall: seconds by the clock.
        cpu: processor seconds, user and system, of all processes.
        peak: memory of the largest process, KiB; 0 where it was not measured.
    """

    wall: float = 0.0
    cpu: float = 0.0
    peak: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.wall - other.wall, self.cpu - other.cpu, self.peak)


def adopt() -> None:
    """Become the parent of processes that outlive theirs: a fork server is nobody's child when a build ends.

    Call it once. From then on :func:`run` sees all that a command started.
    """
    if sys.platform != "linux" or ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0):
        sys.exit("The benchmarks need Linux: elsewhere nobody can say what the workers of a build cost.")


def run(*command: object, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Spent:
    """Run a command, and wait for all the processes that it started; nothing else may be running.

    Raises:
        SystemExit: it failed; what it said is printed.
    """
    start = time.perf_counter()
    words = [str(word) for word in command]
    process = subprocess.Popen(
        words, cwd=cwd, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    said = process.stderr.read()
    cpu, peak, wall = 0.0, 0, 0.0
    with suppress(ChildProcessError):
        while True:
            pid, status, usage = os.wait4(-1, 0)
            cpu += usage.ru_utime + usage.ru_stime
            peak = max(peak, usage.ru_maxrss)
            if pid == process.pid:
                wall = time.perf_counter() - start
                process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words)} ended with {process.returncode}:\n{said.decode(errors='replace')}")
    return Spent(wall, cpu, peak)


class Side:
    """Warm workers (see ``warm.py``) that wait for articles."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._answer()

    def __call__(self, names: Sequence[str]) -> Spent:
        """Work on articles by their names, and say what that cost."""
        assert self._process.stdin
        print(json.dumps(list(names)), file=self._process.stdin, flush=True)
        return Spent(**self._answer())

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"{' '.join(map(str, self._process.args))} failed")  # type: ignore[arg-type]
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def side(script: str, *args: object, env: Mapping[str, str] | None = None) -> Iterator[Side]:
    """The workers of a script of this folder, warm, until the context ends."""
    command = [sys.executable, str(FOLDER / script), *map(str, args)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **(env or {})}
    ) as process:
        try:
            yield Side(process)
        finally:
            assert process.stdin
            process.stdin.close()


def median(found: Sequence[Spent]) -> Spent:
    """Each figure's median."""
    return Spent(
        statistics.median(one.wall for one in found),
        statistics.median(one.cpu for one in found),
        round(statistics.median(one.peak for one in found)),
    )


def turns(rounds: int, *sides: Callable[[], Spent]) -> tuple[Spent, ...]:
    """Medians of the sides, which take turns, so that a busy moment of the machine falls on all of them."""
    found = [[each() for each in sides] for _ in range(rounds)]
    return tuple(median(column) for column in zip(*found, strict=True))


def shared(
    names: Sequence[str], *sides: Callable[[Sequence[str]], Spent], count: int = 4
) -> tuple[Spent, ...]:
    """What the sides spend on the same articles, taking turns after each part of them."""
    size = -(-len(names) // count)
    total = [Spent() for _ in sides]
    for at in range(0, len(names), size):
        total = [sum_ + each(names[at : at + size]) for sum_, each in zip(total, sides, strict=True)]
    return tuple(total)
