"""Copyright lines in the page's foot that say what may be done with the text: statements, not furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.cues import roles_in
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.lines import Line

_MARK = re.compile(r"©|\(c\)(?=\s*\d{4})|\bcopyright\b", re.IGNORECASE)
_LONGEST = 600


def keep_rights(draft: Draft) -> None:
    """Make licences of the copyright lines with rights wording among what is left to the page."""
    region = draft.region
    foot = {item.line.number for item in region.rest} if region and region.reading else set()
    left = draft.furniture | foot
    for lines in _rights_lines([line for line in draft.lines if line.number in left]):
        draft.furniture -= {line.number for line in lines}
        spans = tuple(line.span for line in lines)
        text = " ".join(line.text for line in lines)
        chunk = Chunk("para", spans, text, lines[0], True, lines[-1])
        draft.parts.append(Part("statement", [chunk], roles=("licence",)))


def _rights_lines(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """A line with the mark and the wording, or with the mark alone above a line with the wording."""
    taken = 0
    for n, line in enumerate(lines):
        mark = _MARK.search(line.text)
        if not mark or len(line.text) > _LONGEST or line.number <= taken:
            continue
        below = lines[n + 1 : n + 2] if lines[n + 1 : n + 2] and _next_to(line, lines[n + 1]) else []
        if _reserves(line.text[mark.end() :]) or _reserves(line.text[: mark.start()]):
            found = [line]
        elif below and not _MARK.search(below[0].text) and _reserves(below[0].text):
            found = [line, *below]
        else:
            continue
        taken = found[-1].number
        yield found


def _next_to(line: Line, other: Line) -> bool:
    return other.number == line.number + 1


def _reserves(text: str) -> bool:
    return "licence" in roles_in(text.lstrip())
