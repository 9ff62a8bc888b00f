"""A limit on the processor time that one step of one article may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pcss_publish.errors import RefusedError


@contextmanager
def deadline(seconds: int, step: str, place: str) -> Iterator[None]:
    """Stop what runs inside after ``seconds`` of processor time, so that a busy machine stops nothing.

    ``step`` says what runs, ``place`` names the source.

    Only the main thread of a POSIX process can be interrupted in the midst of a step
    (https://docs.python.org/3/library/signal.html); elsewhere there is no limit.

    Raises:
        RefusedError: the time is up.
    """
    if not hasattr(signal, "SIGPROF") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise RefusedError(
            f"the {step} took longer than {seconds} seconds of processor time and was stopped",
            place=place,
            hint="Look for runs of text without spaces, or raise limits.step_seconds in pcss.toml.",
        )

    before = signal.signal(signal.SIGPROF, stop)
    timer = signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        signal.setitimer(signal.ITIMER_PROF, *timer)
