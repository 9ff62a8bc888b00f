"""Questions and answers with labels, in lists, or as letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.labels import Label, label_of, speaker_of
from pcss_publish.normalization.turn import (
    Scheme,
    Turn,
    ends_asking,
    is_plain,
    is_question_line,
    question_items,
)
from pcss_publish.normalization.unlabelled import in_own_voice

_SIGNATURE = re.compile(r"[—–-]{1,2}\s?[^\W\d].{0,60}")
_INNER_TURN = re.compile(r"(?<=[.?!”\"])\s+(?:Q|A|F|P|R|V)[.:]\s")


def labelled(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """Labels that a language has for question and answer."""
    found = {
        n: label for n, chunk in enumerate(chunks) if is_plain(chunk) and (label := _sound_label(chunk.text))
    }
    asked = [n for n, label in found.items() if label.kind == "question"]
    answered = [n for n, label in found.items() if label.kind == "answer"]
    turns = [_turn(n, label, chunks[n].text) for n, label in found.items()]
    if asked and answered:
        return _list_under_heading(chunks, found, asked, answered) or Scheme("labels", tuple(turns))
    if asked and _others_speak(chunks, asked):
        return None
    if (
        asked
        and (len(asked) >= 2 or _asks(chunks[asked[0]].text))
        and all(n + 1 < len(chunks) for n in asked)
    ):
        turns = [turn for turn in turns if turn.kind == "question"]
        return Scheme("labelled questions", tuple(_with_answers(chunks, turns)))
    if answered:
        return _answers_only(chunks, turns, answered)
    return None


def _list_under_heading(
    chunks: Sequence[Chunk], found: dict[int, Label], asked: list[int], answered: list[int]
) -> Scheme | None:
    """A heading 'Questions' over a list of them, and one 'Answers' over what answers it."""
    first, second = asked[0], answered[0]
    if len(asked) > 1 or len(answered) > 1 or not (found[first].own_line and found[second].own_line):
        return None
    listed = [turn for turn in question_items(chunks[:second]) if turn.at > first]
    if len(listed) < 2:
        return None
    heading = Turn(first, None, only=True)
    return Scheme("listed questions", (heading, *listed, _turn(second, found[second], chunks[second].text)))


def _others_speak(chunks: Sequence[Chunk], asked: Sequence[int]) -> bool:
    """Whether the paragraphs below labelled questions bear a recurring name before a colon."""
    below = [speaker_of(chunks[n + 1].text) for n in asked if n + 1 < len(chunks)]
    names = [speaker.name for speaker in below if speaker]
    return len(names) * 2 > len(asked) and any(names.count(name) > 1 for name in names)


def _sound_label(text: str) -> Label | None:
    """A label, unless the paragraph itself runs through a whole dialogue."""
    label = label_of(text)
    if label and len(re.sub(r"\W", "", label.text)) == 1 and len(_INNER_TURN.findall(text)) >= 2:
        return None
    return label


def _turn(n: int, label: Label, text: str) -> Turn:
    aside = re.match(r"\s*\([^()\n]{2,40}\)(?=\s+\S)", text[label.end :])
    end = label.end + (aside.end() if aside and not label.own_line else 0)
    return Turn(n, label.kind, end, label.text, label.glued, label.number, label.own_line)


def _answers_only(chunks: Sequence[Chunk], turns: list[Turn], answered: list[int]) -> Scheme | None:
    """Labelled answers below unlabelled questions: a list, lines that ask, or a letter."""
    first = answered[0]
    listed = question_items(chunks[:first])
    if listed:
        return Scheme("listed questions", (*listed, *turns))
    opened = [
        Turn(n, "question", len(chunk.text), chunk.text, own_line=True)
        for n, chunk in enumerate(chunks)
        if is_plain(chunk) and n - 1 not in answered and _opening().fullmatch(chunk.text)
    ]
    if opened and opened[0].at < first:
        return Scheme("letters, labelled answers", tuple(sorted([*opened, *turns], key=lambda turn: turn.at)))
    lines = [Turn(n, "question", only=True) for n, chunk in enumerate(chunks) if is_question_line(chunks, n)]
    lines = [turn for turn in lines if turn.at not in answered]
    if lines and lines[0].at < first:
        return Scheme(
            "question lines, labelled answers", tuple(sorted([*lines, *turns], key=lambda turn: turn.at))
        )
    if first and len(answered) == 1 and _asks(" ".join(chunk.text for chunk in chunks[:first])):
        return Scheme("letter, labelled answer", (Turn(0, "question"), *turns), sure=first <= 3)
    return None


def _asks(text: str) -> bool:
    return "?" in text or "؟" in text or "？" in text


def signed_letters(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """Letters that end with a signature behind a dash; what follows each is the answer."""
    signed = [n for n in range(1, len(chunks) - 1) if _is_signature(chunks, n)]
    turns: list[Turn] = []
    floor = 0
    sure = True
    for n in signed:
        start = _letter_start(chunks, n, floor)
        salutation = _opening().fullmatch(chunks[start].text) is not None
        sure &= salutation or start == floor or not in_own_voice(chunks[start - 1].text)
        label = chunks[start].text if salutation else ""
        turns += [Turn(start, "question", len(label), label, own_line=salutation), Turn(n + 1, "answer")]
        floor = n + 2
    letter = (
        " ".join(chunk.text for turn in turns[:1] for chunk in chunks[turn.at : signed[0]]) if signed else ""
    )
    if not signed or (len(signed) == 1 and not _asks(letter)):
        return None
    return Scheme("signed letters", tuple(turns), sure=sure)


def _is_signature(chunks: Sequence[Chunk], n: int) -> bool:
    chunk = chunks[n]
    return (
        is_plain(chunk)
        and chunk.words <= 10
        and bool(_SIGNATURE.fullmatch(chunk.text))
        and chunk.text[-1] not in "?!:"
    )


def _letter_start(chunks: Sequence[Chunk], signature: int, floor: int) -> int:
    """Where a letter begins: at its salutation, else with the group of lines that its signature closes."""
    start = signature
    while start > floor and (start == signature or not chunks[start].gap):
        start -= 1
    for n in range(start, max(floor, signature - 6) - 1, -1):
        if _opening().fullmatch(chunks[n].text):
            return n
    return start


@cache
def _opening() -> re.Pattern[str]:
    return lexicon.pattern("labels.letter_opening")


def listed_questions(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """A list of questions near the top, then prose that answers them all."""
    half = len(chunks) // 2 + 1
    listed = question_items(chunks[:half])
    if not listed or listed[-1].at + 1 >= len(chunks):
        return None
    if not all(ends_asking(chunks[turn.at].text) for turn in listed):
        return None
    return Scheme("listed questions", (*listed, Turn(listed[-1].at + 1, "answer")), sure=True)


def _with_answers(chunks: Sequence[Chunk], asked: Sequence[Turn]) -> list[Turn]:
    """Put an unlabelled answer behind each question: it begins with the next paragraph."""
    found: list[Turn] = []
    starts = {turn.at for turn in asked}
    for turn in asked:
        found.append(turn)
        body = turn.at + (2 if turn.own_line else 1)
        if body < len(chunks) and body not in starts:
            found.append(Turn(body, "answer"))
    return found


def letters(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """A letter with its salutation, and the reply with another."""
    at = [n for n, chunk in enumerate(chunks) if is_plain(chunk) and _opening().fullmatch(chunk.text)]
    if len(at) < 2 or at[1] == at[0] + 1:
        return None
    turns: list[Turn] = []
    for place, n in enumerate(at):
        turns.append(
            Turn(n, "answer" if place % 2 else "question", len(chunks[n].text), chunks[n].text, own_line=True)
        )
    return Scheme("letters", tuple(turns))
