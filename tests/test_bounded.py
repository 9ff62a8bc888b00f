"""A text made of one thing over and over is read in steps that grow with its length, not with its square."""

from __future__ import annotations

import signal
from types import FrameType

import pytest

from pcss_publish.normalization import normalize
from pcss_publish.readers import read_bytes

LENGTH = 400_000  # characters; what is quadratic takes minutes here, what is linear about a second
LIMIT = 60  # seconds of processor time
PLACES = {
    "everything": "x{run}",
    "byline": "By {run}\n\nQ: Why is it so?\nA: Because it is.\n",
    "answer": "Title of it\n\nQ: Why is it so?\nA: a{run}b\n",
    "letter": "Title of it\n\nMy trees are dry, what now?{run}\n\nAnn in Ayr\n\nWater them well and wait a week.\n",
    "comment": "Title of it\n\nQ: Why?\nA: So.\n\n1 comment\n\nAnn\nJan 2, 2020 at 3:00 pm\nHello {run}\n",
    "statement": "Title of it\n\nQ: Why is it so?\nA: Because it is.\n\nFunding: grant {run}.\n",
}
RUNS = ("\u00a0", "\t", "(", "- ", "“", "| ", "[1] ", "1", "12:30 ", "A. ", "http://", "and A", "a: ")


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="POSIX alone can interrupt a pattern at work")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("run", RUNS)
def test_runs_are_read_in_bounded_time(run: str, place: str) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"{LENGTH} characters took longer than {LIMIT} seconds")

    text = PLACES[place].format(run=run * (LENGTH // len(run)))
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        found = normalize(read_bytes(text.encode(), "run.txt", limit=10_000_000))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    assert "".join(segment.text for segment in found.document.ledger) == text
