"""One build at a time in one project."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from pcss_publish.builder.outcome import Reporter
from pcss_publish.builder.project import Project
from pcss_publish.errors import LockedError, OutputError


@contextmanager
def locked(project: Project, wait: bool, reporter: Reporter) -> Iterator[None]:
    """Hold the project against other builds. The kernel frees the lock however a build ends.

    Raises:
        LockedError: another build is at work and ``wait`` is off.
        OutputError: the folder of the products cannot be written.
    """
    path = project.outputs / ".cache" / "lock"
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if not wait:
                raise LockedError(
                    "another build is at work here", place=str(path), hint="Wait, or leave out --no-wait."
                ) from None
            reporter.waiting(str(path))
            lock.acquire()
    except OSError as error:
        raise OutputError(
            f"the folder of the products cannot be written: {error.strerror or error}",
            place=str(project.outputs),
            hint="Give yourself the right to write there, or choose another with --output-dir.",
        ) from error
    try:
        yield
    finally:
        lock.release()
