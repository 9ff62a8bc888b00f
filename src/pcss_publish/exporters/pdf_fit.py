"""Copyfit: a last page that is worth its paper, and columns that end together.

As in any composing room: first the sizes are chosen, then columns are cut to the least height that holds
their text, then the space between the parts of a short column is let out until its foot meets its
neighbours'. What cannot be brought to end together is set without columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from pcss_publish.compose.page import Manner, Page
from pcss_publish.compose.page_fit import DESIGNED, STEPS, Fit
from pcss_publish.engines import weasy
from pcss_publish.engines.weasy_measure import Column, Gap, Group, Measures, measure
from pcss_publish.theme import Theme

EMPTY = 0.25  # a last page that is less full than this is fitted
EVEN = 0.1  # lines; columns that differ by less are left alone
UNEVEN = 1.0  # lines by which columns may differ
HOPELESS = 12.0  # lines that no letting out can make up for
BUDGET, BUDGET_PER_PAGE = 40, 12  # pages that are laid out before the best so far is taken
LONG = 4  # pages of an article that is not set in one wide column
CUTS, TRIES = 8, 3  # layouts spent on the height of columns, and on the space in one group of them
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
    set: Set
    fit: Fit
    before: float

    @property
    def fault(self) -> float:
        """How far the layout is from a good one, 0 for one that is good."""
        measures = self.set.measures
        empty = 0.0 if _worth_its_paper(measures) else 10.0 + measures.pages
        return empty + max(0.0, measures.unevenness[0] - UNEVEN)


def fitted(compose: Callable[[Manner], Page], theme: Theme) -> Fitted:
    """Lay out a page at the first setting whose last page is not nearly empty, its columns even.

    Args:
        compose: makes the page in a given manner.
        theme: supplies fonts.

    Raises:
        ToolMissingError: Pango is missing.
    """
    page = compose(Manner())
    best = _Press(page, theme).fitted()
    rows, wide = page.manner
    for manner in (Manner(rows=rows is False), Manner(wide=True)):
        useful = rows is not None if manner.wide is None else not wide and best.set.measures.pages < LONG
        if best.fault and useful:
            best = min(best, _Press(compose(manner), theme).fitted(), key=lambda one: one.fault)
    return best


def _worth_its_paper(measures: Measures) -> bool:
    return measures.pages == 1 or measures.fill >= EMPTY


def _is_hopeless(measures: Measures) -> bool:
    """Whether the end of a text that runs over several pages stands nearly all in one column."""
    return any(not group.whole and group.unevenness > HOPELESS for group in measures.groups)


class _Press:
    """Lays one page out again and again, within a budget."""

    def __init__(self, page: Page, theme: Theme) -> None:
        self.page, self.theme = page, theme
        self.spent = self.pages = 0

    @property
    def is_spent(self) -> bool:
        return self.spent >= BUDGET + BUDGET_PER_PAGE * self.pages

    def set(self, styles: tuple[str, ...]) -> Set:
        layout = weasy.lay_out(self.page.markup, (*self.page.styles, *styles), self.theme, self.page.images)
        measures = measure(layout)
        self.spent += measures.pages
        self.pages = self.pages or measures.pages
        return Set(layout, measures, styles)

    def fitted(self) -> Fitted:
        first = self.set(())
        best: Fitted | None = None
        for fit in (DESIGNED, *STEPS):
            if best and (not best.fault or self.is_spent):
                break
            start = first if fit is DESIGNED else self.set((fit.css,))
            if _worth_its_paper(start.measures) and not _is_hopeless(start.measures):
                found = Fitted(self.page, self.evened(self.kept(start)), fit, first.measures.fill)
                best = found if best is None or found.fault < best.fault else best
        return best or Fitted(self.page, self.evened(self.kept(first)), DESIGNED, first.measures.fill)

    def kept(self, start: Set) -> Set:
        """Heads that were parted from what they head begin a page."""
        if not start.measures.parted:
            return start
        rules = "".join(f"{name}{{break-before:page}}" for name in start.measures.parted)
        return self.set((*start.styles, rules))

    def evened(self, start: Set) -> Set:
        """Let out short columns, a page at a time: what moves on one page moves all that follow."""
        best = now = self.cut(start)
        tries: Counter[tuple[int, str]] = Counter()
        while not self.is_spent:
            groups = now.measures.groups
            short = [g for g in groups if g.unevenness > EVEN and tries[g.page, g.selector] < TRIES]
            first = next((group for group in short if not group.whole), None)
            chosen = [group for group in short if group.whole or group is first]
            if not chosen:
                break
            tries.update((group.page, group.selector) for group in chosen)
            found = self.set((*now.styles, "".join(_let_out(group) for group in chosen)))
            if _is_sound(found, now) and _is_evener(found, chosen):
                now = found
                best = now if now.measures.unevenness < best.measures.unevenness else best
        return best

    def cut(self, start: Set) -> Set:
        """Columns at the least height that holds their text, in half lines."""
        heights = {
            group.selector: ceil(group.mean_height / group.line) * group.line
            for group in start.measures.groups
            if group.whole and group.count > 1 and group.unevenness > EVEN
        }
        for _ in range(CUTS if heights else 0):
            rules = "".join(
                f"{name}{{height:{height + FREE:.2f}px;column-fill:auto}}" for name, height in heights.items()
            )
            if self.is_spent:
                break
            found = self.set((*start.styles, rules))
            over = [group for group in found.measures.groups if len(group.columns) > group.count]
            if not over:
                evener = found.measures.unevenness < start.measures.unevenness
                return found if _is_sound(found, start) and evener else start
            for group in over:
                if group.selector in heights:
                    heights[group.selector] += group.line / 2
        return start


def _is_sound(new: Set, old: Set) -> bool:
    whole = all(len(group.columns) <= group.count for group in new.measures.groups)
    return whole and new.measures.pages <= old.measures.pages and not new.measures.parted


def _is_evener(new: Set, groups: list[Group]) -> bool:
    after = {(group.page, group.selector): group.unevenness for group in new.measures.groups}
    return sum(after.get((g.page, g.selector), 0.0) for g in groups) < sum(g.unevenness for g in groups)


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
