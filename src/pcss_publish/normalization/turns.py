"""Cut the article into intro, questions, answers and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence

from pcss_publish.findings import finding
from pcss_publish.model import Span
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.schemes import choose_scheme
from pcss_publish.normalization.serving import map_answers
from pcss_publish.normalization.turn import Scheme, Turn
from pcss_publish.normalization.turn_ends import tidied
from pcss_publish.normalization.unlabelled import unlabelled_letter


def read_turns(draft: Draft) -> None:
    """Give every chunk of the body to an intro, a question, an answer or a section."""
    chunks = draft.chunks
    names = draft.head.byline.names if draft.head.byline else ()
    scheme = choose_scheme(chunks, frozenset(person.name.casefold() for person in names))
    if scheme is None:
        if chunks:
            draft.parts.append(Part("section", list(chunks)))
            _ask_about_letter(draft, chunks)
    else:
        draft.parts += _parts(draft, chunks, scheme)
        if not scheme.sure:
            _ask_who_speaks(draft)
    draft.take(chunks)


def _ask_who_speaks(draft: Draft) -> None:
    first = next(part for part in draft.parts if part.kind in {"question", "answer"})
    draft.findings.append(
        finding(
            "A006", "The page does not make clear who asks and who answers.",
            hint="Settle A006 in the desk file once the questions and answers have been checked.",
            span=first.chunks[0].span if first.chunks else None,
        )
    )  # fmt: skip


def _ask_about_letter(draft: Draft, chunks: Sequence[Chunk]) -> None:
    signed = unlabelled_letter(chunks)
    if signed:
        draft.findings.append(
            finding(
                "A006", f"A reader's letter seems to end with “{signed.text[-60:]}” and an answer to begin "
                "below; no label says so, and nothing was attributed.",
                hint="It is printed as one running text. Settle A006 if that will do; else label both in the "
                "copy (Question:, Answer:).",
                span=signed.span,
            )
        )  # fmt: skip


def _parts(draft: Draft, chunks: Sequence[Chunk], scheme: Scheme) -> list[Part]:
    turns = {turn.at: turn for turn in scheme.turns}
    parts: list[Part] = []
    first = min(turns)
    intro = list(chunks[:first])
    if intro:
        parts.append(Part("intro", intro))
    n = first
    while n < len(chunks):
        if n in turns:
            parts += _begin_both(draft, chunks[n], turns[n])
            if turns[n].only and turns[n].kind == "question" and n + 1 not in turns:
                n = _after_single(chunks, n, turns, parts)
                continue
        else:
            parts[-1].chunks.append(chunks[n])
        n += 1
    parts = tidied(parts, scheme)
    map_answers(draft, parts)
    return parts


def _after_single(chunks: Sequence[Chunk], n: int, turns: dict[int, Turn], parts: list[Part]) -> int:
    """What follows a one-paragraph question up to the next turn belongs to the article."""
    end = n + 1
    while end < len(chunks) and end not in turns:
        end += 1
    parts.append(Part("section", list(chunks[n + 1 : end])))
    return end


def _begin_both(draft: Draft, chunk: Chunk, turn: Turn) -> list[Part]:
    """The part that a turn begins; two where a question and its answer share a paragraph."""
    if not turn.split:
        return [_begin(draft, chunk, turn)]
    cut = chunk.parts[0].start + turn.split
    return [Part("question", [chunk.until(cut, draft.text)]), Part("answer", [chunk.cut(cut, draft.text)])]


def _begin(draft: Draft, chunk: Chunk, turn: Turn) -> Part:
    part = Part(turn.kind or "section", number=turn.number, speaker=turn.speaker, glued=turn.glued)
    start = chunk.parts[0].start
    if turn.kind is None:
        part.heading, part.section = _trimmed(draft, chunk, turn), "aside"
        return part
    if turn.own_line:
        part.label = chunk.span
        return part
    if turn.end:
        part.label = Span(start, start + turn.end)
        chunk = chunk.cut(start + turn.end, draft.text)
    elif chunk.marker and turn.kind == "question":
        part.label = chunk.marker
    part.chunks.append(_trimmed(draft, _unquoted(draft, chunk, turn), turn))
    return part


def _trimmed(draft: Draft, chunk: Chunk, turn: Turn) -> Chunk:
    """Without the asterisks around a heading."""
    if not turn.trim:
        return chunk
    start = chunk.parts[0].start
    return chunk.until(start + turn.trim[1], draft.text).cut(start + turn.trim[0], draft.text)


def _unquoted(draft: Draft, chunk: Chunk, turn: Turn) -> Chunk:
    """Without a closing quotation mark whose opening one stands before the list of questions."""
    if turn.only and chunk.marker and chunk.text.endswith(("?”", '?"', "?»", "?“")):
        closing = chunk.text[-1]
        opening = {"”": "“", '"': '"', "»": "«", "“": "„"}[closing]
        if opening not in chunk.text[:-1]:
            return chunk.until(chunk.parts[-1].end - 1, draft.text)
    return chunk
