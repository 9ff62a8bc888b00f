"""Where the work of a build is done: one small seam in the shape of ``concurrent.futures``.

``catalogue.EXECUTORS`` names them all; a module is imported when its name is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeVar

from pcss_publish.builder.project import Project
from pcss_publish.catalogue import EXECUTORS


@dataclass(frozen=True)
class Order:
    """What is to be done to one article. It crosses process borders, so it holds data alone.

    Attributes:
        source: its file.
    """

    project: Project
    source: Path


O = TypeVar("O", bound=Order)  # noqa: E741 - the order, as T is what comes of it
T = TypeVar("T")
Work = Callable[[O], T]
"""What is done to an order; a function of a module, since it crosses process borders."""


class Executor(Protocol):
    """Does work, somewhere, in any order.

    Attributes:
        width: how many orders it works on at once.
    """

    width: int

    def submit(self, work: Work[O, T], order: O, /) -> Future[T]:
        """Begin, and promise what comes of it; a worker's death fails this future and no other."""
        ...


@dataclass(frozen=True)
class Means:
    """How to work.

    Attributes:
        executor: a key of ``catalogue.EXECUTORS``.
        jobs: how many workers; None: as many as there are processors for this process.
        scheduler: address of a Dask scheduler.
    """

    executor: str = "local"
    jobs: int | None = None
    scheduler: str = ""


def opened(means: Means, memory_mb: int) -> AbstractContextManager[Executor]:
    """An executor, working as long as the context is open.

    Raises:
        ToolMissingError: its package is not installed.
        ConfigError: the scheduler cannot be reached, or works in a way that would harm.
    """
    module = import_module(EXECUTORS[means.executor])
    context: AbstractContextManager[Executor] = module.opened(means, memory_mb)
    return context
