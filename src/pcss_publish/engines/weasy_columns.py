"""Columns whose height is planned: WeasyPrint is spared the tries by which it would find it.

To balance columns, WeasyPrint lays them out again and again, with all that follows them, and then once more
for print. Here the tries are answered as a plan says that they will end (``fragment_columns`` goes through
the same ones on a galley); the layout for print is WeasyPrint's own, and is measured afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import MappingProxyType
from typing import Any, NamedTuple

from pcss_publish.engines.galley import Cut
from pcss_publish.engines.measure import Measures
from pcss_publish.engines.weasy_galley import selector

MARGINS = 4  # ``adjoining_margins`` among the arguments behind ``skip_stack``
Cuts = dict[tuple[int, str], Cut]
"""By page (from 0) and selector of the container."""


def cuts(measures: Measures) -> Cuts:
    """Where the columns of planned pages end."""
    return {(group.page, group.selector): group.cut for group in measures.groups if group.cut}


class _Rest(NamedTuple):
    """Where a tried column would go on."""

    column: int


class _Tried:
    """A column, or the one block in it, as far as ``columns_layout`` and ``remove_placeholders`` ask."""

    style = MappingProxyType({"position": "static"})
    margin_bottom = 0.0
    footnote = note = None

    def __init__(self, position_y: float, height: float, *children: _Tried) -> None:
        self.position_y, self.height, self.children = position_y, height, children

    def is_in_normal_flow(self) -> bool:
        return True

    def margin_height(self) -> float:
        return self.height


def told(original: Callable[..., Any]) -> Callable[..., Any]:
    """``block_box_layout`` for which the layout context has ``cuts``."""

    @wraps(original)
    def block_box_layout(
        context: Any, box: Any, bottom_space: Any, skip_stack: Any, *others: Any, **named: Any
    ) -> Any:
        # Only ``columns_layout`` lays out columns: for print without margins, with an empty list in tries.
        is_tried = getattr(box, "is_column", False) and others[MARGINS] is not None
        cut = _cut(context, box) if is_tried else None
        if cut is None:
            return original(context, box, bottom_space, skip_stack, *others, **named)
        number = skip_stack.column if isinstance(skip_stack, _Rest) else 1
        more = cut.goes_on or (cut.height and number < cut.columns)
        rest = _Rest(number + 1) if more else None
        block = _Tried(box.position_y, cut.height)
        column = _Tried(box.position_y, cut.height, *((block,) if cut.height else ()))
        return column, rest, {"break": "any", "page": None}, [], False, None

    return block_box_layout


def _cut(context: Any, box: Any) -> Cut | None:
    known: Cuts = getattr(context, "cuts", {})
    return known.get((context.current_page - 1, selector(box.element))) if known else None
