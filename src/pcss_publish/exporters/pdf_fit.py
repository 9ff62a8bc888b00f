"""Copyfit: a last page that is worth its paper, and columns that end together.

One galley, an endless page with the text in one column of the final width, gives all heights. A plan is made
from it, and carried out in one layout. Where no plan at the designed sizes is good, other settings are tried,
each on a galley of its own. What cannot be brought to end together is set without columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pcss_publish.compose.page import Manner, Page
from pcss_publish.compose.page_fit import (
    COLUMNS,
    DESIGNED,
    ENDLESS,
    HEIGHTS,
    STEPS,
    Fit,
    galley_css,
    rules_css,
)
from pcss_publish.engines import weasy
from pcss_publish.engines.galley import Galley
from pcss_publish.engines.measure import Measures
from pcss_publish.engines.weasy_galley import galley, measured
from pcss_publish.exporters.pdf_plan import Plan, Planner, agree, fault
from pcss_publish.theme import Theme

LONG = 4  # pages of an article that is not set in one wide column
LAYOUTS = 3  # plans that are carried out, where pages turn out other than planned


@dataclass(frozen=True)
class Setting:
    """A page at one setting, and the plan for it. ``before``: how full the last page was before."""

    page: Page
    fit: Fit
    plan: Plan
    before: float

    @property
    def rank(self) -> tuple[float, tuple[float, float]]:
        """How bad it is, by its fault, then by its unevenness."""
        return fault(self.plan.measures), self.plan.measures.unevenness


@dataclass(frozen=True)
class Fitted:
    """The layout that is printed, its measures, and its setting."""

    setting: Setting
    layout: weasy.Layout
    measures: Measures


def fitted(compose: Callable[[Manner], Page], theme: Theme) -> Fitted:
    """Lay out a page at the first setting whose last page is not nearly empty, its columns even.

    Args:
        compose: makes the page in a given manner.
        theme: supplies fonts.

    Raises:
        ToolMissingError: Pango is missing.
    """
    tried: list[Setting] = []
    for setting in _attempts(compose, theme):
        tried.append(setting)
        if not fault(setting.plan.measures):
            break
    made: list[Fitted] = []
    for setting in sorted(tried, key=lambda one: one.rank)[:LAYOUTS]:
        made.append(_carried_out(setting, theme))
        if agree(made[-1].measures, setting.plan.measures):
            break
    return min(made, key=lambda one: (fault(one.measures), one.measures.unevenness))


def _attempts(compose: Callable[[Manner], Page], theme: Theme) -> Iterator[Setting]:
    """Settings, the most welcome first; the last is the designed one, whatever is wrong with it."""
    page = compose(Manner())
    rows, wide = page.manner
    first = _Press(page, theme)
    yield first.at(DESIGNED)
    presses = [first]
    if rows is not None:
        presses.append(_Press(compose(Manner(rows=not rows)), theme))
        yield presses[1].at(DESIGNED)
    yield from (press.at(fit) for fit in STEPS for press in presses)
    if not wide and first.pages < LONG:
        across = _Press(compose(Manner(wide=True)), theme)
        yield from (across.at(fit) for fit in (DESIGNED, *STEPS))
    yield first.at(DESIGNED, anyhow=True)


class _Press:
    """Plans one page at several settings."""

    def __init__(self, page: Page, theme: Theme) -> None:
        self.page, self.theme = page, theme
        self.galleys: dict[str, Galley] = {}
        self.pages = 0
        self.before = 0.0

    def at(self, fit: Fit, *, anyhow: bool = False) -> Setting:
        """The page at one setting; its columns are evened only if that is worth it."""
        planner = Planner(self._galley(fit))
        start = planner.start.measures
        self.pages = self.pages or start.pages
        self.before = start.fill if fit is DESIGNED else self.before
        plan = planner.settled(planner.plan(anyhow=anyhow))
        return Setting(self.page, fit, plan, self.before)

    def _galley(self, fit: Fit) -> Galley:
        if fit.name not in self.galleys:
            columns = COLUMNS | ({"columns": 1} if self.page.manner.wide else {})
            layout = _lay_out(self.page, self.theme, (fit.css, galley_css(self.page.paper)))
            self.galleys[fit.name] = galley(layout, columns, ENDLESS - HEIGHTS[self.page.paper])
        return self.galleys[fit.name]


def _carried_out(setting: Setting, theme: Theme) -> Fitted:
    layout = _lay_out(setting.page, theme, (setting.fit.css, rules_css(setting.plan.rules)))
    return Fitted(setting, layout, measured(layout))


def _lay_out(page: Page, theme: Theme, styles: tuple[str, ...]) -> weasy.Layout:
    sheets = (*page.styles, *(css for css in styles if css))
    return weasy.lay_out(page.markup, sheets, theme, page.images)
