"""Work in processes of this machine, warm and few; what costs a worker its life costs one article at most.

The standard library's pool, with what it lacks (python/cpython issues 111873 and 115634): workers that end
with their parent, a pool that is renewed before its memory has grown, and work that is done again when
another's worker died.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import wait

from pcss_publish.builder import jobs
from pcss_publish.builder.executors import Executor, Means, O, Order, T, Work
from pcss_publish.errors import BugError

RENEWED = 100
"""Orders for each worker of a pool, before a new one takes over: memory grows (WeasyPrint issue 2130)."""
STEPS = 12
"""Steps that may each take ``limits.step_seconds`` of processor time before the kernel ends a worker."""


@contextmanager
def opened(means: Means, memory_mb: int) -> Iterator[Executor]:
    """An executor of worker processes; all of them are gone when the context ends."""
    pools = Pools(means.jobs or jobs.jobs(os.environ), memory_mb)
    try:
        yield pools
    except BaseException:
        pools.kill()
        raise
    pools.close()


class Pools:
    """One pool after another; see :class:`pcss_publish.builder.executors.Executor`."""

    def __init__(self, width: int, memory_mb: int) -> None:
        self.width = width
        self._memory_mb = memory_mb
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._given = 0
        self._old: list[ProcessPoolExecutor] = []
        self._suspects = threading.Lock()

    def submit(self, work: Work[O, T], order: O, /) -> Future[T]:
        """Begin, in the pool of the moment."""
        promise: Future[T] = Future()
        with self._lock:
            if self._pool is None or self._given >= RENEWED * self.width:
                self._renew()
            assert self._pool
            self._given += 1
            try:
                inner = self._pool.submit(_bounded, work, order)
            except BrokenProcessPool:
                self._renew()
                inner = self._pool.submit(_bounded, work, order)
        inner.add_done_callback(partial(self._done, promise, work, order))
        return promise

    def _renew(self) -> None:
        if self._pool:
            self._pool.shutdown(wait=False)
            self._old.append(self._pool)
        self._pool, self._given = self._new(self.width), 0

    def _new(self, width: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context(_method())
        if _method() == "forkserver":
            context.set_forkserver_preload(["pcss_publish.builder.executors.warm"])
        return ProcessPoolExecutor(width, context, _begin, (self._memory_mb,))

    def _done(self, promise: Future[T], work: Work[O, T], order: O, inner: Future[T]) -> None:
        error = inner.exception() if not inner.cancelled() else None
        if isinstance(error, BrokenProcessPool):
            # Nobody knows whose worker it was: each of those that were under way is tried again by itself.
            threading.Thread(target=self._alone, args=(promise, work, order), daemon=True).start()
        elif error:
            promise.set_exception(error)
        elif not inner.cancelled():
            promise.set_result(inner.result())

    def _alone(self, promise: Future[T], work: Work[O, T], order: O) -> None:
        with self._suspects:
            try:
                # Twice: the first death may have been another's, before this one had begun.
                try:
                    promise.set_result(self._once(work, order))
                except BrokenProcessPool:
                    promise.set_result(self._once(work, order))
            except BrokenProcessPool:
                promise.set_exception(_died(order))
            except BaseException as error:  # noqa: BLE001 - handed on to whoever waits for it
                promise.set_exception(error)

    def _once(self, work: Work[O, T], order: O) -> T:
        with self._new(1) as pool:
            self._old.append(pool)
            return pool.submit(_bounded, work, order).result()

    def close(self) -> None:
        """Let the workers end."""
        for pool in (*self._old, self._pool):
            if pool:
                pool.shutdown()

    def kill(self) -> None:
        """End the workers at once: whoever asked for their work has gone."""
        for pool in (*self._old, self._pool):
            for process in list((pool._processes or {}).values()) if pool else ():  # noqa: SLF001 - public from 3.14
                with suppress(OSError, ValueError):
                    process.kill()
            if pool:
                pool.shutdown(wait=False, cancel_futures=True)


def _method() -> str:
    """Forking a process that has threads is unsafe; where there is no fork server, workers start anew."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def _died(order: Order) -> BugError:
    return BugError(
        "every worker that tried to make it died",
        place=order.source.name,
        hint="It ran out of memory or of time, or a native library failed. Other articles are not concerned. "
        "limits.memory_mb and limits.step_seconds in pcss.toml bound both.",
    )


def _begin(memory_mb: int) -> None:
    """Make a worker of this process: deaf to Ctrl-C, bounded, and gone with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_ended_with_parent()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20, memory_mb * 2**20))


def _bounded(work: Work[O, T], order: O) -> T:
    """Work that the kernel ends if nothing else can: no handler in Python runs while native code does."""
    with suppress(ImportError):
        import resource

        spent = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(spent.ru_utime + spent.ru_stime) + STEPS * order.project.config.limits.step_seconds
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))
    return work(order)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    wait([parent.sentinel])
    os._exit(1)


def _be_ended_with_parent() -> None:
    """Have the kernel end this process with its parent: no thread runs while native code holds Python's lock.

    The parent alone holds the other end of the sentinel, a pipe; SIGIO, when that is closed, ends by default.
    """
    parent = multiprocessing.parent_process()
    if parent and hasattr(os, "O_ASYNC"):
        import fcntl

        fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(parent.sentinel, fcntl.F_GETFL)
        fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)
