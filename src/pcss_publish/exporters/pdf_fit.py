"""Copyfit: a last page that is worth its paper, and columns that end together.

Professional practice: first the sizes are chosen, then the space between blocks of a short column is let
out until its foot meets its neighbours'.
"""

from __future__ import annotations

from dataclasses import dataclass

from pcss_publish.compose.page import Page
from pcss_publish.compose.page_fit import DESIGNED, STEPS, Fit
from pcss_publish.engines import weasy
from pcss_publish.engines.weasy_measure import Column, Group, Measures, measure
from pcss_publish.theme import Theme

EMPTY = 0.25  # a last page that is less full than this is fitted
ROUNDS = 2
EVEN = 0.1  # lines; columns that differ by less are left alone
FREE = 0.6  # pixels that are never given away, so that no line is pushed on
# What is let out first: the space around whole parts; then that between paragraphs, by little.
PARTS = {"comment", "ask", "letter", "part", "figure", "answer", "h3", "h4", "ul", "ol", "table", "lines"}
TEXT = {"p", "blockquote"}
HEADS = {"ask", "letter", "tag", "h2", "h3", "h4", "who", "letter-label", "answer-head", "house", "name"}
MOST = (1.4, 0.4)  # lines by which one gap of each sort may grow


@dataclass(frozen=True)
class Fitted:
    """A layout, its measures, and the step that made it fit."""

    layout: weasy.Layout
    measures: Measures
    fit: Fit
    before: float


def fitted(page: Page, theme: Theme) -> Fitted:
    """Lay out ``page`` at the first setting whose last page is not nearly empty, and even its columns.

    Raises:
        ToolMissingError: Pango is missing.
    """
    first = None
    for fit in (DESIGNED, *STEPS):
        layout, measures = _set(page, theme, fit.css)
        first = first or (layout, measures)
        if measures.pages == 1 or measures.fill >= EMPTY:
            break
    else:
        fit, (layout, measures) = DESIGNED, first  # type: ignore[misc]
    before = first[1].fill if first else 1.0
    even = ""
    for _ in range(ROUNDS):
        if measures.unevenness <= EVEN:
            break
        even += evening(measures)
        other, seen = _set(page, theme, fit.css, even)
        if _better(seen, measures):
            layout, measures = other, seen
    return Fitted(layout, measures, fit, before)


def _set(page: Page, theme: Theme, *css: str) -> tuple[weasy.Layout, Measures]:
    layout = weasy.lay_out(page.markup, (*page.styles, *(one for one in css if one)), theme, {})
    return layout, measure(layout)


def _better(new: Measures, old: Measures) -> bool:
    whole = all(len(group.columns) <= group.count for group in new.groups)
    return whole and new.pages == old.pages and new.unevenness < old.unevenness


def evening(measures: Measures) -> str:
    """A style sheet that lets out the gaps of short columns."""
    return "".join(_evened(group) for group in measures.groups if group.selector and group.unevenness > EVEN)


def _evened(group: Group) -> str:
    rules = []
    if group.whole:
        height = group.foot - group.top + FREE
        rules.append(f"{group.selector}{{height:{height:.2f}px;column-fill:auto}}")
    for column in group.columns:
        short = group.foot - column.bottom - FREE
        if short > FREE:
            moved = _let_out(column, short, group.line)
            rules += [f"{name}{{margin-bottom:{space:.2f}px}}" for name, space in moved]
    return "\n".join(rules) + "\n"


def _let_out(column: Column, short: float, line: float) -> list[tuple[str, float]]:
    """New margins below blocks of a column that is ``short`` pixels short."""
    free = [gap for gap in column.gaps if gap.upper not in HEADS]
    for kinds, most in zip((PARTS, TEXT), MOST, strict=True):
        gaps = {gap.selector: gap.space for gap in free if gap.upper in kinds or gap.lower in kinds}
        if gaps:
            extra = min(short / len(gaps), most * line)
            return [(name, space + extra) for name, space in gaps.items()]
    return []
