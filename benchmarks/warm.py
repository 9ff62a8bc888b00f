"""Warm worker processes: started, loaded and tried before any clock runs. Both sides of a row use them."""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

Work = Callable[[str], object]
_at: list[tuple[Callable[[], Work], Barrier, str]] = []
_work: list[Work] = []


def serve(begin: Callable[[], Work], width: int, first: str) -> None:
    """Answer each line of names with what the work on them cost, until there are no more lines.

    Args:
        begin: called once in each worker, gives what is done to a name; it crosses process borders.
        width: how many workers.
        first: what each worker tries its hand at before the clock starts.
    """
    context = multiprocessing.get_context("spawn")
    with context.Pool(width, _begin, (begin, context.Barrier(width), first)) as pool:
        pool.map(_ready, range(width), chunksize=1)
        print("{}", flush=True)
        for line in sys.stdin:
            start = time.perf_counter()
            cpu = sum(pool.imap_unordered(_timed, json.loads(line), chunksize=1))
            print(json.dumps({"wall": time.perf_counter() - start, "cpu": cpu}), flush=True)


def _begin(begin: Callable[[], Work], barrier: Barrier, first: str) -> None:
    _at.append((begin, barrier, first))


def _ready(_: int) -> None:
    """Get warm, and wait for the others: no worker answers before all can. Here a failure ends them all."""
    begin, barrier, first = _at[0]
    try:
        _work.append(begin())
        _work[0](first)
    except BaseException:
        barrier.abort()
        raise
    barrier.wait()


def _timed(name: str) -> float:
    before = _spent()
    _work[0](name)
    return _spent() - before


def _spent() -> float:
    """Processor seconds of this process and of the programs that it ran."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in found)
