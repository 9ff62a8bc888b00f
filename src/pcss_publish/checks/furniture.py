"""S004: what the reading left to the page around the article, so that nothing goes unseen."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document
from pcss_publish.model.ledger import dropped

_LISTED: Final = 30


def left_out(document: Document) -> Iterable[Finding]:
    """S004, once an article, with the lines."""
    lines = dropped(document.ledger)
    if lines:
        yield finding(
            "S004", f"{len(lines)} line(s) were taken for the page around the article and left out: "
            f"{_ranges(sorted({line for line, _ in lines}))}.",
            hint="Read them: `pcss-publish normalize SOURCE --show-dropped`; then settle S004.",
            span=lines[0][1].span,
        )  # fmt: skip


def _ranges(lines: list[int]) -> str:
    """Numbers that rise, those in a row as first–last."""
    starts = [b for a, b in pairwise([-1, *lines]) if b - a > 1]
    ends = [a for a, b in pairwise([*lines, lines[-1] + 2]) if b - a > 1]
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True)]
    more = f" and {len(shown) - _LISTED} more places" if len(shown) > _LISTED else ""
    return ", ".join(shown[:_LISTED]) + more
