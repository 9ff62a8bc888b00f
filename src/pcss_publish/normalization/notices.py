"""Notices away from the article's end: in a box between two turns, or in the foot of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pcss_publish.normalization.chunks import Chunk, chunked
from pcss_publish.normalization.cues import STRONG, heading_role
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.end_matter import kinds_of
from pcss_publish.normalization.furniture import is_known, is_navigation
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.marks import numbers
from pcss_publish.normalization.tail import parts_of, people, statement

_LEGAL = STRONG | {"notice"}
_LEAST_WORDS = 3


def find_notices(draft: Draft) -> None:
    """Take boxes of notices out of the text around them, and notices out of the page's foot."""
    names = people(draft)
    boxed = [one for part in list(draft.parts) for one in _boxes(part, names)]
    draft.parts = sorted([*draft.parts, *boxed, *_in_foot(draft)], key=lambda part: part.start)


def _boxes(part: Part, names: Sequence[str]) -> Iterator[Part]:
    if part.kind not in {"intro", "question", "answer", "section"}:
        return
    n = 1
    while n < len(part.chunks):
        box = _box_at(part.chunks, n)
        kinds = kinds_of(box, names)
        if "heading" in kinds[:1] and "strong" in kinds[1:]:
            yield from parts_of(box, kinds)
            part.chunks = part.chunks[:n] + part.chunks[n + len(box) :]
        else:
            n += 1


def _box_at(chunks: Sequence[Chunk], n: int) -> list[Chunk]:
    """The heading of a notice at ``n`` with what stands below it without a gap, if there is one."""
    if not chunks[n].gap or not heading_role(chunks[n].text):
        return []
    end = n + 1
    while end < len(chunks) and not chunks[end].gap:
        end += 1
    return list(chunks[n : max(end, n + 2)])


def _in_foot(draft: Draft) -> Iterator[Part]:
    """Lines of the page below the article or the comments that say who pays, who owns, who answers for it."""
    known = {chunk.text for part in draft.parts if part.kind == "statement" for chunk in part.chunks}
    lines = [line for line in _foot_lines(draft) if not is_navigation(line.text)]
    for _, run in groupby(enumerate(lines), key=lambda pair: pair[1].number - pair[0]):
        last: Part | None = None
        for chunk in chunked([line for _, line in run], draft.text, draft.margin):
            part = statement(chunk)
            legal = chunk.kind == "para" and chunk.words >= _LEAST_WORDS and _LEGAL & set(part.roles)
            if not legal or chunk.text in known:
                last = None
            elif is_known(chunk.text):
                # 'All rights reserved' says nothing without the line that names whose.
                if last:
                    last.chunks = [_run_on(last.chunks[0], chunk)]
            else:
                known.add(chunk.text)
                last = part
                yield part


def _run_on(chunk: Chunk, below: Chunk) -> Chunk:
    return replace(chunk, parts=chunk.parts + below.parts, text=f"{chunk.text} {below.text}", last=below.last)


def _foot_lines(draft: Draft) -> list[Line]:
    """The page's own lines below the last words of the article, without what readers wrote."""
    last = max((chunk.last.number for part in draft.parts for chunk in part.chunks), default=0)
    hidden = numbers(draft.lines, [mark for mark in draft.marks.of("chrome") if mark.value == "hidden"])
    below = [
        line for line in draft.lines[: draft.article_end]
        if line.number in draft.furniture and line.number not in draft.voiced | hidden
    ]  # fmt: skip
    rest = draft.region.rest if draft.region and draft.region.reading else ()
    return [line for line in below if line.number > last] + [item.line for item in rest]
