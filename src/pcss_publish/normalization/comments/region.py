"""Where the comments stand, and the form that reads them best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pcss_publish.normalization.comments.blocks import read_by
from pcss_publish.normalization.comments.counts import Count, count_in, is_heading, names_comments
from pcss_publish.normalization.comments.ending import end_of_comments, end_of_text
from pcss_publish.normalization.comments.found import Found, Reading
from pcss_publish.normalization.comments.heads import is_actions
from pcss_publish.normalization.comments.items import items_of
from pcss_publish.normalization.comments.layouts import LAYOUTS, Item, Layout
from pcss_publish.normalization.comments.rivals import questioned
from pcss_publish.normalization.comments.told import Told
from pcss_publish.normalization.comments.unstamped import led_by_names, name_lines, named_above, signed_below
from pcss_publish.normalization.labels import label_of
from pcss_publish.normalization.lines import Line

# More headings than this are not headings of comments; it bounds the work.
_MOST_HEADINGS = 24
_LEAST_WORDS = 40
_SENTENCE = 5
_MARKED_FORMS = 4  # The first forms of the table have heads that cannot be mistaken for text.
_NO_FORM = Layout("name, body", (), sure=False)
_ANY = Told()
_RANK = {layout.name: place for place, layout in enumerate(LAYOUTS)}
_UNSTAMPED: tuple[tuple[Layout, Callable[[Sequence[Item], int], list[Found]]], ...] = (
    (Layout("name: body", (), sure=False), led_by_names),
    (Layout("body, name", (), sure=False), signed_below),
    (_NO_FORM, named_above),
)


class Region(NamedTuple):
    """The comments' part of the page, as places in the list of lines."""

    start: int
    end: int
    reading: Reading | None
    stated: Count | None
    rest: tuple[Item, ...] = ()


def find_region(lines: Sequence[Line], told: Told = _ANY) -> Region | None:
    """The comments of the page, read by the form that fits best; None where there are none."""
    headings = _headings(lines)
    if told.start is not None:
        return _with_count(lines, _evaluate(lines, told.start, told), headings, told)
    candidates = [_evaluate(lines, start, told) for start in headings]
    best = max(candidates, key=_merit, default=None)
    if best is None or best.reading is None:
        loose = _without_heading(lines, told)
        best = loose or best
    if best is None or (best.reading and not _has_article(lines[: best.start])):
        return None
    if best.reading is None and not _has_article(lines[: best.start]):
        # A number in the article's head, of comments that were not copied.
        end = len(lines)
        best = Region(end, end, None, best.stated)
    return _with_count(lines, best, headings, told)


def _has_article(lines: Sequence[Line]) -> bool:
    """Comments stand below something to comment on: enough words, or a labelled question or answer."""
    enough = sum(len(line.text.split()) for line in lines) >= _LEAST_WORDS
    return enough or any(label_of(line.text) for line in lines if not is_actions(line.text))


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


def _with_count(lines: Sequence[Line], region: Region, headings: Sequence[int], told: Told) -> Region | None:
    """Add the stated count: the one nearest above the first comment."""
    counted = [(n, count_in(lines[n])) for n in headings if n <= region.end]
    above = [(n, count) for n, count in counted if count and n <= region.start]
    count = above[-1][1] if above else next((count for _, count in counted if count), None)
    if region.reading is None and count is None and told.start is None:
        return region if _holds_letters(lines, region) else None
    return _from_count(lines, region._replace(stated=count))


def _holds_letters(lines: Sequence[Line], region: Region) -> bool:
    """Whether sentences stand below a heading that nothing but readers' words have."""
    if not 0 <= region.start < len(lines) or not _has_article(lines[: region.start]):
        return False
    told = names_comments(lines[region.start])
    words = (item.line for item in region.rest[: end_of_text(region.rest, 0)] if not item.furniture)
    return told and any(line.text[-1] in ".!?" and len(line.text.split()) >= _SENTENCE for line in words)


def _from_count(lines: Sequence[Line], region: Region) -> Region:
    """Let the region begin at its count where only short lines of the page stand between."""
    if region.stated is None or region.start == len(lines):
        return region
    at = next(n for n, line in enumerate(lines) if line.end >= region.stated.span.end)
    between = lines[at : region.start]
    if at < region.start and all(len(line.text) <= 100 for line in between):
        return region._replace(start=at)
    return region


def _evaluate(lines: Sequence[Line], start: int, told: Told) -> Region:
    """Read what follows a heading, or begins where a person says, by every form; keep the best."""
    heads = is_heading(lines[start]) or told.start is not None
    below = told.start is None or is_heading(lines[start]) or count_in(lines[start])
    items = items_of(lines, start + 1 if below else start)
    readings = []
    for layout in told.layouts:
        ends_at = end_of_comments(items, layout)
        reading = read_by(layout, items, ends_at)
        if reading and reading.score > 0:
            readings.append((reading, ends_at))
    declared = count_in(lines[start])
    best: tuple[Reading, int] | None = None
    if readings:
        best = max(readings, key=lambda one: (_weighted(one[0], declared), -_RANK[one[0].layout.name]))
        fits = best[0].score >= _least_score(best[0], declared)
        best = (questioned(best[0], items, told), best[1]) if fits else None
    named = _named_only(items, declared, len(best[0].found) if best else 0)
    if named and told.allows(_NO_FORM):
        best = (named, end_of_text(items, 0))
    if not best and heads:
        best = _unstamped(items, declared, told)
    if best:
        return Region(start, start, best[0], declared, tuple(items[best[1] :]))
    return Region(start, start, None, declared, tuple(items))


def _unstamped(items: Sequence[Item], declared: Count | None, told: Told) -> tuple[Reading, int] | None:
    """Comments without stamps below a heading; who said what is always asked."""
    end = end_of_text(items, 0)
    for form, read in _UNSTAMPED:
        found = read(items, end) if told.allows(form) else []
        if found and (declared is None or declared.number == len(found)):
            return Reading(form, found, [], 0.5 * len(found)), end
    return None


def _least_score(reading: Reading, declared: Count | None) -> float:
    """Half a point a comment; less where the stated number bears the reading out."""
    fits = declared is not None and declared.number == len(reading.found)
    return len(reading.found) * (0.12 if fits else 0.5)


def _named_only(items: Sequence[Item], declared: Count | None, found: int) -> Reading | None:
    """A reading by names alone, where it comes nearer to the stated number than ``found`` does."""
    if not declared or not declared.number or found == declared.number:
        return None
    named = name_lines(items, end_of_text(items, 0), declared.number)
    if not named or abs(len(named) - declared.number) >= abs(found - declared.number):
        return None
    return Reading(_NO_FORM, named, [], 0.5 * len(named)) if 2 * found < declared.number else None


def _weighted(reading: Reading, declared: Count | None) -> float:
    fits = declared is not None and len(reading.found) == declared.number
    return reading.score + (0.3 * len(reading.found) if fits else 0.0)


def _without_heading(lines: Sequence[Line], told_by: Told) -> Region | None:
    """Comments without a heading: at least two heads of one unmistakable form."""
    items = items_of(lines, 0)
    regions = []
    for layout in told_by.layouts:
        ends_at = end_of_comments(items, layout)
        reading = read_by(layout, items, ends_at)
        told = reading is not None and _unmistakable(reading) and _RANK[layout.name] < _MARKED_FORMS
        if reading and len(reading.found) >= 2 and (told or _many_alike(reading)):
            first = min(block.first.number for block in reading.found if block.first)
            if not told and not _below_article(lines, first - 1):
                continue
            fits = sum(block.fit for block in reading.found)
            sure = layout if told else layout._replace(sure=False)
            reading = questioned(reading._replace(layout=sure), items, told_by)
            reading = reading._replace(prologue=[], score=fits)
            regions.append(Region(first - 1, first - 1, reading, None, tuple(items[ends_at:])))
    return max(regions, key=_merit, default=None)


def _below_article(lines: Sequence[Line], start: int) -> bool:
    """Whether an article stands above, and no labelled question or answer follows."""
    labels = (label_of(line.text) for line in lines[start:] if not is_actions(line.text))
    return _has_article(lines[:start]) and not any(labels)


def _many_alike(reading: Reading) -> bool:
    """Three heads or more of one form without a heading over them: probably comments; an editor is asked."""
    return len(reading.found) >= 3 and all(block.fit > 0.5 for block in reading.found)


def _unmistakable(reading: Reading) -> bool:
    head = reading.found[0].head
    marked = bool(head and (head.ordinal is not None or head.kind == "says" or any(head.form[2:])))
    return marked and reading.score >= 0.5 * len(reading.found) and _heads_stand_free(reading)


def _heads_stand_free(reading: Reading) -> bool:
    """Whether the words follow most heads without a gap, or the heads have marks that no signature has."""
    head = reading.found[0].head
    if head and (head.ordinal is not None or head.kind == "says"):
        return True
    tight = sum(bool(block.body) and not block.body[0].gap for block in reading.found)
    return tight * 5 >= len(reading.found) * 3
