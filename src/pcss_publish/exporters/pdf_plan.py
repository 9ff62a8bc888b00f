"""The plan of a page: where its columns end, and how its gaps are let out until their feet meet.

As in any composing room: columns are cut to the least height that holds their text, then the space between
the parts of a short column is let out until its foot meets its neighbours'. All of it is tried on a galley,
in milliseconds; nothing is laid out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from pcss_publish.engines.fragment_joints import Known, collapsed
from pcss_publish.engines.galley import Block, Galley, Rules
from pcss_publish.engines.measure import Group, Measures, measure
from pcss_publish.engines.paginate import pages
from pcss_publish.exporters.pdf_gaps import FREE, designed, let_out

EMPTY = 0.25  # a last page that is less full than this is fitted
EVEN = 0.1  # lines; columns that differ by less are left alone
BESIDE = 100.0  # how bad a column is that stands beside the page
PARTED = 20.0  # how bad a head is that stands on the page before what it heads
UNEVEN = 1.0  # lines by which columns may differ
HOPELESS = 12.0  # lines that no letting out can make up for
BUDGET, BUDGET_PER_PAGE = 40, 12  # pages that are tried before the best so far is taken
CUTS, TRIES = 8, 3  # tries spent on the height of columns, and on the space in one group of them
NEAR_FILL = 0.001  # of a page: less than a pixel
SHORTER = (1, 2)  # lines by which a page may end early


@dataclass(frozen=True)
class Plan:
    """Rules beyond the style sheets, and the measures of the pages that they make."""

    rules: Rules
    measures: Measures


def fault(measures: Measures) -> float:
    """How far pages are from good ones, 0 for pages that are good."""
    empty = 0.0 if _worth_its_paper(measures) else 10.0 + measures.pages
    return (
        empty
        + BESIDE * measures.beside
        + PARTED * len(measures.parted)
        + max(0.0, measures.unevenness[0] - UNEVEN)
    )


def _worth_its_paper(measures: Measures) -> bool:
    return measures.pages == 1 or measures.fill >= EMPTY


def uneven_text(measures: Measures) -> tuple[Group, ...]:
    """The columns of text, those of comments aside, that do not end together."""
    return tuple(one for one in measures.groups if one.unevenness > UNEVEN and not one.comments)


class Planner:
    """Tries rules on one galley, within a budget."""

    def __init__(self, galley: Galley) -> None:
        self.galley = galley
        self.spent = 0
        self.known: Known = {}
        self.start = self.tried(Rules())

    @property
    def is_spent(self) -> bool:
        """Whether its budget is used up."""
        return self.spent >= BUDGET + BUDGET_PER_PAGE * self.start.measures.pages

    def tried(self, rules: Rules) -> Plan:
        """What the pages are with ``rules``."""
        measures = measure(pages(self.galley, rules, self.known), self.galley.top, self.galley.height)
        self.spent += measures.pages
        return Plan(rules, measures)

    @property
    def is_hopeless(self) -> bool:
        """Whether the end of a text that runs over several pages stands nearly all in one column."""
        groups = self.start.measures.groups
        return any(not group.whole and group.unevenness > HOPELESS for group in groups)

    def plan(self) -> Plan:
        """The best plan."""
        return self._shortened(self.start)

    def settled(self, plan: Plan) -> Plan:
        """The same pages, told so that the engine has least to try.

        It need not balance columns of a given height, and lays out twice those with a margin below.
        """
        heights = {
            group.selector: ceil(group.height * 100) / 100
            for group in plan.measures.groups
            if group.whole and group.count > 1 and group.selector not in plan.rules.heights
        }
        for easier in (Rules(heights, dict(_lowered(self.galley.root))), Rules(heights)):
            found = self.tried(plan.rules | easier)
            if agree(found.measures, plan.measures):
                return found
        return plan

    def _shortened(self, start: Plan) -> Plan:
        """Columns evened; where the end of a text stays uneven, the page before it ends a little earlier."""
        best = self._evened(self._kept(start))
        for lines in SHORTER:
            ends = [g for g in _ends(best.measures) if g.page and not g.whole and g.unevenness > UNEVEN]
            if not ends or self.is_spent:
                break
            early = {group.page - 1: round(lines * group.line, 2) for group in ends}
            found = self.tried(start.rules | Rules(early=early))
            if found.measures.pages <= best.measures.pages:
                found = self._evened(self._kept(found))
                best = found if fault(found.measures) < fault(best.measures) else best
        return best

    def _kept(self, start: Plan) -> Plan:
        """Heads that were parted from what they head begin a page."""
        if not start.measures.parted:
            return start
        return self.tried(start.rules | Rules(breaks=frozenset(start.measures.parted)))

    def _evened(self, start: Plan) -> Plan:
        """Let out short columns, a page at a time: what moves on one page moves all that follow."""
        best = now = self._cut(start)
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
            gaps = {key: space for group in chosen for key, space in let_out(group, begun).items()}
            if not gaps:
                continue
            found = self.tried(now.rules | Rules(gaps=gaps))
            if _is_sound(found, now) and _is_evener(found, chosen):
                now = found
                best = now if now.measures.unevenness < best.measures.unevenness else best
            else:  # the same again would give the same
                refused = [first] if first else chosen
                tries.update({(group.page, group.selector): TRIES for group in refused})
        return best

    def _cut(self, start: Plan) -> Plan:
        """Columns at the least height that holds their text, in half lines."""
        heights = {
            group.selector: ceil(group.mean_height / group.line) * group.line
            for group in start.measures.groups
            if group.whole and group.count > 1 and group.unevenness > EVEN
        }
        for _ in range(CUTS if heights else 0):
            if self.is_spent:
                break
            cut = {name: round(height + FREE, 2) for name, height in heights.items()}
            found = self.tried(start.rules | Rules(heights=cut))
            over = [group for group in found.measures.groups if len(group.columns) > group.count]
            if not over:
                better = _worth_of(found.measures) < _worth_of(start.measures)
                return found if _is_sound(found, start) and better else start
            for group in over:
                if group.selector in heights:
                    heights[group.selector] += group.line / 2
        return start


def _worth_of(measures: Measures) -> tuple[tuple[float, float], float]:
    """How bad columns are: how uneven, then how much height they take up below their text."""
    return measures.unevenness, round(sum(group.top + group.height - group.foot for group in measures.groups))


def _lowered(block: Block) -> Iterator[tuple[tuple[str, str], float]]:
    """Margins by which the space below columns is that above what follows them."""
    for upper, lower in pairwise(block.children):
        if upper.columns and upper.selector and lower.selector and lower.own:
            yield (upper.selector, "bottom"), 0.0
            yield (lower.selector, "top"), round(collapsed([upper.margins[1], lower.margins[0]]), 2)
    for child in block.children:
        yield from _lowered(child)


def agree(some: Measures, others: Measures) -> bool:
    """Whether pages are the same to half a pixel, below the columns too."""
    one, two = list(_ends_of(some)), list(_ends_of(others))
    same = [key for key, _ in one] == [key for key, _ in two]
    near = same and all(abs(a - b) < 0.5 for (_, a), (_, b) in zip(one, two, strict=True))
    full = abs(some.fill - others.fill) < NEAR_FILL
    return near and full and some.pages == others.pages and some.parted == others.parted


def _ends_of(measures: Measures) -> Iterator[tuple[tuple[int, str], float]]:
    for group in measures.groups:
        yield (group.page, group.selector), group.top
        yield from (((group.page, group.selector), column.bottom) for column in group.columns)


def _is_sound(new: Plan, old: Plan) -> bool:
    whole = all(len(group.columns) <= group.count for group in new.measures.groups)
    return whole and new.measures.pages <= old.measures.pages and not new.measures.parted


def _is_evener(new: Plan, groups: list[Group]) -> bool:
    after = {(group.page, group.selector): group.unevenness for group in new.measures.groups}
    return sum(after.get((g.page, g.selector), 0.0) for g in groups) < sum(g.unevenness for g in groups)


def _ends(measures: Measures) -> Iterator[Group]:
    """Where each text in columns ends."""
    return iter({group.selector: group for group in measures.groups}.values())
