"""A mend of WeasyPrint's lines: the first line of an element is one (CSS Pseudo-Elements 4, 2.1).

Where a paragraph goes on in the next column or on the next page, the engine begins it anew. Set in small
capitals, that line takes more room than was planned, and columns of a fixed height overflow.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any

_PARAMETERS = (
    "context", "box", "position_y", "bottom_space", "skip_stack", "containing_block", "absolute_boxes",
    "fixed_boxes", "first_letter_style", "first_line_style",
)  # fmt: skip


def once(iter_line_boxes: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """``weasyprint.layout.inline.iter_line_boxes`` with first lines where elements begin.

    An engine whose function takes other arguments is left as it is.
    """
    if tuple(inspect.signature(iter_line_boxes).parameters) != _PARAMETERS:
        return iter_line_boxes

    @functools.wraps(iter_line_boxes)
    def mended(*args: Any) -> Iterator[Any]:
        begins = args[_PARAMETERS.index("skip_stack")] is None
        return iter_line_boxes(*args) if begins else iter_line_boxes(*args[:-2], None, None)

    return mended
