"""What stands below the last answer: statements, notes, boxes, calls to action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from pcss_publish.model import Span, StatementRole
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.cues import (
    STRONG,
    has_run_in_heading,
    heading_role,
    sentences,
    statement_roles,
)
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.links import is_invitation

Kind = Literal["strong", "weak", "heading", "notes", "references", "note", "aside", "cta", "prose"]

_LONGEST_TAIL = 300
_NOTE_MARK = re.compile(r"\[?\d{1,3}[\].)]?\s")
_TOP: frozenset[str] = frozenset({"correction", "republication"})


def read_tail(draft: Draft) -> None:
    """Part the last node from what follows it, and lift notices that stand on top."""
    names = tuple(person.name for person in draft.head.byline.names) if draft.head.byline else ()
    parts: list[Part] = []
    ordered = sorted(draft.parts, key=lambda part: part.start)
    flowing = [part for part in ordered if part.kind in {"intro", "question", "answer", "section"}]
    for part in ordered:
        if flowing and part is flowing[0]:
            parts += _lift_top(draft, part)
        if flowing and part is flowing[-1]:
            parts += _cut_tail(draft, part, names, essay=len(flowing) == 1)
        if part.chunks or part.kind not in {"intro", "section"} or part.heading:
            parts.append(part)
    draft.parts = sorted(parts, key=lambda part: part.start)


def _lift_top(draft: Draft, part: Part) -> list[Part]:
    """Corrections and lines about an earlier publication at the head of the article."""
    found = []
    for chunk in list(part.chunks[:3]):
        roles = statement_roles(chunk.text)
        if roles and roles[0][0] in _TOP and chunk.kind == "para" and len(chunk.text) <= 600:
            found.append(_statement(draft, chunk))
            part.chunks.remove(chunk)
    return found


def _cut_tail(draft: Draft, part: Part, names: Sequence[str], *, essay: bool) -> list[Part]:
    # Nobody's end matter is longer; what stands higher is not looked at.
    skipped = max(0, len(part.chunks) - _LONGEST_TAIL)
    chunks = part.chunks[skipped:]
    kinds = _kinds(chunks, names)
    first = 1 if part.kind != "section" or essay else 0
    start = _tail_start(chunks, kinds, first)
    part.chunks = part.chunks[: skipped + start]
    return _tail_parts(draft, chunks[start:], kinds[start:])


def _kinds(chunks: Sequence[Chunk], names: Sequence[str]) -> list[Kind]:
    found: list[Kind] = []
    notes: Kind | None = None
    for n, chunk in enumerate(chunks):
        kind = _kind(chunks, n, names)
        if (
            notes
            and (not chunk.gap or _NOTE_MARK.match(chunk.whole))
            and kind not in {"heading", "notes", "references"}
        ):
            kind = "note"
        elif kind in {"notes", "references"}:
            notes = kind
        else:
            notes = None
        found.append(kind)
    return found


@cache
def _section(key: str) -> re.Pattern[str]:
    return lexicon.pattern(f"sections.{key}", r"{}\s*:?")


def _kind(chunks: Sequence[Chunk], n: int, names: Sequence[str]) -> Kind:
    chunk = chunks[n]
    text = chunk.text
    if chunk.kind == "para" and chunk.words <= 6:
        heads: tuple[Literal["notes", "references", "aside"], ...] = ("notes", "references", "aside")
        named = next((key for key in heads if _section(key).fullmatch(text)), None)
        if named and n + 1 < len(chunks):
            return named
        if heading_role(text) and n + 1 < len(chunks) and chunk.gap:
            return "heading"
    if chunk.kind in {"para", "item"} and is_invitation(text):
        return "cta"
    if chunk.kind != "para":
        return "prose"
    if re.match(r"\[\d{1,3}\]\s", text):
        return "note"
    roles = {role for role, *_ in statement_roles(text)}
    if roles & STRONG or has_run_in_heading(text):
        return "strong"
    if roles or _is_about_signer(text, names):
        return "weak"
    return "prose"


def _is_about_signer(text: str, names: Sequence[str]) -> bool:
    """A short paragraph in which a sentence begins with the name of one who signs."""
    return len(text) <= 600 and any(
        sentence.text.startswith(bare) and sentence.text[len(bare) : len(bare) + 1] in " ,’'"
        for sentence in sentences(text)
        for name in names
        if len((bare := re.split(r",|\s\(", name)[0].strip()).split()) >= 2
    )


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
    while (
        start < len(chunks)
        and kinds[start] == "cta"
        and chunks[start].kind == "para"
        and start == len(chunks) - 1
    ):
        break
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
    return above in {"strong", "heading", "notes", "references"} or (
        above == "weak"
        and start < len(chunks)
        and chunk.words < 40
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


def _tail_parts(draft: Draft, chunks: Sequence[Chunk], kinds: Sequence[Kind]) -> list[Part]:
    found: list[Part] = []
    heading: Chunk | None = None
    for chunk, kind in zip(chunks, kinds, strict=True):
        if kind == "heading":
            if heading:
                found.append(Part("section", heading=heading, section="aside"))
            heading = chunk
            continue
        part = _tail_part(draft, chunk, kind, heading, found)
        heading = None
        if part:
            found.append(part)
    if heading:
        found.append(Part("section", heading=heading, section="aside"))
    return found


def _tail_part(
    draft: Draft, chunk: Chunk, kind: Kind, heading: Chunk | None, found: list[Part]
) -> Part | None:
    """The part that a chunk begins; None where it goes on with the last one."""
    open_section = found[-1] if found and found[-1].kind == "section" else None
    if kind in {"notes", "references", "aside"}:
        return Part("section", heading=chunk, section=kind)
    if kind == "cta":
        return Part("cta", [chunk], label=chunk.marker)
    if kind == "note":
        return _note(draft, chunk, open_section)
    if kind in {"strong", "weak"} or heading:
        return _statement(draft, chunk, heading)
    if open_section and (not chunk.gap or (open_section.heading and not open_section.chunks)):
        open_section.chunks.append(chunk)
        return None
    return Part("section", [chunk], section="aside")


def _note(draft: Draft, chunk: Chunk, section: Part | None) -> Part | None:
    """A note; one that names who paid is a statement with the note's number as label."""
    roles = [role for role, *_ in statement_roles(chunk.text)]
    if "funding" in roles:
        return _statement(draft, chunk)
    if section and section.section in {"notes", "references"}:
        section.chunks.append(chunk)
        return None
    return Part("section", [chunk], section="notes")


def _statement(draft: Draft, chunk: Chunk, heading: Chunk | None = None) -> Part:
    found = statement_roles(chunk.text)
    roles: list[StatementRole] = list(dict.fromkeys(role for role, *_ in found))
    announced = heading_role(heading.text) if heading else None
    if not roles:
        roles = [announced or "about"]
    del draft
    label: Span | None = chunk.marker
    return Part("statement", [chunk], label=label, heading=heading, roles=tuple(roles))
