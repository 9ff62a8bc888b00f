"""Footnotes and notices that the markup names, set aside before anything is read by its wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcss_publish.model.marks import Mark
from pcss_publish.normalization.authored import field_of, statement_by
from pcss_publish.normalization.chunks import Chunk, chunked
from pcss_publish.normalization.cues import statement_roles
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.marks import places
from pcss_publish.normalization.tail import statement


def find_marked_notes(draft: Draft) -> None:
    """Take the lines of marked notes out of the article and of the comments that may stand above them."""
    if draft.marks.authored:
        return
    for mark in draft.marks.of("section", "notice"):
        lines = [draft.lines[place] for place in places(draft.lines, mark.span)]
        draft.noted |= {line.number for line in lines}
        if mark.kind == "notice":
            draft.parts.append(_notice(draft, mark, lines))
        else:
            draft.parts += _notes(chunked(lines, draft.text, None))


def _notice(draft: Draft, mark: Mark, lines: Sequence[Line]) -> Part:
    part = statement_by(mark)
    part.heading = field_of(draft, "part-heading", lines)
    first = part.heading.last.number if part.heading else 0
    part.chunks = chunked([line for line in lines if line.number > first], draft.text, None)
    if not part.chunks and part.heading:  # nothing but its title
        part.chunks, part.heading = [part.heading], None
    return part


def _notes(chunks: Sequence[Chunk]) -> Iterator[Part]:
    """A section of notes; one that names who paid is a statement."""
    section: Part | None = None
    for chunk in chunks:
        if any(role == "funding" for role, *_ in statement_roles(chunk.text)):
            section = None
            yield statement(chunk)
        elif section is None:
            section = Part("section", [chunk], section="notes")
            yield section
        else:
            section.chunks.append(chunk)
