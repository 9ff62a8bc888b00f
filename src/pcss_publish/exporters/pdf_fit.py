"""Copyfit: a last page that is worth its paper, and columns that end together.

As in any composing room: first the sizes are chosen, then columns are cut to the least height that holds
their text, then the space between the parts of a short column is let out until its foot meets its
neighbours'. Comments that cannot be brought to end together are set as rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from pcss_publish.compose.page import Page
from pcss_publish.compose.page_fit import DESIGNED, STEPS, Fit
from pcss_publish.engines import weasy
from pcss_publish.engines.weasy_measure import Column, Gap, Group, Measures, measure
from pcss_publish.theme import Theme

EMPTY = 0.25  # a last page that is less full than this is fitted
EVEN = 0.1  # lines; columns that differ by less are left alone
UNEVEN = 1.0  # lines by which columns may differ; comments that differ by more are set as rows
LONGEST = 16  # pages after which no further setting is tried, so that a long article is not set for minutes
CUTS, ROUNDS = 8, 14  # layouts spent at most on the height of columns, and on the space in them
TRIES = 3  # on one group of columns
FREE = 0.6  # pixels that are never given away, so that no line is pushed on
# What is let out first: the space around whole parts; then that between paragraphs, by little.
PARTS = {"comment", "ask", "letter", "part", "figure", "answer", "h3", "h4", "ul", "ol", "table", "lines"}
TEXT = {"p", "blockquote"}
HEADS = {"ask", "letter", "tag", "h2", "h3", "h4", "who", "letter-label", "answer-head", "house", "name"}
MOST = (1.5, 0.4)  # lines by which one gap of each sort may grow


@dataclass(frozen=True)
class Set:
    """One layout, its measures, and the style sheets beyond the page's own that made it."""

    layout: weasy.Layout
    measures: Measures
    styles: tuple[str, ...]


@dataclass(frozen=True)
class Fitted:
    """The layout that is printed, the setting that made it fit, and how full the last page was before."""

    page: Page
    layout: weasy.Layout
    measures: Measures
    fit: Fit
    before: float


def fitted(compose: Callable[[bool | None], Page], theme: Theme) -> Fitted:
    """Lay out a page at the first setting whose last page is not nearly empty, its columns even.

    Args:
        compose: makes the page; true sets comments as rows, false in columns, None as their length suggests.
        theme: supplies fonts.

    Raises:
        ToolMissingError: Pango is missing.
    """
    page = compose(None)
    found = _fitted(page, theme)
    if page.rows is None or not _fault(found.measures):
        return found
    other = _fitted(compose(not page.rows), theme)
    return min(found, other, key=lambda one: _fault(one.measures))


def _fitted(page: Page, theme: Theme) -> Fitted:
    first = _set(page, theme, ())
    best: Fitted | None = None
    spent = 0
    for fit in (DESIGNED, *STEPS):
        start = first if fit is DESIGNED else _set(page, theme, (fit.css,))
        if not _worth_its_paper(start.measures):
            continue
        found = _finished(page, theme, fit, start, first)
        best = found if best is None or _fault(found.measures) < _fault(best.measures) else best
        spent += start.measures.pages
        if not _fault(best.measures) or spent > LONGEST:
            break
    return best or _finished(page, theme, DESIGNED, first, first)


def _finished(page: Page, theme: Theme, fit: Fit, start: Set, first: Set) -> Fitted:
    even = _evened(page, theme, _kept(page, theme, start))
    return Fitted(page, even.layout, even.measures, fit, first.measures.fill)


def _fault(measures: Measures) -> float:
    """How far a layout is from a good one, 0 for one that is good."""
    empty = 0.0 if _worth_its_paper(measures) else 10 + measures.pages
    return empty + max(0.0, measures.unevenness[0] - UNEVEN)


def _worth_its_paper(measures: Measures) -> bool:
    return measures.pages == 1 or measures.fill >= EMPTY


def _set(page: Page, theme: Theme, styles: tuple[str, ...]) -> Set:
    layout = weasy.lay_out(page.markup, (*page.styles, *styles), theme, page.images)
    return Set(layout, measure(layout), styles)


def _kept(page: Page, theme: Theme, start: Set) -> Set:
    """Heads that were parted from what they head begin a page."""
    if not start.measures.parted:
        return start
    rules = "".join(f"{name}{{break-before:page}}" for name in start.measures.parted)
    return _set(page, theme, (*start.styles, rules))


def _evened(page: Page, theme: Theme, start: Set) -> Set:
    """Let out short columns, a page at a time: what moves on one page moves all that follow."""
    best = now = _cut(page, theme, start)
    tries: Counter[tuple[int, str]] = Counter()
    for _ in range(ROUNDS):
        short = [g for g in now.measures.groups if g.unevenness > EVEN and tries[g.page, g.selector] < TRIES]
        if not short:
            break
        first = next((group for group in short if not group.whole), None)
        chosen = [group for group in short if group.whole or group is first]
        tries.update((group.page, group.selector) for group in chosen)
        found = _set(page, theme, (*now.styles, "".join(_let_out(group) for group in chosen)))
        if _is_sound(found, now) and _is_evener(found, now, chosen):
            now = found
            best = now if now.measures.unevenness < best.measures.unevenness else best
    return best


def _is_sound(new: Set, old: Set) -> bool:
    whole = all(len(group.columns) <= group.count for group in new.measures.groups)
    return whole and new.measures.pages <= old.measures.pages and not new.measures.parted


def _is_evener(new: Set, old: Set, groups: list[Group]) -> bool:
    after = {(group.page, group.selector): group.unevenness for group in new.measures.groups}
    return sum(after.get((g.page, g.selector), 0.0) for g in groups) < sum(g.unevenness for g in groups)


def _cut(page: Page, theme: Theme, start: Set) -> Set:
    """Columns at the least height that holds their text, in half lines."""
    heights = {
        group.selector: ceil(group.mean_height / group.line) * group.line
        for group in start.measures.groups
        if group.whole and group.count > 1 and group.unevenness > EVEN
    }
    for _ in range(CUTS if heights else 0):
        rules = "".join(
            f"{name}{{height:{high + FREE:.2f}px;column-fill:auto}}" for name, high in heights.items()
        )
        found = _set(page, theme, (*start.styles, rules))
        over = [group for group in found.measures.groups if len(group.columns) > group.count]
        if not over:
            good = _is_sound(found, start) and found.measures.unevenness < start.measures.unevenness
            return found if good else start
        for group in over:
            heights[group.selector] += group.line / 2
    return start


def _let_out(group: Group) -> str:
    """Rules that let out the gaps of a group's short columns."""
    rules = []
    for column in group.columns:
        short = group.foot - column.bottom - FREE
        if short > FREE:
            rules += [
                f"{gap.selector}{{margin-{gap.side}:{space:.2f}px!important}}"
                for gap, space in _shares(column, short, group.line)
            ]
    return "\n".join([*rules, ""])


def _shares(column: Column, short: float, line: float) -> list[tuple[Gap, float]]:
    """New spaces between blocks of a column that is ``short`` pixels short."""
    free = [gap for gap in column.gaps if gap.upper not in HEADS]
    parts = [gap for gap in free if gap.upper in PARTS or gap.lower in PARTS]
    text = [gap for gap in free if gap not in parts and (gap.upper in TEXT or gap.lower in TEXT)]
    found: list[tuple[Gap, float]] = []
    for gaps, most in zip((parts, text), MOST, strict=True):
        if gaps and short > FREE:
            extra = min(short / len(gaps), most * line)
            found += [(gap, gap.space + extra) for gap in gaps]
            short -= extra * len(gaps)
    return found
