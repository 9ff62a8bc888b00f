"""In which order the page shows its comments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pcss_publish.model import Comment

ShownOrder = Literal["oldest-first", "newest-first", "unknown"]


def shown_order(items: Sequence[Comment]) -> ShownOrder:
    """Told from the stamps of the comments that answer none."""
    values = [item.stamp.value for item in items if item.stamp and item.stamp.value and not item.parent]
    if len(values) < 2 or values == sorted(values, reverse=True) == sorted(values):
        return "unknown"
    if values == sorted(values):
        return "oldest-first"
    return "newest-first" if values == sorted(values, reverse=True) else _mostly(values)


def _mostly(values: list[str]) -> ShownOrder:
    """One clock set wrong or one answer out of line does not hide the order: most pairs decide."""
    rising = sum(a <= b for a, b in pairwise(values))
    falling = sum(a >= b for a, b in pairwise(values))
    if rising > 2 * falling:
        return "oldest-first"
    return "newest-first" if falling > 2 * rising else "unknown"
