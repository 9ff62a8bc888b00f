"""A limit on the time that one step of one article may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from pcss_publish.errors import RefusedError


@contextmanager
def deadline(seconds: int, step: str, place: str) -> Iterator[None]:
    """Stop what runs inside after ``seconds``; ``step`` says what it is, ``place`` names the source.

    Only the main thread of a POSIX process can be interrupted in the midst of a step
    (https://docs.python.org/3/library/signal.html); elsewhere there is no limit.

    Raises:
        RefusedError: the time is up.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise RefusedError(
            f"the {step} took longer than {seconds} seconds and was stopped",
            place=place,
            hint="Look for runs of text without spaces, or raise limits.step_seconds in pcss.toml.",
        )

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
