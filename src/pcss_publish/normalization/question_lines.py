"""Questions as lines of their own: between asterisks, with numbers, or plain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pcss_publish.normalization.chunks import Chunk, number_of
from pcss_publish.normalization.links import is_invitation
from pcss_publish.normalization.turn import (
    LONGEST_QUESTION,
    Scheme,
    Turn,
    answers_between,
    ends_asking,
    is_plain,
    is_question_line,
)

_STARRED = re.compile(r"(?P<open>\*{1,2})(?P<text>[^*].*?)(?P=open)")

_RUN_IN = re.compile(r"(?P<question>(?![“\"„«‘—–-])[^?\n]{4,140}\?)\s+(?=[^\W_a-z]|[“¿¡])")
_NUMBERED = re.compile(r"(?P<label>(?:[QqFfPpVv]\s?|#\s?)?\d{1,2}\s*[|.):–—-])\s*(?=\S)")


def marked_lines(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """Headings between asterisks or with running numbers, each a question with its answer below."""
    starred = [
        (n, match)
        for n, chunk in enumerate(chunks)
        if is_plain(chunk) and (match := _STARRED.fullmatch(chunk.text))
    ]
    asking = [n for n, match in starred if ends_asking(match["text"])]
    if len(asking) >= 2:
        turns = []
        for n, match in starred:
            trim = match.span("text")
            turns.append(Turn(n, "question" if n in asking else None, only=True, trim=trim))
        return Scheme("starred headings", tuple(answers_between(chunks, turns)))
    numbered = _numbered_lines(chunks)
    if numbered:
        return Scheme("numbered headings", tuple(answers_between(chunks, numbered)))
    return None


def _numbered_lines(chunks: Sequence[Chunk]) -> list[Turn]:
    """Lines with running numbers that ask, each with prose below it."""
    found = []
    for n, chunk in enumerate(chunks):
        match = (
            _NUMBERED.match(chunk.text) if is_plain(chunk) and len(chunk.text) <= LONGEST_QUESTION else None
        )
        if match and (chunk.gap or ends_asking(chunk.text)):
            number = number_of(match["label"])
            found.append(Turn(n, "question", len(match["label"]), match["label"], number=number, only=True))
    asking = sum(ends_asking(chunks[turn.at].text) for turn in found)
    numbers = [turn.number for turn in found]
    apart = all(b.at - a.at >= 2 for a, b in pairwise(found))
    running = numbers == list(range(1, len(found) + 1))
    return found if len(found) >= 2 and asking * 2 >= len(found) and running and apart else []


def run_in_questions(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """Paragraphs that open with a question and answer it in the same line, as bold type set them off."""
    plain = [n for n, chunk in enumerate(chunks) if is_plain(chunk)]
    found = {n: end for n in plain if (end := _run_in_end(chunks[n].text))}
    if len(found) < 3:
        return None
    first, last = min(found), max(found)
    between = [n for n in plain if first <= n <= last]
    total = sum(chunk.words for chunk in chunks) or 1
    if len(found) * 5 < len(between) * 3 or sum(chunk.words for chunk in chunks[:first]) > 0.4 * total:
        return None
    return Scheme("run-in questions", tuple(Turn(n, "question", split=end) for n, end in found.items()))


def _run_in_end(text: str) -> int:
    """Where the question ends that a paragraph opens with; 0 where it opens with none."""
    match = _RUN_IN.match(text)
    if not match or is_invitation(text):
        return 0
    return match.end("question")


def question_lines(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """Plain lines that end in a question mark, as headings over their answers."""
    at = [n for n in range(len(chunks)) if is_question_line(chunks, n)]
    if len(at) < 2 or not _stand_as_headings(chunks, at):
        return None
    total = sum(chunk.words for chunk in chunks) or 1
    if sum(chunk.words for chunk in chunks[: at[0]]) > 0.4 * total:
        return None
    tight = sum(not chunks[n + 1].gap for n in at) * 2 >= len(at)
    turns = [Turn(n, "question", only=True) for n in at]
    turns += [
        Turn(n, None, only=True)
        for n in range(at[0], len(chunks) - 1)
        if n not in at and _is_rank_mate(chunks, n, tight)
    ]
    turns.sort(key=lambda turn: turn.at)
    # A heading right below a question leaves it without an answer: rather the signature of a letter.
    sure = not any(turn.kind is None and turn.at - 1 in at for turn in turns)
    return Scheme("question lines", tuple(answers_between(chunks, turns)), sure=sure)


def _stand_as_headings(chunks: Sequence[Chunk], at: Sequence[int]) -> bool:
    """Short lines are headings; longer ones only where they come thick and regularly."""
    if 2 * sum(chunks[n].words <= 30 for n in at) >= len(at):
        return True
    brief = all(chunks[n].words <= 70 for n in at)
    return brief and len(at) >= 3 and max(b - a for a, b in pairwise(at)) <= (12 if len(at) >= 5 else 7)


def _is_rank_mate(chunks: Sequence[Chunk], n: int, tight: bool) -> bool:
    """A heading of the questions' rank that asks nothing."""
    chunk, below = chunks[n], chunks[n + 1]
    if not is_plain(chunk) or not chunk.gap or chunk.words > 8 or chunk.text[-1] in '.!?…:;,”")':
        return False
    return below.gap != tight and is_plain(below) and below.words > 8
