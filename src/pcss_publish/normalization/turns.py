"""Cut the article into intro, questions, answers and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pcss_publish.findings import finding
from pcss_publish.model import Span
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.schemes import choose_scheme
from pcss_publish.normalization.turn import Scheme, Turn

_LEADING_NUMBER = re.compile(r"\(?(?P<number>\d{1,3})[.):]\s+(?=\S)")
_SIGNATURE = re.compile(r"[—–-]{1,2}\s?\S.{0,60}")


def read_turns(draft: Draft) -> None:
    """Give every chunk of the body to an intro, a question, an answer or a section."""
    chunks = draft.chunks
    names = draft.head.byline.names if draft.head.byline else ()
    scheme = choose_scheme(chunks, frozenset(person.name.casefold() for person in names))
    if scheme is None:
        if chunks:
            draft.parts.append(Part("section", list(chunks)))
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
    return _tidied(draft, parts, scheme)


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


def _tidied(draft: Draft, parts: list[Part], scheme: Scheme) -> list[Part]:
    """Split off signatures, headings between turns, stage directions and closing words."""
    found: list[Part] = []
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        tail: list[Part] = []
        if part.kind == "question":
            _sign(part, scheme)
        if not last and part.kind in {"question", "answer", "section", "intro"}:
            tail = _split_tail(part)
        if part.chunks or part.heading or part.label:
            found.append(part)
        found += tail
    if scheme.name == "speakers":
        found += _closing_words(draft, found)
    _map_answers(draft, found)
    return found


def _sign(part: Part, scheme: Scheme) -> None:
    """The last line of a letter, if it is a name and no sentence."""
    if len(part.chunks) < 2:
        return
    last = part.chunks[-1]
    dashed = _SIGNATURE.fullmatch(last.text) and last.words <= 12
    named = scheme.name == "letters" and last.words <= 8 and last.text[-1] not in ".?!"
    closing = lexicon.pattern("labels.letter_closing").match(last.text) and last.words <= 8
    if dashed or named or closing:
        part.signature = last
        part.chunks = part.chunks[:-1]


def _split_tail(part: Part) -> list[Part]:
    """A heading for what comes next, or a bracketed line between two turns, is nobody's speech."""
    if not part.chunks or (len(part.chunks) == 1 and part.kind != "intro"):
        return []
    last = part.chunks[-1]
    if last.kind != "para" or not last.gap:
        return []
    if last.text[0] in "[(" and last.text[-1] in "])":
        part.chunks = part.chunks[:-1]
        return [Part("section", [last])]
    if last.words <= 8 and last.text[-1] not in '.!?…:;,”"*)':
        part.chunks = part.chunks[:-1]
        return [Part("section", heading=last)]
    return []


def _closing_words(draft: Draft, parts: list[Part]) -> list[Part]:
    """An unlabelled last paragraph of an interview whose turns are all labelled is probably the writer's."""
    answers = [part for part in parts if part.kind == "answer"]
    if len(answers) < 3 or parts[-1] is not answers[-1]:
        return []
    continued = sum(_runs_on(part) for part in answers[:-1])
    if continued * 5 > len(answers) or len(answers[-1].chunks) < 2:
        return []
    own = answers[-1].chunks
    cut = 1
    while cut < len(own) and (
        own[cut].kind != "para" or own[cut - 1].kind != "para" or own[cut - 1].text.endswith(":")
    ):
        cut += 1
    rest = own[cut:]
    if not rest:
        return []
    answers[-1].chunks = own[:cut]
    del draft
    return [Part("section", rest)]


def _runs_on(part: Part) -> bool:
    """Whether a turn goes on in an unlabelled paragraph that no list or table parts from its beginning."""
    return any(
        b.kind == "para" and a.kind == "para" and not a.text.endswith(":")
        for a, b in zip(part.chunks, part.chunks[1:], strict=False)
    )


def _map_answers(draft: Draft, parts: list[Part]) -> None:
    """Say which questions each answer serves: by number, else by the run of questions before it."""
    _split_by_numbers(draft, parts)
    _split_by_ordinals(parts)
    questions = [part for part in parts if part.kind == "question"]
    place = {id(part): n for n, part in enumerate(questions)}
    by_number: dict[int | None, int] = {
        part.number: n for n, part in enumerate(questions) if part.number is not None
    }
    run: list[int] = []
    answers: list[Part] = []
    closed = False
    for part in [*parts, Part("question", number=-1)]:
        if part.kind == "answer":
            answers.append(part)
            closed = True
        elif part.kind == "question":
            if closed or part.number == -1:
                _serve(run, answers, by_number)
                run, answers, closed = [], [], False
            if id(part) in place:
                run.append(place[id(part)])
    del draft


def _serve(run: list[int], answers: list[Part], by_number: dict[int | None, int]) -> None:
    for n, part in enumerate(answers):
        if part.number is not None and part.number in by_number:
            part.serves = (by_number[part.number],)
        elif len(answers) == len(run) > 1:
            part.serves = (run[n],)
        else:
            part.serves = tuple(run)


def _split_by_numbers(draft: Draft, parts: list[Part]) -> None:
    """One label over answers whose paragraphs bear the questions' numbers, 1 to the last."""
    numbers = [part.number for part in parts if part.kind == "question"]
    answers = [part for part in parts if part.kind == "answer"]
    if len(answers) != 1 or len(numbers) < 2 or None in numbers:
        return
    only = answers[0]
    marked = {n: _LEADING_NUMBER.match(chunk.whole) for n, chunk in enumerate(only.chunks)}
    starts: list[int] = []
    for n, match in marked.items():
        if match and len(starts) < len(numbers) and int(match["number"]) == numbers[len(starts)]:
            starts.append(n)
    if len(starts) != len(numbers) or starts[0] != 0:
        return
    pieces = []
    for n, end, number in zip(starts, [*starts[1:], len(only.chunks)], numbers, strict=True):
        pieces.append(_numbered_answer(draft, only.chunks[n:end], marked[n], number))
    where = parts.index(only)
    parts[where : where + 1] = (
        [Part("section", heading=_label_chunk(only)), *pieces] if only.label else pieces
    )


def _label_chunk(part: Part) -> Chunk:
    """The label of a part on a line of its own, as a heading over several."""
    assert part.label is not None
    first = part.chunks[0]
    return Chunk("para", (part.label,), "", first.line, True, first.line)


def _numbered_answer(
    draft: Draft, chunks: list[Chunk], match: re.Match[str] | None, number: int | None
) -> Part:
    first = chunks[0]
    part = Part("answer", chunks, number=number)
    if first.marker:
        part.label = first.marker
        part.chunks = [replace(first, kind="para", marker=None, mark=""), *chunks[1:]]
    elif match:
        start = first.parts[0].start
        part.label = Span(start, start + len(match.group().rstrip()))
        part.chunks = [first.cut(start + match.end(), draft.text), *chunks[1:]]
    return part


def _split_by_ordinals(parts: list[Part]) -> None:
    """One label over several answers, where a later paragraph says which question it takes up.

    'As to the third question' in the third paragraph tells that the two before answer one question each.
    """
    questions = sum(part.kind == "question" for part in parts)
    answers = [part for part in parts if part.kind == "answer"]
    if len(answers) != 1 or questions < 2:
        return
    ordinals = lexicon.entries("ordinals")
    only = answers[0]
    for at, chunk in enumerate(only.chunks[:questions]):
        opening = chunk.text[:70].casefold()
        named = next((word for word in ordinals if re.search(rf"\b{word}\b", opening)), None)
        if at and named and _rank(named) == at + 1 and at + 1 == questions:
            pieces = [Part("answer", [one]) for one in only.chunks[:at]] + [Part("answer", only.chunks[at:])]
            pieces[0].label, pieces[0].glued = only.label, only.glued
            where = parts.index(only)
            parts[where : where + 1] = pieces
            return


def _rank(word: str) -> int:
    return next(
        place
        for table in lexicon.tables().values()
        for place, one in enumerate(table["ordinals"], 1)
        if one == word
    )
