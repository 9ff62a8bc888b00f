"""Work on the workers of a Dask cluster that see the project's folder under the same path."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from pcss_publish.builder.executors import Executor, Means, O, Order, T, Work
from pcss_publish.errors import BugError, ConfigError, ToolMissingError, UsageError

SECONDS = 30
"""How long the scheduler may take to answer."""


@contextmanager
def opened(means: Means, _memory_mb: int) -> Iterator[Executor]:
    """An executor on a cluster. Its workers bound their own memory."""
    if not means.scheduler:
        raise UsageError(
            "--executor dask needs --scheduler ADDRESS", hint="For example tcp://head.example.org:8786."
        )
    distributed = _distributed()
    try:
        client = distributed.Client(means.scheduler, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ConfigError(f"no Dask scheduler answers: {error}", place=means.scheduler) from error
    with client:
        yield _Cluster(client, distributed.KilledWorker)


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise ToolMissingError(
            "--executor dask needs the package distributed",
            hint=f"Run: {sys.executable} -m pip install 'pcss-publish[dask]'",
        ) from error
    return distributed


class _Cluster:
    """See :class:`pcss_publish.builder.executors.Executor`."""

    def __init__(self, client: Any, killed: type[Exception]) -> None:
        threads = client.nthreads()
        if not threads:
            raise ConfigError(
                "the Dask cluster has no workers", hint="Start some: dask worker ADDRESS --nthreads 1"
            )
        if any(count != 1 for count in threads.values()):
            raise ConfigError(
                "the Dask workers have several threads each, in which WeasyPrint is not safe",
                hint="Start them with --nthreads 1, and --nworkers for the number of processors.",
            )
        self.width = len(threads)
        self._executor = client.get_executor(pure=False)
        self._killed = killed

    def submit(self, work: Work[O, T], order: O, /) -> Future[T]:
        """Begin somewhere; an article that killed one worker after another is its own failure."""
        inner = self._executor.submit(work, order)
        promise: Future[T] = Future()

        def done(finished: Future[T]) -> None:
            error = finished.exception()
            if isinstance(error, self._killed):
                promise.set_exception(_died(order))
            elif error:
                promise.set_exception(error)
            else:
                promise.set_result(finished.result())

        inner.add_done_callback(done)
        return promise


def _died(order: Order) -> BugError:
    return BugError(
        "the Dask workers that made it died, one after the other",
        place=order.source.name,
        hint="See the workers' logs; most often their memory was too small.",
    )
