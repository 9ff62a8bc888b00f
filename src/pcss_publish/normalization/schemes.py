"""The ways in which pages set questions off from answers; each reads the chunks its own way or declines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.labelled import labelled, letters, listed_questions, signed_letters
from pcss_publish.normalization.question_lines import marked_lines, question_lines, run_in_questions
from pcss_publish.normalization.speakers import speaking
from pcss_publish.normalization.turn import Scheme

# Marked forms first; those that only punctuation marks come last.
READINGS: tuple[Callable[[Sequence[Chunk], frozenset[str]], Scheme | None], ...] = (
    labelled,
    letters,
    speaking,
    marked_lines,
    run_in_questions,
    question_lines,
    signed_letters,
    listed_questions,
)


def choose_scheme(chunks: Sequence[Chunk], askers: frozenset[str]) -> Scheme | None:
    """The first reading that fits; None for an essay.

    Args:
        chunks: the article below its head.
        askers: names of the byline, case folded: in an interview those who sign ask.
    """
    for reading in READINGS:
        scheme = reading(chunks, askers)
        if scheme:
            return None if _is_quoted(chunks, scheme) else scheme
    return None


def _is_quoted(chunks: Sequence[Chunk], scheme: Scheme) -> bool:
    """Whether the turns are a dialogue that an essay quotes: much prose before, short lines."""
    total = sum(chunk.words for chunk in chunks) or 1
    turns = [turn for turn in scheme.turns if turn.kind]
    before = sum(chunk.words for chunk in chunks[: turns[0].at])
    if before > 0.55 * total:
        return True
    if scheme.name not in {"labels", "speakers", "question lines, speakers"} or len(turns) < 4:
        return False
    spoken = sorted(chunks[min(turn.at + turn.own_line, len(chunks) - 1)].words for turn in turns)
    brief = spoken[len(spoken) // 2] <= 14
    close = sum(not chunks[turn.at].gap for turn in turns) * 2 >= len(turns)
    return brief and before > 0.12 * total and (close or sum(spoken) < 0.3 * total)
