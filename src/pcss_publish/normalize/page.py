"""Tell the article from the page around it: menus, sharing, related pages, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from pcss_publish.normalize.chunks import chunked
from pcss_publish.normalize.cues import bears_role, is_credit_or_caption
from pcss_publish.normalize.dates import stamps
from pcss_publish.normalize.draft import Draft
from pcss_publish.normalize.furniture import is_furniture, opens_related
from pcss_publish.normalize.heading import is_meta_line
from pcss_publish.normalize.lines import Line

_SENTENCE = '.!?…:;”"»)'


def find_furniture(draft: Draft) -> None:
    """Mark the lines of the page's furniture within the article, then cut the rest into chunks."""
    lines = draft.lines[: draft.article_end]
    marked = {line.number for n, line in enumerate(lines) if is_furniture(line) and not _kept(lines, n)}
    marked |= _related_lists(lines, marked)
    marked |= _foot(lines, marked)
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
    for n, line in enumerate(lines):
        above_is_clear = n == 0 or lines[n - 1].blank or lines[n - 1].number in marked
        if n <= first_prose or line.blank or not above_is_clear or not opens_related(line.text):
            continue
        listed = _short_lines(lines, n + 1)
        if listed is not None:
            found |= {line.number, *listed}
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
    """Short lines without a sentence between the article's last words and the comments."""
    found: set[int] = set()
    for n in range(len(lines) - 1, -1, -1):
        line = lines[n]
        if line.blank or line.number in marked:
            continue
        if not _is_scrap(line) or _kept(lines, n) or _is_substantial(lines, n):
            break
        found.add(line.number)
    return found


def _is_scrap(line: Line) -> bool:
    text = line.text
    return len(text) <= 90 and text[-1] not in _SENTENCE and text[0] not in "•–—-*[(>"


def _is_substantial(lines: Sequence[Line], n: int) -> bool:
    """A short line that ends a wrapped sentence or belongs to a group that has one."""
    group = [lines[n]]
    for step in (-1, 1):
        m = n + step
        while 0 <= m < len(lines) and not lines[m].blank:
            group.append(lines[m])
            m += step
    return any(len(line.text) > 90 or line.text[-1] in ".…" for line in group) and not any(
        stamps(line.text) for line in group if len(line.text) < 40
    )
