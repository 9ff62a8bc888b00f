"""One build at a time in one project; shards of one build beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pcss_publish.builder.outcome import Reporter
from pcss_publish.builder.project import Project
from pcss_publish.errors import LockedError, OutputError


@contextmanager
def locked(project: Project, wait: bool, reporter: Reporter, shard: str = "") -> Iterator[None]:
    """Hold the project, or a shard's part of it. The kernel frees the lock however a build ends.

    A shard holds the project for the moment in which it takes its own lock; whoever holds the project holds
    all shards' locks too. So neither begins while the other is at work.

    Args:
        project: whose products are written.
        wait: wait for another build to end.
        reporter: hears of the waiting.
        shard: name of the shard that is built; empty for the whole.

    Raises:
        LockedError: another build is at work and ``wait`` is off.
        OutputError: the folder of the products cannot be written.
    """
    folder = project.outputs / ".cache"
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with ExitStack() as moment:
                (moment if shard else held).enter_context(_taken(folder / "lock", wait, reporter))
                names = (f"{shard}.lock",) if shard else sorted(p.name for p in folder.glob("shard-*.lock"))
                for name in names:
                    held.enter_context(_taken(folder / name, wait, reporter))
        except OSError as error:
            raise OutputError(
                f"the folder of the products cannot be written: {error.strerror or error}",
                place=str(project.outputs),
                hint="Give yourself the right to write there, or choose another with --output-dir.",
            ) from error
        yield


@contextmanager
def _taken(path: Path, wait: bool, reporter: Reporter) -> Iterator[None]:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if not wait:
            raise LockedError(
                "another build is at work here", place=str(path), hint="Wait, or leave out --no-wait."
            ) from None
        reporter.waiting(str(path))
        _wait(lock, path)
    try:
        yield
    finally:
        lock.release()


def _wait(lock: FileLock, path: Path) -> None:
    """Wait for a lock, whose folder `clean` may have removed meanwhile."""
    while not lock.is_locked:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            lock.acquire()
