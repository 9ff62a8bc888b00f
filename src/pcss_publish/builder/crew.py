"""The workers of one build, and the orders that are under way."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from types import TracebackType
from typing import Generic

from pcss_publish.builder.executors import Executor, Means, O, T, Work, opened
from pcss_publish.errors import BugError, PublishError

AHEAD = 4
"""Orders for each worker that are given out before the first is back: enough to keep it busy."""


class Crew(Generic[O, T]):
    """An executor that is opened when the first order comes.

    Args:
        work: what is done to each order.
        means: where.
        memory_mb: address space of one worker, MB.
    """

    def __init__(self, work: Work[O, T], means: Means, memory_mb: int) -> None:
        self._work, self._means, self._memory_mb = work, means, memory_mb
        self._stack = ExitStack()
        self._executor: Executor | None = None
        self._under_way: dict[Future[T], O] = {}

    def __enter__(self) -> Crew[O, T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def give(self, order: O) -> None:
        """Give out an order.

        Raises:
            ToolMissingError, ConfigError, UsageError: the executor cannot be had.
        """
        if self._executor is None:
            self._executor = self._stack.enter_context(opened(self._means, self._memory_mb))
        self._under_way[self._executor.submit(self._work, order)] = order

    def back(self, ahead: int) -> Iterator[tuple[O, T | PublishError]]:
        """What came of orders, in any order, until no more than ``ahead`` a worker are under way."""
        width = self._executor.width if self._executor else 0
        while len(self._under_way) > ahead * width:
            for future in wait(self._under_way, return_when=FIRST_COMPLETED).done:
                order = self._under_way.pop(future)
                came: T | PublishError = _result(future, order)
                yield order, came


def _result(future: Future[T], order: O) -> T | PublishError:
    try:
        return future.result()
    except PublishError as error:
        return error
    except Exception as problem:  # noqa: BLE001 - a failure of the executor is one article's too
        bug = BugError(
            f"{type(problem).__name__}: {problem}", place=order.source.name, hint="Please report it."
        )
        bug.__cause__ = problem
        return bug
