"""What each chunk below the last answer is: a notice, a note, a box, an invitation, or prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.cues import (
    STRONG,
    heading_role,
    of_the_page,
    run_in_role,
    sentences,
    statement_roles,
)
from pcss_publish.normalization.links import is_invitation

Kind = Literal["strong", "weak", "heading", "notes", "references", "note", "aside", "cta", "prose"]
_NOTE_MARK = re.compile(r"\[?\d{1,3}[\].)]?\s")


def kinds_of(chunks: Sequence[Chunk], names: Sequence[str]) -> list[Kind]:
    """The kind of each chunk; ``names`` are the people of the article."""
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
    if chunk.kind == "item" and of_the_page(text):
        return "strong"
    if chunk.kind != "para" and not _is_footnote(chunks, n):
        return "prose"
    if re.match(r"\[\d{1,3}\]\s", text):
        return "note"
    roles = {role for role, *_ in statement_roles(text)}
    if roles & STRONG or run_in_role(text):
        return "strong"
    if roles or chunk.kind == "item" or _is_about_signer(text, names):
        return "weak"
    return "prose"


def _is_footnote(chunks: Sequence[Chunk], n: int) -> bool:
    """A paragraph behind a star that is no item of a list."""
    chunk = chunks[n]
    listed = any(one.kind == "item" for one in (*chunks[max(0, n - 1) : n], *chunks[n + 1 : n + 2]))
    return chunk.kind == "item" and chunk.mark == "*" and chunk.gap and not listed


def _is_about_signer(text: str, names: Sequence[str]) -> bool:
    """A short paragraph in which a sentence begins with the name of one who signs."""
    return len(text) <= 600 and any(
        sentence.text.startswith(bare) and sentence.text[len(bare) : len(bare) + 1] in {" ", ",", "’", "'"}
        for sentence in sentences(text)
        for name in names
        if len((bare := re.split(r",|\s\(", name)[0].strip()).split()) >= 2
    )
