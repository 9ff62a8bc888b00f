"""A turn of a question-and-answer page, and what every way of reading one needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pcss_publish.normalization.chunks import Chunk, number_of
from pcss_publish.normalization.labels import TurnKind

LONGEST_QUESTION = 420

_OPENING_QUOTES = "“\"„«‚‘'"


@dataclass(frozen=True)
class Turn:
    """A turn begins at chunk ``at``.

    ``end`` is the length of its label in the chunk's text, ``text`` its words; ``only``: it is this one
    chunk; without ``kind`` it is a heading of the same rank that asks nothing; ``trim``: the place of
    the text between a heading's marks; ``split``: where in the text a question
    ends that its answer follows in one paragraph.
    """

    at: int
    kind: TurnKind | None
    end: int = 0
    text: str = ""
    glued: bool = False
    number: int | None = None
    own_line: bool = False
    only: bool = False
    speaker: str = ""
    trim: tuple[int, int] | None = None
    split: int = 0


class Scheme(NamedTuple):
    """The turns that one reading finds, and whether it is sure who asks."""

    name: str
    turns: tuple[Turn, ...]
    sure: bool = True


def is_plain(chunk: Chunk) -> bool:
    """Whether a chunk is a paragraph with text."""
    return chunk.kind == "para" and len(chunk.parts) > 0


def question_items(chunks: Sequence[Chunk]) -> list[Turn]:
    """The last run of list items among ``chunks`` most of which ask."""
    places = [
        n for n, chunk in enumerate(chunks) if chunk.kind == "item" and number_of(chunk.mark) is not None
    ]
    if len(places) < 2:
        return []
    run = [places[-1]]
    for n in reversed(places[:-1]):
        if n != run[0] - 1:
            break
        run.insert(0, n)
    asking = sum(ends_asking(chunks[n].text) for n in run)
    if len(run) < 2 or asking * 5 < len(run) * 3:
        return []
    return [Turn(n, "question", only=True, number=number_of(chunks[n].mark)) for n in run]


def ends_asking(text: str) -> bool:
    """Whether a text ends with a question mark, whatever closes behind it."""
    return text.rstrip('”"»’*) \u00a0').endswith(("?", "？", "؟"))


def answers_between(chunks: Sequence[Chunk], turns: Sequence[Turn]) -> list[Turn]:
    """Put an answer behind each question: all up to the next heading."""
    found: list[Turn] = []
    starts = {turn.at for turn in turns}
    for turn in turns:
        found.append(turn)
        if turn.kind and turn.at + 1 < len(chunks) and turn.at + 1 not in starts:
            found.append(Turn(turn.at + 1, "answer"))
    return found


def is_question_line(chunks: Sequence[Chunk], n: int) -> bool:
    """A paragraph of its own that asks and is no part of a dialogue; what follows does not ask."""
    chunk = chunks[n]
    if not is_plain(chunk) or len(chunk.text) > LONGEST_QUESTION or not ends_asking(chunk.text):
        return False
    if chunk.text[0] in _OPENING_QUOTES or chunk.text[0] in "—–-(" or n + 1 >= len(chunks):
        return False
    return chunk.gap and not ends_asking(chunks[n + 1].text)
