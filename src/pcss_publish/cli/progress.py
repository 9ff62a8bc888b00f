"""How a build or a verification shows on the terminal while it runs."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import click

from pcss_publish.cli import console

if TYPE_CHECKING:
    from pcss_publish.builder.outcome import Outcome

MANY = 20
"""Articles beyond which those that are unchanged get no line of their own."""


class Progress:
    """A reporter of a build: a line that moves on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self._moving = console.is_plain() and sys.stderr.isatty()
        self._began = time.monotonic()
        self._done = self._total = 0

    def waiting(self, lock: str) -> None:
        """Another build holds the project."""
        console.waiting(lock)

    def begun(self, total: int) -> None:
        """Work on so many articles begins."""
        self._total, self._began = total, time.monotonic()
        self._show()

    def given(self, slug: str) -> None:
        """An article has to be made."""
        console.given(slug)

    def advanced(self, done: int, total: int) -> None:
        """So many of them are done."""
        self._done, self._total = done, total
        self._show()

    def finished(self, outcome: Outcome) -> None:
        """An article is done."""
        if self._total > MANY and outcome.status == "unchanged" and console.is_plain():
            return
        self._clear()
        console.article(outcome)
        self._show()

    def _show(self) -> None:
        if not self._moving:
            return
        self._clear()
        if self._done < self._total:
            line = bar(self._done, self._total, time.monotonic() - self._began)
            width = max(20, os.get_terminal_size(sys.stderr.fileno()).columns - 1)
            click.echo(line[:width], err=True, nl=False)

    def _clear(self) -> None:
        if self._moving:
            click.echo("\r\x1b[K", err=True, nl=False)


def bar(done: int, total: int, seconds: float) -> str:
    """How far a build is, how fast, and how long it will still take.

    Args:
        done: articles done.
        total: all articles.
        seconds: since the beginning.
    """
    filled = 20 * done // total
    line = f"[{'#' * filled}{'.' * (20 - filled)}] {done}/{total}"
    if not done or seconds < 1:
        return line
    rate = done / seconds
    speed = f"{rate:.1f} a second" if rate >= 1 else f"{1 / rate:.1f} s each"
    return f"{line}  {speed}, {_span((total - done) / rate)} left"


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"
