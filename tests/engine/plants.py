"""Faults planted from outside into builds that run in processes of their own; the product's code is not edited."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "src"
PATIENCE = 40_000  # milliseconds; only a test that fails waits so long

_EXPORTER = """
import sys
if any("multiprocessing.forkserver" in word for word in sys.orig_argv):
    import types
    # The engines of the PDF are not the point here, and cost a second.
    sys.modules["pcss_publish.builder.executors.warm"] = types.ModuleType("warm")
    from pcss_publish.builder.executors import local
    from pcss_publish.exporters import newsletter
    local.STEPS = 3
    whole = newsletter.export

    def export(job):
        slug = job.published.document.id
{faults}
        return whole(job)

    newsletter.export = export
"""


def environment(folder: Path, code: str) -> dict[str, str]:
    """Variables with which every Python process runs ``code`` as it begins: build, fork server and workers."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": f"{folder}{os.pathsep}{SOURCE}"}


def in_workers(folder: Path, faults: dict[str, str]) -> dict[str, str]:
    """Variables with which a worker runs code, lines by the slug of the article, before it makes the newsletter."""
    lines = []
    for slug, code in faults.items():
        lines += [f"        if slug == {slug!r}:", *(f"            {line}" for line in code.splitlines())]
    return environment(folder, _EXPORTER.format(faults="\n".join(lines)))


def begun(*args: object, cwd: Path, code: str = "", **env: str) -> subprocess.Popen[bytes]:
    """The command line, running, in a process group of its own and heeding Ctrl-C, as a terminal gives it."""
    # Tests that run in the background of a shell are deaf to it, and would hand that down.
    heeding = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    start = f"{heeding}{code}\nimport sys\nfrom pcss_publish.cli import main\nmain(sys.argv[1:])"
    with (cwd.parent / "stderr").open("wb") as told:  # a pipe would stay open as long as a worker lives
        return subprocess.Popen(
            [sys.executable, "-c", start, *map(str, args)],
            cwd=cwd, env={**os.environ, "PYTHONPATH": str(SOURCE), **env}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=told,
        )  # fmt: skip


def ended(process: subprocess.Popen[bytes]) -> int:
    """The exit code of a process that ends by itself; one that does not is killed, and the test fails."""
    try:
        return process.wait(PATIENCE / 1000)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def pipe(path: Path) -> int:
    """A named pipe, and the end from which the test hears of a process."""
    os.mkfifo(path)
    return os.open(path, os.O_RDWR)


def heard(end: int, count: int = 1) -> bytes:
    """What processes wrote into the pipe, ``count`` bytes of it."""
    found = b""
    while len(found) < count:
        assert select.select([end], [], [], PATIENCE / 1000)[0], "nobody came so far"
        found += os.read(end, count - len(found))
    return found


def descendants(pid: int) -> set[int]:
    """Processes below a process."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # ended meanwhile
            continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


class Watch:
    """Processes by handles that no later process can be mistaken for."""

    def __init__(self, pids: Iterable[int]) -> None:
        self._ends = {pid: os.pidfd_open(pid) for pid in pids}

    def living(self) -> set[int]:
        """Those that do not end, given time."""
        alive = set()
        for pid, end in self._ends.items():
            poll = select.poll()
            poll.register(end, select.POLLIN)
            if not poll.poll(PATIENCE // 4):
                alive.add(pid)
                signal.pidfd_send_signal(end, signal.SIGKILL)  # a test that fails leaves nothing behind
            os.close(end)
        return alive


def events(report: bytes, event: str) -> list[dict[str, Any]]:
    """The objects of one kind in a report of ``--log-format json``."""
    every = (json.loads(line) for line in report.decode().splitlines() if line.startswith("{"))
    return [one for one in every if one["event"] == event]
