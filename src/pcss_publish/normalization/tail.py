"""Part the last node from what follows it: statements, notes, boxes, calls to action."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pcss_publish.model import Span, StatementRole
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.cues import heading_role, of_the_page, statement_roles
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.end_matter import Kind, kinds_of

_LONGEST_TAIL = 300
_BRIEF = 40  # words
_FLOWING = frozenset({"intro", "question", "answer", "section"})
# Two or three words with capitals, particles between them.
_FULL_NAME = re.compile(
    r"(?<![\w’])[A-ZÄÖÜÉÀ][\w’.-]*(?:\s(?:d[aeiu]|del|van|von|der|la|le|el))*(?:\s[A-ZÄÖÜÉÀ][\w’-]+){1,2}"
)
_TOP: frozenset[str] = frozenset({"correction", "republication"})


def read_tail(draft: Draft) -> None:
    """Part the last node from what follows it, and lift notices that stand on top."""
    names = people(draft)
    parts: list[Part] = []
    ordered = sorted(draft.parts, key=lambda part: part.start)
    flowing = [part for part in ordered if part.kind in _FLOWING and part.section != "notes"]
    for part in ordered:
        if flowing and part is flowing[0]:
            parts += _lift_top(part)
        if flowing and part is flowing[-1]:
            parts += _cut_tail(part, names, essay=len(flowing) == 1)
        if part.chunks or part.kind not in {"intro", "section"} or part.heading:
            parts.append(part)
    draft.parts = sorted(parts, key=lambda part: part.start)


def people(draft: Draft) -> tuple[str, ...]:
    """The full names that sign, or that the introduction and the labels of turns name."""
    found = [person.name for person in draft.head.byline.names] if draft.head.byline else []
    found += [part.speaker for part in draft.parts if part.speaker]
    for part in draft.parts:
        if part.kind == "intro":
            found += [match.group() for chunk in part.chunks for match in _FULL_NAME.finditer(chunk.text)]
    return tuple(dict.fromkeys(found))


def _lift_top(part: Part) -> list[Part]:
    """Corrections and lines about an earlier publication at the head of the article."""
    found = []
    for chunk in list(part.chunks[:3]):
        roles = statement_roles(chunk.text)
        if roles and roles[0][0] in _TOP and chunk.kind == "para" and len(chunk.text) <= 600:
            found.append(statement(chunk))
            part.chunks.remove(chunk)
    return found


def _cut_tail(part: Part, names: Sequence[str], *, essay: bool) -> list[Part]:
    # Nobody's end matter is longer; what stands higher is not looked at.
    skipped = max(0, len(part.chunks) - _LONGEST_TAIL)
    chunks = part.chunks[skipped:]
    kinds = kinds_of(chunks, names)
    first = 1 if part.kind != "section" or essay else 0
    start = _tail_start(chunks, kinds, first)
    part.chunks = part.chunks[: skipped + start]
    return parts_of(chunks[start:], kinds[start:])


def _tail_start(chunks: Sequence[Chunk], kinds: Sequence[Kind], first: int) -> int:
    """The first place from which on nearly everything is a notice, a note, a box or an invitation."""
    start = len(chunks)
    n = len(chunks) - 1
    while n >= first:
        if kinds[n] != "prose":
            start = n
        elif not _is_stray(chunks, kinds, n, first, start):
            break
        n -= 1
    return start


def _is_stray(chunks: Sequence[Chunk], kinds: Sequence[Kind], n: int, first: int, start: int) -> bool:
    """Prose that stands among notices, in their box, or in one list with invitations."""
    chunk = chunks[n]
    if chunk.kind == "item":
        run = n
        while run > first and chunks[run - 1].kind == "item":
            run -= 1
        end = n
        while end + 1 < len(chunks) and chunks[end + 1].kind == "item":
            end += 1
        return any(kinds[m] == "cta" for m in range(run, end + 1)) or _box_above(chunks, kinds, run, first)
    if _box_above(chunks, kinds, n, first):
        return True
    above = kinds[n - 1] if n > first else "prose"
    brief = n - 2 >= first and max(chunk.words, chunks[n - 1].words) < _BRIEF
    if brief and above in {"prose", "weak"} and of_the_page(chunks[n - 2].text):
        return True
    return above in {"strong", "heading", "notes", "references"} or (
        above == "weak"
        and start < len(chunks)
        and chunk.words < _BRIEF
        and n - 2 >= first
        and kinds[n - 2] == "strong"
    )


def _box_above(chunks: Sequence[Chunk], kinds: Sequence[Kind], n: int, first: int) -> bool:
    """Whether the lines up to the gap above have a heading of a box on top."""
    while n > first and not chunks[n].gap:
        n -= 1
    if kinds[n] in {"aside", "notes", "references"}:
        return True
    return n > first and kinds[n - 1] in {"aside", "notes", "references"} and chunks[n].gap


def parts_of(chunks: Sequence[Chunk], kinds: Sequence[Kind]) -> list[Part]:
    """End matter as parts: headings with their statements, notes in their section, invitations."""
    found: list[Part] = []
    heading: Chunk | None = None
    for chunk, kind in zip(chunks, kinds, strict=True):
        if kind == "heading":
            if heading:
                found.append(Part("section", heading=heading, section="aside"))
            heading = chunk
            continue
        part = _tail_part(chunk, kind, heading, found)
        heading = None
        if part:
            found.append(part)
    if heading:
        found.append(Part("section", heading=heading, section="aside"))
    return found


def _tail_part(chunk: Chunk, kind: Kind, heading: Chunk | None, found: list[Part]) -> Part | None:
    """The part that a chunk begins; None where it goes on with the last one."""
    open_section = found[-1] if found and found[-1].kind == "section" else None
    if kind in {"notes", "references", "aside"}:
        return Part("section", heading=chunk, section=kind)
    if kind == "cta":
        return Part("cta", [chunk], label=chunk.marker)
    if kind == "note":
        return _note(chunk, open_section)
    if kind in {"strong", "weak"} or heading:
        return statement(chunk, heading)
    if open_section and (not chunk.gap or (open_section.heading and not open_section.chunks)):
        open_section.chunks.append(chunk)
        return None
    return Part("section", [chunk], section="aside")


def _note(chunk: Chunk, section: Part | None) -> Part | None:
    """A note; one that names who paid is a statement with the note's number as label."""
    roles = [role for role, *_ in statement_roles(chunk.text)]
    if "funding" in roles:
        return statement(chunk)
    if section and section.section in {"notes", "references"}:
        section.chunks.append(chunk)
        return None
    return Part("section", [chunk], section="notes")


def statement(chunk: Chunk, heading: Chunk | None = None) -> Part:
    """A chunk as a statement, with the roles that its words or its heading give it."""
    found = statement_roles(chunk.text)
    roles: list[StatementRole] = list(dict.fromkeys(role for role, *_ in found))
    announced = heading_role(heading.text) if heading else None
    if not roles:
        roles = [announced or "about"]
    label: Span | None = chunk.marker
    return Part("statement", [chunk], label=label, heading=heading, roles=tuple(roles))
