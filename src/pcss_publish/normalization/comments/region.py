"""Where the comments begin and end, and the form that reads them best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pcss_publish.normalization.comments.blocks import Reading, led_by_names, name_lines, read_by
from pcss_publish.normalization.comments.counts import Count, count_in, is_heading
from pcss_publish.normalization.comments.heads import head_of, is_actions
from pcss_publish.normalization.comments.layouts import LAYOUTS, Item, Layout
from pcss_publish.normalization.furniture import (
    is_form,
    is_furniture,
    is_known,
    is_navigation,
    is_page_number,
    opens_related,
)
from pcss_publish.normalization.lines import Line

# More headings than this are not headings of comments; it bounds the work.
_MOST_HEADINGS = 24
_LEAST_WORDS = 40
_MARKED_FORMS = 4  # The first forms of the table have heads that cannot be mistaken for text.
_LED_FORM = Layout("name: body", (), sure=False)
_NO_FORM = Layout("name, body", (), sure=False)


class Region(NamedTuple):
    """The comments' part of the page, as places in the list of lines."""

    start: int
    end: int
    reading: Reading | None
    stated: Count | None
    rest: tuple[Item, ...] = ()


def find_region(lines: Sequence[Line]) -> Region | None:
    """The comments of the page, read by the form that fits best; None where there are none."""
    headings = _headings(lines)
    candidates = [_evaluate(lines, start) for start in headings]
    best = max(candidates, key=_merit, default=None)
    if best is None or best.reading is None:
        loose = _without_heading(lines)
        best = loose or best
    if best is None or (best.reading and not _has_article(lines[: best.start])):
        return None
    return _with_count(lines, best, headings)


def _has_article(lines: Sequence[Line]) -> bool:
    """Comments stand below something to comment on."""
    return sum(len(line.text.split()) for line in lines) >= _LEAST_WORDS


def _headings(lines: Sequence[Line]) -> list[int]:
    """The places of lines that may stand over comments; a button that stands under each of them is none."""
    found = [n for n, line in enumerate(lines) if count_in(line) or is_heading(line)]
    often = Counter(lines[n].folded for n in found)
    found = [n for n in found if often[lines[n].folded] <= 2]
    return (
        found
        if len(found) <= _MOST_HEADINGS
        else found[: _MOST_HEADINGS // 2] + found[-_MOST_HEADINGS // 2 :]
    )


def _merit(region: Region) -> tuple[float, int]:
    fits = region.reading.score if region.reading else 0.0
    return (round(fits, 2), region.start)


def _with_count(lines: Sequence[Line], region: Region, headings: Sequence[int]) -> Region | None:
    """Add the stated count: the one nearest above the first comment."""
    counted = [(n, count_in(lines[n])) for n in headings if n <= region.end]
    above = [(n, count) for n, count in counted if count and n <= region.start]
    count = above[-1][1] if above else next((count for _, count in counted if count), None)
    if region.reading is None and count is None:
        return None
    return _from_count(lines, region._replace(stated=count))


def _from_count(lines: Sequence[Line], region: Region) -> Region:
    """Let the region begin at its count where only short lines of the page stand between."""
    if region.stated is None:
        return region
    at = next(n for n, line in enumerate(lines) if line.end >= region.stated.span.end)
    between = lines[at : region.start]
    if at < region.start and all(len(line.text) <= 100 for line in between):
        return region._replace(start=at)
    return region


def items_of(lines: Sequence[Line], start: int) -> list[Item]:
    """The seen lines from ``start`` on, with what each says as a head."""
    found: list[Item] = []
    gap = True
    for line in lines[start:]:
        if line.blank:
            gap = True
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


def _evaluate(lines: Sequence[Line], start: int) -> Region:
    """Read what follows a heading by every form; keep the best."""
    items = items_of(lines, start + 1)
    readings = []
    for layout in LAYOUTS:
        ends_at = _end(items, layout)
        reading = read_by(layout, items, ends_at)
        if reading and reading.score > 0:
            readings.append((reading, ends_at))
    declared = count_in(lines[start])
    best: tuple[Reading, int] | None = None
    if readings:
        best = max(readings, key=lambda one: (_weighted(one[0], declared), -LAYOUTS.index(one[0].layout)))
        best = best if best[0].score >= _least_score(best[0], declared) else None
    named = _named_only(items, declared, len(best[0].found) if best else 0)
    if named:
        best = (named, _end_of_text(items, 0))
    led = led_by_names(items, _end_of_text(items, 0)) if not best and is_heading(lines[start]) else []
    if led and (declared is None or declared.number == len(led)):
        best = (Reading(_LED_FORM, led, [], 0.5 * len(led)), _end_of_text(items, 0))
    if best:
        return Region(start, start, best[0], declared, tuple(items[best[1] :]))
    return Region(start, start, None, declared, tuple(items))


def _least_score(reading: Reading, declared: Count | None) -> float:
    """Half a point a comment; less where the stated number bears the reading out."""
    fits = declared is not None and declared.number == len(reading.found)
    return len(reading.found) * (0.12 if fits else 0.5)


def _named_only(items: Sequence[Item], declared: Count | None, found: int) -> Reading | None:
    """A reading by names alone, where it comes nearer to the stated number than ``found`` does."""
    if not declared or not declared.number or found == declared.number:
        return None
    named = name_lines(items, _end_of_text(items, 0), declared.number)
    if not named or abs(len(named) - declared.number) >= abs(found - declared.number):
        return None
    return Reading(_NO_FORM, named, [], 0.5 * len(named)) if 2 * found < declared.number else None


def _weighted(reading: Reading, declared: Count | None) -> float:
    fits = declared is not None and len(reading.found) == declared.number
    return reading.score + (0.3 * len(reading.found) if fits else 0.0)


def _without_heading(lines: Sequence[Line]) -> Region | None:
    """Comments without a heading: at least two heads of one unmistakable form."""
    items = items_of(lines, 0)
    regions = []
    for layout in LAYOUTS[:_MARKED_FORMS]:
        ends_at = _end(items, layout)
        reading = read_by(layout, items, ends_at)
        if reading and len(reading.found) >= 2 and (_unmistakable(reading) or _many_alike(reading)):
            first = min(block.first.number for block in reading.found if block.first)
            fits = sum(block.fit for block in reading.found)
            sure = layout if _unmistakable(reading) else layout._replace(sure=False)
            reading = reading._replace(layout=sure, prologue=[], score=fits)
            regions.append(Region(first - 1, first - 1, reading, None, tuple(items[ends_at:])))
    return max(regions, key=_merit, default=None)


def _many_alike(reading: Reading) -> bool:
    """Three heads or more of one form without a heading over them: probably comments; an editor is asked."""
    return len(reading.found) >= 3 and all(block.fit > 0.5 for block in reading.found)


def _unmistakable(reading: Reading) -> bool:
    head = reading.found[0].head
    marked = bool(head and (head.ordinal is not None or head.kind == "says" or any(head.form[2:])))
    return marked and all(block.fit > 0.5 for block in reading.found)


def _end(items: Sequence[Item], layout: Layout) -> int:
    """The place after the last comment's last line."""
    heads = {n: item.head for n, item in enumerate(items) if item.head and item.head.kind in layout.anchor}
    if not heads:
        return 0
    common = Counter(head.form for head in heads.values()).most_common(1)[0][0]
    limit = _related_from(items, min(heads))
    last = max(n for n, head in heads.items() if head.form[:3] == common[:3] and n < limit)
    if layout.body == "above":
        return _end_of_group(items, last) if layout.below else last + 1
    end = _end_of_text(items, last + 1)
    if layout.closing:
        stamps = [
            n for n, item in enumerate(items[last:end], last) if item.head and item.head.kind == "stamp"
        ]
        return stamps[-1] + 1 if stamps else end
    return end


def _related_from(items: Sequence[Item], first: int) -> int:
    """Where a list of other pages begins that has dates, as comments have, but no sentences."""
    for n in range(first + 1, len(items)):
        if items[n].gap and opens_related(items[n].line.text):
            rest = [item.line.text for item in items[n:]]
            if all(len(text) <= 110 and not re.search(r"\w{3}[.!]$", text) for text in rest):
                return n
    return len(items)


def _end_of_group(items: Sequence[Item], at: int) -> int:
    end = at + 1
    while end < len(items) and not items[end].gap and not items[end].furniture:
        end += 1
    return end


def _end_of_text(items: Sequence[Item], at: int) -> int:
    """The first place from ``at`` on where the page's foot begins."""
    base = items[at].line.indent if at < len(items) else 0
    for n in range(at, len(items)):
        if n > at and _ends_comments(items, n, base):
            return n
    return len(items)


def _ends_comments(items: Sequence[Item], n: int, base: int) -> bool:
    item = items[n]
    text = item.line.text
    if is_form(text) or is_known(text) or (opens_related(text) and item.gap) or is_navigation(text):
        return True
    if "©" in text and len(text) <= 100:
        return True
    if item.gap and (item.line.indent < base - 1 or count_in(item.line)):
        return True
    return item.gap and _is_list_of_titles(items, n)


def _is_list_of_titles(items: Sequence[Item], n: int) -> bool:
    """Two or more short lines without sentences, from here to the end of their group."""
    group = [items[n]]
    for item in items[n + 1 :]:
        if item.gap:
            break
        group.append(item)
    return len(group) >= 2 and all(
        len(item.line.text) <= 80 and item.line.text[-1] not in ".!…,:" for item in group
    ) and is_furniture(items[n].line)  # fmt: skip
