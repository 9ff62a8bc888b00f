"""Tell the article from the page around it: menus, sharing, related pages, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from pcss_publish.normalization.chunks import chunked
from pcss_publish.normalization.cues import bears_role, is_credit_or_caption
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.furniture import is_furniture, is_mere_sign, opens_related
from pcss_publish.normalization.heading import is_meta_line
from pcss_publish.normalization.labels import is_labelled
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.marks import numbers, places

_LONGEST_FOOT = 400
_LONGEST_SCRAP = 110
_HEAD = ("kicker", "title", "subtitle", "byline", "date")
_SENTENCE = '.!?…:;”"»)'


def find_furniture(draft: Draft) -> None:
    """Mark the lines of the page's furniture within the article, then cut the rest into chunks."""
    gone = draft.voiced | draft.noted
    lines = [line for line in draft.lines[: draft.article_end] if line.number not in gone]
    told = numbers(lines, draft.marks.of("chrome"))
    head = {draft.lines[n].number for mark in draft.marks.of(*_HEAD) for n in places(draft.lines, mark.span)}
    marked = told | {
        line.number
        for n, line in enumerate(lines)
        if (is_mere_sign(line.text) or (is_furniture(line) and not _kept(lines, n)))
        and line.number not in head
    }
    marked |= _related_lists(lines, marked)
    if not draft.marks.of("article"):
        marked |= _foot(lines, marked)
    marked -= head
    draft.furniture |= marked
    left = [line for line in lines if line.number not in marked]
    draft.chunks = chunked(left, draft.text, draft.margin)


def _kept(lines: Sequence[Line], n: int) -> bool:
    """A row of a table, a line of notice or a line of the head only looks like a menu."""
    line = lines[n]
    if "\t" in line.text and _has_tabbed_neighbour(lines, n):
        return True
    return bears_role(line.text) or is_meta_line(line.text) or is_credit_or_caption(line.text)


def _has_tabbed_neighbour(lines: Sequence[Line], n: int) -> bool:
    return any("\t" in lines[m].text for m in (n - 1, n + 1) if 0 <= m < len(lines))


def _related_lists(lines: Sequence[Line], marked: set[int]) -> set[int]:
    """Headings such as 'Read next' in the lower part, with the short lines below them."""
    found: set[int] = set()
    first_prose = next((n for n, line in enumerate(lines) if len(line.text) > 140), 0)
    prose = (
        n
        for n in range(len(lines) - 1, max(-1, len(lines) - _LONGEST_FOOT), -1)
        if len(lines[n].text) > 110 or bears_role(lines[n].text)
    )
    last_prose = next(prose, len(lines))
    for n, line in enumerate(lines):
        above_is_clear = n == 0 or lines[n - 1].blank or lines[n - 1].number in marked
        if n <= first_prose or line.blank or not above_is_clear or not opens_related(line.text):
            continue
        listed = _short_lines(lines, n + 1)
        if listed is not None:
            found |= {line.number, *listed}
        if n > last_prose:
            found |= {one.number for one in lines[n:] if not one.blank}
            break
    return found


def _short_lines(lines: Sequence[Line], start: int) -> list[int] | None:
    """The group of short lines from ``start`` (one blank line may come first); None if prose follows."""
    n = start
    while n < len(lines) and lines[n].blank:
        n += 1
    found = []
    while n < len(lines) and not lines[n].blank:
        if len(lines[n].text) > 140:
            return None
        found.append(lines[n].number)
        n += 1
    return found


def _foot(lines: Sequence[Line], marked: set[int]) -> set[int]:
    """Groups of short lines without sentences between the article's last words and the comments."""
    found: set[int] = set()
    colophon: list[int] = []
    for group in reversed(_groups(lines)):
        left = [n for n in group if lines[n].number not in marked]
        words = " ".join(lines[n].text.strip() for n in left)
        if len(left) > 2 and len(words.split()) >= 30 and words.endswith((".", "!", "?")):
            break  # a paragraph that is wrapped over lines
        if _is_colophon(lines, left):
            colophon = left
            continue
        if any(_kept(lines, n) or is_labelled(lines[n].text) for n in left):
            break
        scraps = sum(_is_scrap(lines[n]) for n in left)
        rest = len(left) - scraps
        # A sentence in a group of buttons is the page's; a sentence alone is the article's.
        if rest and (rest * 2 >= len(group) or any(len(lines[n].text) > _LONGEST_SCRAP for n in left)):
            break
        found |= {lines[n].number for n in [*left, *colophon]}
        colophon = []
    return found


def _is_colophon(lines: Sequence[Line], left: Sequence[int]) -> bool:
    """A copyright line alone: the page's own below its furniture, a notice below the article's words."""
    return len(left) == 1 and "©" in lines[left[0]].text and len(lines[left[0]].text) <= _LONGEST_SCRAP


def _groups(lines: Sequence[Line]) -> list[list[int]]:
    """The places of lines that stand together without a blank line."""
    groups: list[list[int]] = [[]]
    for n, line in enumerate(lines):
        if not line.blank:
            groups[-1].append(n)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_scrap(line: Line) -> bool:
    text = line.text
    return len(text) <= _LONGEST_SCRAP and text[-1] not in _SENTENCE and text[0] not in "•–—-*[(>"
