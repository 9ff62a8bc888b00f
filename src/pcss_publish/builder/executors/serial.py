"""Work in this process, one order after the other: for debugging, and where processes cannot be started."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager

from pcss_publish.builder.executors import Executor, Means, O, T, Work


class _Serial:
    width = 1

    def submit(self, work: Work[O, T], order: O, /) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(work(order))
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits for it
            future.set_exception(error)
        return future


@contextmanager
def opened(_means: Means, _memory_mb: int) -> Iterator[Executor]:
    """An executor that does everything at once, here."""
    yield _Serial()
