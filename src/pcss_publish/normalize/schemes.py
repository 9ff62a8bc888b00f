"""The ways in which pages set questions off from answers; each reads the chunks its own way or declines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pcss_publish.normalize import lexicon
from pcss_publish.normalize.chunks import Chunk, number_of
from pcss_publish.normalize.labels import Label, TurnKind, label_of, recurring_speakers, speaker_of

_LONGEST_QUESTION = 420
_OPENING_QUOTES = "“\"„«‚‘'"
_STARRED = re.compile(r"(?P<open>\*{1,2})(?P<text>[^*].*?)(?P=open)")
_NUMBERED = re.compile(r"(?P<label>(?:[QqFfPpVv]\s?|#\s?)?\d{1,2}\s*[|.):–—-])\s*(?=\S)")
_INNER_TURN = re.compile(r"(?<=[.?!”\"])\s+(?:Q|A|F|P|R|V)[.:]\s")


@dataclass(frozen=True)
class Turn:
    """A turn begins at chunk ``at``. ``end`` is the length of its label in the chunk's text, with ``text`` its words;
    ``only``: the turn is this one chunk; ``stop``: a heading of the same rank that is no question."""

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


class Scheme(NamedTuple):
    """The turns that one reading finds, and whether it is sure who asks."""

    name: str
    turns: tuple[Turn, ...]
    sure: bool = True


def choose_scheme(chunks: Sequence[Chunk], askers: frozenset[str]) -> Scheme | None:
    """The first reading that fits; None for an essay.

    Args:
        chunks: the article below its head.
        askers: names of the byline, case folded: in an interview those who sign ask.
    """
    for reading in (_labelled, _letters, _speaking, _marked_lines, _question_lines, _listed):
        scheme = reading(chunks, askers)
        if scheme:
            return None if _is_quoted(chunks, scheme) else scheme
    return None


def _is_quoted(chunks: Sequence[Chunk], scheme: Scheme) -> bool:
    """Whether the turns are a dialogue that an essay quotes: much prose before, short lines in close order."""
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


def _plain(chunk: Chunk) -> bool:
    return chunk.kind == "para" and len(chunk.parts) > 0


def _labelled(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """Labels that a language has for question and answer."""
    found = {n: label for n, chunk in enumerate(chunks) if _plain(chunk) and (label := _sound_label(chunk.text))}
    asked = [n for n, label in found.items() if label.kind == "question"]
    answered = [n for n, label in found.items() if label.kind == "answer"]
    turns = [_turn(n, label, chunks[n].text) for n, label in found.items()]
    if asked and answered:
        return Scheme("labels", tuple(turns))
    if asked and _others_speak(chunks, asked):
        return None
    if asked and (len(asked) >= 2 or _asks(chunks[asked[0]].text)) and all(n + 1 < len(chunks) for n in asked):
        turns = [turn for turn in turns if turn.kind == "question"]
        return Scheme("labelled questions", tuple(_with_answers(chunks, turns)))
    if answered:
        return _answers_only(chunks, turns, answered)
    return None


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
    listed = _question_items(chunks[:first])
    if listed:
        return Scheme("listed questions", (*listed, *turns))
    lines = [Turn(n, "question", only=True) for n, chunk in enumerate(chunks) if _is_question_line(chunks, n)]
    lines = [turn for turn in lines if turn.at not in answered]
    if lines and lines[0].at < first:
        return Scheme("question lines, labelled answers", tuple(sorted([*lines, *turns], key=lambda turn: turn.at)))
    if first and len(answered) == 1 and _asks(" ".join(chunk.text for chunk in chunks[:first])):
        return Scheme("letter, labelled answer", (Turn(0, "question"), *turns), sure=first <= 3)
    return None


def _asks(text: str) -> bool:
    return "?" in text or "؟" in text or "？" in text


def _question_items(chunks: Sequence[Chunk]) -> list[Turn]:
    """The last run of list items among ``chunks`` most of which ask."""
    places = [n for n, chunk in enumerate(chunks) if chunk.kind == "item" and number_of(chunk.mark) is not None]
    if len(places) < 2:
        return []
    run = [places[-1]]
    for n in reversed(places[:-1]):
        if n != run[0] - 1:
            break
        run.insert(0, n)
    asking = sum(_ends_asking(chunks[n].text) for n in run)
    if len(run) < 2 or asking * 5 < len(run) * 3:
        return []
    return [Turn(n, "question", only=True, number=number_of(chunks[n].mark)) for n in run]


def _ends_asking(text: str) -> bool:
    return text.rstrip("”\"»’*) \u00a0").endswith(("?", "？", "؟"))


def _listed(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """A list of questions near the top, then prose that answers them all."""
    half = len(chunks) // 2 + 1
    listed = _question_items(chunks[:half])
    if not listed or listed[-1].at + 1 >= len(chunks):
        return None
    if not all(_ends_asking(chunks[turn.at].text) for turn in listed):
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


def _letters(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """A letter with its salutation, and the reply with another."""
    opening = lexicon.pattern("labels.letter_opening")
    at = [n for n, chunk in enumerate(chunks) if _plain(chunk) and opening.fullmatch(chunk.text)]
    if len(at) < 2 or at[1] == at[0] + 1:
        return None
    turns: list[Turn] = []
    for place, n in enumerate(at):
        turns.append(Turn(n, "answer" if place % 2 else "question", len(chunks[n].text), chunks[n].text, own_line=True))
    return Scheme("letters", tuple(turns))


def _speaking(chunks: Sequence[Chunk], askers: frozenset[str]) -> Scheme | None:
    """Names before colons: an interview, or experts who answer lines that ask."""
    texts = [chunk.text for chunk in chunks if _plain(chunk)]
    voices = _voices(texts, askers)
    at = {n: speaker for n, chunk in enumerate(chunks) if _plain(chunk) and (speaker := speaker_of(chunk.text)) and speaker.name in voices}
    lines = [n for n in range(len(chunks)) if n not in at and _is_question_line(chunks, n) and n + 1 in at]
    asking = sum(_ends_asking(chunks[n].text) for n in at)
    if len(at) < (2 if len(lines) >= 2 else 3):
        return None
    if lines and len(lines) <= len(at) <= 4 * len(lines) and asking * 5 <= len(at):
        turns = [Turn(n, "question", only=True) for n in lines]
        turns += [Turn(n, "answer", one.end, one.name, one.glued, speaker=one.name) for n, one in at.items()]
        return Scheme("question lines, speakers", tuple(sorted(turns, key=lambda turn: turn.at)))
    if len({voices[one.name] for one in at.values()}) < 2:
        return None
    roles, sure = _roles_of_voices(chunks, {n: voices[one.name] for n, one in at.items()}, askers)
    if not roles:
        return None
    found = [Turn(n, roles[voices[one.name]], one.end, one.name, one.glued, speaker=one.name) for n, one in at.items()]
    return Scheme("speakers", tuple(found), sure)


def _voices(texts: Sequence[str], askers: frozenset[str]) -> dict[str, str]:
    """Each label that names a speaker, with the voice that it stands for: initials, full and joint names are one."""
    often = recurring_speakers(texts)
    voices = {name: name for name in often}
    once = {one.name for text in texts if (one := speaker_of(text))} - set(often)
    for name in once:
        initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
        parts = re.split(r"\s+(?:and|und|et|y|en|&)\s+|\s*[,/]\s*", name)
        if initials in often:
            voices[name] = initials
        elif len(parts) > 1 and all(part in often for part in parts):
            voices[name] = parts[0]
        elif name.casefold() in askers:
            voices[name] = name
    return voices


def _roles_of_voices(
    chunks: Sequence[Chunk], at: dict[int, str], askers: frozenset[str]
) -> tuple[dict[str, TurnKind], bool]:
    """Who asks and who answers, by the byline, by question marks, by who begins and who is brief."""
    names = list(dict.fromkeys(at.values()))
    full = [" ".join(askers)]
    scores: dict[str, float] = {}
    evidence: dict[str, tuple[float, bool]] = {}
    for name in names:
        own = [chunks[n] for n, voice in at.items() if voice == name]
        asking = sum(_ends_asking(chunk.text) for chunk in own) / len(own)
        signs = any(_is_among(name, text) for text in full)
        brief = sum(chunk.words for chunk in own) / len(own)
        evidence[name] = (asking, signs)
        scores[name] = 2 * asking + 2 * signs + (1 if name == names[0] else 0) + (0.5 if brief < 20 else 0)
    ranked = sorted(names, key=lambda name: scores[name], reverse=True)
    gaps = [(scores[a] - scores[b], place) for place, (a, b) in enumerate(zip(ranked, ranked[1:], strict=False), 1)]
    widest, cut = max(gaps)
    roles: dict[str, TurnKind] = {name: "question" if place < cut else "answer" for place, name in enumerate(ranked)}
    # Names before colons are no interview while none of them asks or signs: 'Pros:' and 'Cons:' recur as well.
    if not any(asks >= 0.3 or signs for asks, signs in evidence.values()):
        return {}, False
    return roles, widest >= 0.8


def _is_among(name: str, signed: str) -> bool:
    words = name.casefold().split()
    initials = "".join(word[0] for word in re.split(r"[\s-]+", signed) if word)
    return all(word in signed for word in words) or (name.isupper() and len(name) <= 4 and name.casefold() in initials)


def _marked_lines(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """Headings between asterisks or with running numbers, each a question with its answer below."""
    starred = [(n, match) for n, chunk in enumerate(chunks) if _plain(chunk) and (match := _STARRED.fullmatch(chunk.text))]
    asking = [n for n, match in starred if _ends_asking(match["text"])]
    if len(asking) >= 2:
        turns = []
        for n, match in starred:
            trim = match.span("text")
            turns.append(Turn(n, "question" if n in asking else None, only=True, trim=trim))
        return Scheme("starred headings", tuple(_answers_between(chunks, turns)))
    numbered = _numbered_lines(chunks)
    if numbered:
        return Scheme("numbered headings", tuple(_answers_between(chunks, numbered)))
    return None


def _numbered_lines(chunks: Sequence[Chunk]) -> list[Turn]:
    """Lines with running numbers that ask, each with prose below it."""
    found = []
    for n, chunk in enumerate(chunks):
        match = _NUMBERED.match(chunk.text) if _plain(chunk) and len(chunk.text) <= _LONGEST_QUESTION else None
        if match and (chunk.gap or _ends_asking(chunk.text)):
            number = number_of(match["label"])
            found.append(Turn(n, "question", len(match["label"]), match["label"], number=number, only=True))
    asking = sum(_ends_asking(chunks[turn.at].text) for turn in found)
    numbers = [turn.number for turn in found]
    apart = all(b.at - a.at >= 2 for a, b in zip(found, found[1:], strict=False))
    running = numbers == list(range(1, len(found) + 1))
    return found if len(found) >= 2 and asking * 2 >= len(found) and running and apart else []


def _answers_between(chunks: Sequence[Chunk], turns: Sequence[Turn]) -> list[Turn]:
    found: list[Turn] = []
    starts = {turn.at for turn in turns}
    for turn in turns:
        found.append(turn)
        if turn.kind and turn.at + 1 < len(chunks) and turn.at + 1 not in starts:
            found.append(Turn(turn.at + 1, "answer"))
    return found


def _is_question_line(chunks: Sequence[Chunk], n: int) -> bool:
    """A paragraph of its own that asks and is no part of a dialogue; what follows does not ask."""
    chunk = chunks[n]
    if not _plain(chunk) or len(chunk.text) > _LONGEST_QUESTION or not _ends_asking(chunk.text):
        return False
    if chunk.text[0] in _OPENING_QUOTES or chunk.text[0] in "—–-(" or n + 1 >= len(chunks):
        return False
    return chunk.gap and not _ends_asking(chunks[n + 1].text)


def _question_lines(chunks: Sequence[Chunk], _: frozenset[str]) -> Scheme | None:
    """Plain lines that end in a question mark, as headings over their answers."""
    at = [n for n in range(len(chunks)) if _is_question_line(chunks, n)]
    if len(at) < 2 or not _stand_as_headings(chunks, at):
        return None
    total = sum(chunk.words for chunk in chunks) or 1
    if sum(chunk.words for chunk in chunks[: at[0]]) > 0.4 * total:
        return None
    tight = sum(not chunks[n + 1].gap for n in at) * 2 >= len(at)
    turns = [Turn(n, "question", only=True) for n in at]
    turns += [Turn(n, None, only=True) for n in range(at[0], len(chunks) - 1) if n not in at and _is_rank_mate(chunks, n, tight)]
    turns.sort(key=lambda turn: turn.at)
    return Scheme("question lines", tuple(_answers_between(chunks, turns)))


def _stand_as_headings(chunks: Sequence[Chunk], at: Sequence[int]) -> bool:
    """Short lines are headings; longer ones only where they come thick and regularly."""
    if 2 * sum(chunks[n].words <= 30 for n in at) >= len(at):
        return True
    brief = all(chunks[n].words <= 70 for n in at)
    return brief and len(at) >= 3 and max(b - a for a, b in zip(at, at[1:], strict=False)) <= (12 if len(at) >= 5 else 7)


def _is_rank_mate(chunks: Sequence[Chunk], n: int, tight: bool) -> bool:
    """A heading of the questions' rank that asks nothing."""
    chunk, below = chunks[n], chunks[n + 1]
    if not _plain(chunk) or not chunk.gap or chunk.words > 8 or chunk.text[-1] in ".!?…:;,”\")":
        return False
    return below.gap != tight and _plain(below) and below.words > 8
