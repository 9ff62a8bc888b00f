"""S004 names lines in rising order, whatever order the file has them in."""

from __future__ import annotations

from checks.making import document
from pcss_publish.checks.furniture import left_out
from pcss_publish.model import Segment, Span
from pcss_publish.model.marks import Place


def test_lines_that_a_file_has_out_of_order_are_named_rising() -> None:
    places = [9, 2, 1, 9, 3]
    ledger = tuple(
        Segment(start=n, end=n + 1, kind="chrome", owner="", text="x", place=Place(path="/p", line=line))
        for n, line in enumerate(places)
    )
    (found,) = left_out(document(ledger=ledger))
    assert "left out: 1–3, 9." in found.message
    assert found.span == Span(0, 1)
