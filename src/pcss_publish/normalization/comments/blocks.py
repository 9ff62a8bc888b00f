"""Read a region of comments by one form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pcss_publish.normalization.comments.above import read_above
from pcss_publish.normalization.comments.below import read_below
from pcss_publish.normalization.comments.found import Found, Reading, substance
from pcss_publish.normalization.comments.layouts import INLINE, Item, Layout
from pcss_publish.normalization.names import likeness


def read_by(layout: Layout, items: Sequence[Item], ends_at: int) -> Reading | None:
    """Read ``items`` by ``layout``; None where nothing fits. The form's heads must agree among themselves."""
    anchors = _anchors(layout, items[:ends_at])
    if not anchors:
        return None
    if layout.body == "below":
        found, prologue = read_below(layout, items, anchors, ends_at)
    else:
        found, prologue = read_above(layout, items, anchors)
    fits = sum(block.fit for block in found) * _at_the_edges(layout, found, prologue)
    if layout.body == "below" and substance(prologue):
        # Words between the heading and the first head may be the first comment, signed below.
        layout = layout._replace(sure=False)
    return Reading(layout, found, prologue, fits * _by_gaps(layout, items, anchors, ends_at))


def _by_gaps(layout: Layout, items: Sequence[Item], anchors: list[int], ends_at: int) -> float:
    """A line with a gap only below it signs what stands above; with a gap only above it, it heads."""
    if layout.above or layout.below or layout.opening:
        return 1.0
    sides = [(items[n].gap, n + 1 >= ends_at or items[n + 1].gap) for n in anchors]
    against = (False, True) if layout.body == "below" else (True, False)
    return 0.4 if sides.count(against) * 5 >= len(sides) * 3 else 1.0


def _at_the_edges(layout: Layout, found: list[Found], prologue: list[Item]) -> float:
    """A form betrays itself at its edges: words before the first head, none after the last."""
    if layout.body == "above":
        return 1.0
    unfilled = not any(not item.furniture for item in found[-1].body)
    return (0.7 if unfilled and len(found) > 1 else 1.0) * (0.5 if substance(prologue) else 1.0)


def _anchors(layout: Layout, items: Sequence[Item]) -> list[int]:
    """The places of heads of the anchor's kind and the commonest form."""
    at = [n for n, item in enumerate(items) if item.head and item.head.kind in layout.anchor]
    forms = Counter(_form(items[n]) for n in at)
    if not forms:
        return []
    common, _ = forms.most_common(1)[0]
    found = [n for n in at if _agrees(_form(items[n]), common)]
    if layout.above == ("name",):
        found += [n for n in range(1, len(items)) if _is_described(items, n) and n not in found]
    return sorted(found)


def _is_described(items: Sequence[Item], n: int) -> bool:
    """A stamp with what the person says of himself before it, below a name on a line of its own."""
    head = items[n].head
    below_name = items[n - 1].gap and not items[n].gap and not items[n - 1].furniture
    return bool(
        head and head.kind == "name-stamp" and head.form[-1] in {"·", "•", "|"} and below_name
        and likeness(items[n - 1].line.text) >= 0.5
    )  # fmt: skip


def _form(item: Item) -> tuple[str, ...]:
    return (item.head.kind, *item.head.form) if item.head else ()


def _agrees(form: tuple[str, ...], common: tuple[str, ...]) -> bool:
    """The same form, or one that differs only in the mark or word next to the stamp."""
    if form == common or form[0] not in INLINE:
        return form == common
    return form[:-1] == common[:-1] and bool(form[-1]) == bool(common[-1])
