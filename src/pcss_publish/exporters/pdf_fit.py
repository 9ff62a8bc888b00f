"""Copyfit: a last page that is worth its paper, and columns that end together.

As in any composing room: first the sizes are chosen, then columns are cut to the least height that holds
their text, then the space between the parts of a short column is let out until its foot meets its
neighbours'. What cannot be brought to end together is set without columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from pcss_publish.compose.page import Manner, Page
from pcss_publish.compose.page_fit import DESIGNED, STEPS, Fit
from pcss_publish.engines import weasy
from pcss_publish.engines.weasy_measure import Group, Measures, measure
from pcss_publish.exporters.pdf_gaps import FREE, designed, let_out
from pcss_publish.theme import Theme

EMPTY = 0.25  # a last page that is less full than this is fitted
EVEN = 0.1  # lines; columns that differ by less are left alone
PARTED = 20.0  # how bad a head is that stands on the page before what it heads
UNEVEN = 1.0  # lines by which columns may differ
HOPELESS = 12.0  # lines that no letting out can make up for
BUDGET, BUDGET_PER_PAGE = 40, 12  # pages that are laid out before the best so far is taken
LONG = 4  # pages of an article that is not set in one wide column
CUTS, TRIES = 8, 3  # layouts spent on the height of columns, and on the space in one group of them
SHORTER = (1, 2)  # lines by which a page may end early


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
        return _fault(self.set.measures)


def _fault(measures: Measures) -> float:
    empty = 0.0 if _worth_its_paper(measures) else 10.0 + measures.pages
    return empty + PARTED * len(measures.parted) + max(0.0, measures.unevenness[0] - UNEVEN)


def fitted(compose: Callable[[Manner], Page], theme: Theme) -> Fitted:
    """Lay out a page at the first setting whose last page is not nearly empty, its columns even.

    Args:
        compose: makes the page in a given manner.
        theme: supplies fonts.

    Raises:
        ToolMissingError: Pango is missing.
    """
    tried: list[Fitted] = []
    for found in _attempts(compose, theme):
        tried.append(found)
        if not found.fault:
            return found
    return min(tried, key=lambda one: (one.fault, one.set.measures.unevenness))


def _attempts(compose: Callable[[Manner], Page], theme: Theme) -> Iterator[Fitted]:
    """Settings, the most welcome first; the last is the designed one, whatever is wrong with it."""
    page = compose(Manner())
    rows, wide = page.manner
    first = _Press(page, theme)
    yield first.at(DESIGNED)
    presses = [first]
    if rows is not None:
        presses.append(_Press(compose(Manner(rows=not rows)), theme))
        yield presses[1].at(DESIGNED)
    yield from (press.at(fit) for fit in STEPS for press in presses if not press.is_spent)
    if not wide and first.pages < LONG:
        across = _Press(compose(Manner(wide=True)), theme)
        yield from (across.at(fit) for fit in (DESIGNED, *STEPS) if not across.is_spent)
    yield first.at(DESIGNED, anyhow=True)


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
        self.before = 0.0
        self.tried: list[tuple[Measures, Fitted]] = []

    @property
    def is_spent(self) -> bool:
        return self.spent >= BUDGET + BUDGET_PER_PAGE * self.pages

    def set(self, styles: tuple[str, ...]) -> Set:
        layout = weasy.lay_out(self.page.markup, (*self.page.styles, *styles), self.theme, self.page.images)
        measures = measure(layout)
        self.spent += measures.pages
        self.pages = self.pages or measures.pages
        return Set(layout, measures, styles)

    def at(self, fit: Fit, *, anyhow: bool = False) -> Fitted:
        """The page at one setting; its columns are evened only if that is worth it."""
        start = self.set((fit.css,) if fit.css else ())
        self.before = start.measures.fill if fit is DESIGNED else self.before
        same = next((one for begun, one in self.tried if begun == start.measures), None)
        if same and not anyhow:
            return same
        promising = _worth_its_paper(start.measures) and not _is_hopeless(start.measures)
        ready = self.shortened(start) if promising or anyhow else start
        self.tried.append((start.measures, Fitted(self.page, ready, fit, self.before)))
        return self.tried[-1][1]

    def shortened(self, start: Set) -> Set:
        """Columns evened; where the end of a text stays uneven, the page before it ends a little earlier."""
        best = self.evened(self.kept(start))
        for lines in SHORTER:
            ends = [g for g in _ends(best.measures) if g.page and not g.whole and g.unevenness > UNEVEN]
            if not ends or self.is_spent:
                break
            rules = "".join(_early_foot(group.page, lines * group.line) for group in ends)
            found = self.set((*start.styles, rules))
            if found.measures.pages <= best.measures.pages:
                found = self.evened(self.kept(found))
                best = found if _fault(found.measures) < _fault(best.measures) else best
        return best

    def kept(self, start: Set) -> Set:
        """Heads that were parted from what they head begin a page."""
        if not start.measures.parted:
            return start
        rules = "".join(f"{name}{{break-before:page}}" for name in start.measures.parted)
        return self.set((*start.styles, rules))

    def evened(self, start: Set) -> Set:
        """Let out short columns, a page at a time: what moves on one page moves all that follow."""
        best = now = self.cut(start)
        begun = designed(start.measures)
        tries: Counter[tuple[int, str]] = Counter()
        while not self.is_spent:
            groups = now.measures.groups
            short = [g for g in groups if g.unevenness > EVEN and tries[g.page, g.selector] < TRIES]
            first = next((group for group in short if not group.whole), None)
            chosen = [group for group in short if group.whole or group is first]
            if not chosen:
                break
            tries.update((group.page, group.selector) for group in chosen)
            rules = "".join(let_out(group, begun) for group in chosen)
            if not rules:
                continue
            found = self.set((*now.styles, rules))
            if _is_sound(found, now) and _is_evener(found, chosen):
                now = found
                best = now if now.measures.unevenness < best.measures.unevenness else best
            else:  # the same again would give the same
                refused = [first] if first else chosen
                tries.update({(group.page, group.selector): TRIES for group in refused})
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


def _early_foot(page: int, space: float) -> str:
    """A rule by which the page before ``page`` (counted from 0) ends ``space`` pixels earlier."""
    return f"@page :nth({page}){{margin-bottom:calc(66pt + {space:.2f}px)}}"


def _ends(measures: Measures) -> Iterator[Group]:
    """Where each text in columns ends."""
    return iter({group.selector: group for group in measures.groups}.values())
