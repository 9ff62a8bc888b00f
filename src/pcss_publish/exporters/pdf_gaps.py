"""Columns let out: the space between the parts of a short column grows until it ends with its neighbours."""

from __future__ import annotations

from collections.abc import Mapping

from pcss_publish.engines.measure import Column, Gap, Group, Measures

Designed = Mapping[tuple[str, str], float]
FREE = 0.6  # pixels that are never given away, so that no line is pushed on
# What is let out first: the space around whole parts; then that between paragraphs, by little.
PARTS = {"comment", "ask", "letter", "part", "figure", "answer", "h3", "h4", "ul", "ol", "table", "lines"}
TEXT = {"p", "blockquote"}
HEADS = {"ask", "letter", "tag", "h2", "h3", "h4", "who", "letter-label", "answer-head", "house", "name"}
MOST = (2.5, 0.8)  # lines by which one gap of each sort may grow
MOST_IN_COMMENTS = (0.6, 0.2)  # there every gap is of one sort, and the eye compares them


def designed(measures: Measures) -> Designed:
    """The space of every gap before any is let out."""
    every = (gap for group in measures.groups for column in group.columns for gap in column.gaps)
    return {(gap.selector, gap.side): gap.space for gap in every}


def let_out(group: Group, begun: Designed) -> dict[tuple[str, str], float]:
    """New gaps of a group's short columns, each let out by no more than its limit."""
    gaps: dict[tuple[str, str], float] = {}
    for column in group.columns:
        short = group.foot - column.bottom - FREE
        if short > FREE:
            gaps |= {gap[:2]: round(space, 2) for gap, space in _shares(group, column, short, begun)}
    return gaps


def _shares(group: Group, column: Column, short: float, begun: Designed) -> list[tuple[Gap, float]]:
    """New spaces between blocks of a column that is ``short`` pixels short."""
    free = [gap for gap in column.gaps if gap.upper not in HEADS]
    parts = [gap for gap in free if gap.upper in PARTS or gap.lower in PARTS]
    text = [gap for gap in free if gap not in parts and (gap.upper in TEXT or gap.lower in TEXT)]
    limits = MOST_IN_COMMENTS if group.comments else MOST
    found: list[tuple[Gap, float]] = []
    for gaps, most in zip((parts, text), limits, strict=True):
        for n, gap in enumerate(gaps):
            room = begun.get(gap[:2], gap.space) + most * group.line - gap.space
            extra = min(short / (len(gaps) - n), room)
            if extra > FREE:
                found.append((gap, gap.space + extra))
                short -= extra
    return found
