"""Which questions each answer serves."""

from __future__ import annotations

import re
from dataclasses import replace

from pcss_publish.model import Span
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.draft import Draft, Part

_LEADING_NUMBER = re.compile(r"\(?(?P<number>\d{1,3})[.):]\s+(?=\S)")


def map_answers(draft: Draft, parts: list[Part]) -> None:
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
