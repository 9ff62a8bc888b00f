"""Footnotes that the markup names: a section of notes, set aside before anything is read by its wording."""

from __future__ import annotations

from pcss_publish.normalization.chunks import chunked
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.marks import places


def find_marked_notes(draft: Draft) -> None:
    """Take the lines of marked notes out of the article and of the comments that may stand above them."""
    if draft.marks.authored:
        return
    for mark in draft.marks.of("section"):
        lines = [draft.lines[place] for place in places(draft.lines, mark.span)]
        draft.parts.append(Part("section", section="notes", chunks=chunked(lines, draft.text, None)))
        draft.noted |= {line.number for line in lines}
