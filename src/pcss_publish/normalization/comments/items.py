"""The lines of a region: what each says as a head, and which are buttons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pcss_publish.normalization.comments.heads import head_of, is_actions
from pcss_publish.normalization.comments.layouts import Item
from pcss_publish.normalization.furniture import is_form, is_page_number
from pcss_publish.normalization.lines import Line

# A dot on a line of its own stands between a name and a stamp and parts nothing.
_DOTS = frozenset("•·|∙")


def items_of(lines: Sequence[Line], start: int) -> list[Item]:
    """The seen lines from ``start`` on, with what each says as a head."""
    found: list[Item] = []
    gap = True
    for line in lines[start:]:
        if line.blank:
            gap = True
            continue
        if line.text in _DOTS:
            continue
        furniture = (
            is_form(line.text)
            or is_pingback(line.text)
            or (is_actions(line.text) and not _is_stamp_row(line))
        )
        head = None if furniture else head_of(line)
        found.append(Item(line, head, gap, furniture))
        gap = furniture
    return _repeated_marked(found)


def is_pingback(text: str) -> bool:
    """Whether the line was made by another site's link, not by a reader."""
    return bool(re.match(r"(?:ping|track)backs?\s?:", text, re.IGNORECASE))


def _is_stamp_row(line: Line) -> bool:
    head = head_of(line)
    return bool(head and head.kind == "stamp")


def _repeated_marked(items: list[Item]) -> list[Item]:
    """Mark buttons: short lines that stand again and again with other numbers or none."""
    masked = Counter(_mask(item.line) for item in items)
    heads = Counter(item.head.kind for item in items if item.head)
    least = max(3.0, 0.6 * max(heads.values(), default=0)) if heads else float("inf")
    marked = []
    for item in items:
        often = masked[_mask(item.line)] >= least and len(item.line.text) <= 40 and not item.head
        number = is_page_number(item.line.text)
        marked.append(
            item._replace(furniture=item.furniture or number or (often and _is_mere_mark(item.line)))
        )
    return [
        item._replace(gap=item.gap or (n > 0 and marked[n - 1].furniture)) for n, item in enumerate(marked)
    ]


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "0", line.folded)


def _is_mere_mark(line: Line) -> bool:
    subject = re.match(r"(?:re|aw|antw)\s?:", line.text, re.IGNORECASE)
    return not subject and len(re.findall(r"\w+", line.text)) <= 3 and line.text[-1:] not in ".!?"
