"""Copyfit: a last page that is worth its paper, and columns that end together.

One galley, an endless page with the text in one column of the final width, gives all heights. A plan is made
from it, and carried out in one layout. Where no plan at the designed sizes is good, other settings are tried,
each on a galley of its own. What cannot be brought to end together is set without columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from pcss_publish.compose.page import Manner, Page
from pcss_publish.compose.page_fit import (
    COLUMNS,
    DESIGNED,
    ENDLESS,
    HEIGHTS,
    Fit,
    galley_css,
    rules_css,
    steps,
)
from pcss_publish.engines import weasy
from pcss_publish.engines.galley import Galley
from pcss_publish.engines.measure import Measures
from pcss_publish.engines.weasy_columns import cuts
from pcss_publish.engines.weasy_galley import measured
from pcss_publish.engines.weasy_session import Session
from pcss_publish.exporters.pdf_forecast import scale, scaled
from pcss_publish.exporters.pdf_plan import EMPTY, Plan, Planner, agree, fault, uneven_text
from pcss_publish.theme import Theme

LONG = 4  # pages of an article that is not set in one wide column
UNLIKELY = 1.0  # the least expected fault of a setting that is not worth a galley
SLIVER = 0.05  # of a page: as exact as a forecast is
LAYOUTS = 3  # plans that are carried out, where pages turn out other than planned


@dataclass(frozen=True)
class Setting:
    """A page at one setting, and the plan for it. ``before``: how full the last page was before."""

    page: Page
    session: Session
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
        made.append(_carried_out(setting))
        if agree(made[-1].measures, setting.plan.measures):
            break
    return min(made, key=lambda one: (fault(one.measures), one.measures.unevenness))


def _attempts(compose: Callable[[Manner], Page], theme: Theme) -> Iterator[Setting]:
    """Settings, the most welcome first, without those that leave alone what was wrong with one before."""
    page = compose(Manner())
    rows, wide = page.manner
    settings = (DESIGNED, *steps(theme))
    first = _Press(page, theme)
    manners: list[Callable[[], _Press]] = [lambda: first]
    if rows is not None:
        manners.append(cache(lambda: _Press(compose(Manner(rows=not rows)), theme)))
    tried: list[Setting] = []
    poor: list[tuple[float, _Press, Fit]] = []
    for fit in settings:
        for press in manners if _may_help(fit, tried, comments=rows is not None) else ():
            if (expected := press().expected_fault(fit)) > UNLIKELY:
                poor.append((expected, press(), fit))
                continue
            tried.append(press().at(fit))
            yield tried[-1]
            if uneven_text(tried[-1].plan.measures):
                break  # the comments stand below it, however they are set
    yield from _least_poor(poor, tried)
    if not wide and tried[0].plan.measures.pages < LONG:
        across = _Press(compose(Manner(wide=True)), theme)
        yield from (across.at(fit) for fit in settings if across.expected_fault(fit) <= UNLIKELY)


def _least_poor(poor: list[tuple[float, _Press, Fit]], tried: list[Setting]) -> Iterator[Setting]:
    """Of the settings that are not expected to be good the best, if it may be better than those tried."""
    if not poor:
        return
    expected, press, fit = min(poor, key=itemgetter(0))
    if expected < min(fault(setting.plan.measures) for setting in tried):
        yield press.at(fit)


def _may_help(fit: Fit, tried: list[Setting], *, comments: bool) -> bool:
    """Whether ``fit`` changes what was wrong with the settings before."""
    for setting in tried:
        uneven = uneven_text(setting.plan.measures)
        same_size, same_gap = setting.fit.text == fit.text, setting.fit.gap == fit.gap
        if same_size and any(group.whole for group in uneven):
            return False
        if same_size and same_gap and (uneven or not comments):
            return False
    return True


class _Press:
    """Plans one page at several settings."""

    def __init__(self, page: Page, theme: Theme) -> None:
        self.page, self.theme = page, theme
        self.before = 0.0
        self.designed: Galley | None = None

    def expected_fault(self, fit: Fit) -> float:
        """What is likely to be wrong with the page at a setting; 0 where nothing is known."""
        by = scale(self.theme, fit) if self.designed and fit is not DESIGNED else None
        if by is None or self.designed is None:
            return 0.0
        planner = Planner(scaled(self.designed, by))
        begun = planner.start.measures
        if begun.fill < SLIVER and begun.pages > 1:
            return 0.0  # a line or two, which may find room on the page before
        if SLIVER <= begun.fill < EMPTY - SLIVER:
            return fault(begun)  # no plan fills it
        return fault(planner.plan().measures)

    def at(self, fit: Fit) -> Setting:
        """The page at one setting."""
        styles = (*self.page.styles, fit.css) if fit.css else self.page.styles
        session = Session(self.page.markup, styles, self.theme, self.page.images)
        columns = COLUMNS | ({"columns": 1} if self.page.manner.wide else {})
        paper = self.page.paper
        planner = Planner(session.galley(galley_css(paper), columns, ENDLESS, HEIGHTS[paper]))
        if fit is DESIGNED:
            self.designed, self.before = planner.galley, planner.start.measures.fill
        plan = planner.settled(planner.plan())
        return Setting(self.page, session, fit, plan, self.before)


def _carried_out(setting: Setting) -> Fitted:
    rules, planned = setting.plan.rules, setting.plan.measures
    layout = setting.session.pages(rules_css(rules), rules, cuts(planned))
    made = measured(layout)
    if not agree(made, planned):  # then the engine is to find the height of columns itself
        free = replace(rules, heights={}) if made.beside else rules
        layout = setting.session.pages(rules_css(free), free, {})
        made = measured(layout)
    return Fitted(setting, layout, made)
