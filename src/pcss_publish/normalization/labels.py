"""Labels of questions and answers: what introduces a turn, told from the text that it introduces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from pcss_publish.normalization import lexicon

TurnKind = Literal["question", "answer"]

_LONGEST_LABEL = 60
_CAPITALS_LABEL = re.compile(
    r"(?P<label>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’. -]{1,30}[A-ZÀ-ÖØ-Þ])(?P<mark>\.)(?P<gap>\s+)(?=\S)"
)
_NAME_LABEL = re.compile(r"(?P<label>[^\W\d_][^:!?\n]{0,58}?)(?P<mark>\s?:)(?P<gap>\s*)(?=\S)")


class Label(NamedTuple):
    """``end`` is where the label with its marks ends, ``text`` its words; ``glued``: no blank after it."""

    kind: TurnKind
    end: int
    text: str
    glued: bool
    number: int | None
    own_line: bool
    marked: bool


@cache
def _shapes() -> tuple[tuple[TurnKind, re.Pattern[str], re.Pattern[str]], ...]:
    """For each kind: the label with a mark behind it, and the label glued to a capital."""
    kinds: tuple[tuple[TurnKind, str, str], ...] = (("question", "asks", "q"), ("answer", "replies", "a"))
    shapes = []
    for kind, verb, _ in kinds:
        words = lexicon.choice(f"labels.{kind}")
        who = rf"(?:\s+(?:{lexicon.choice('labels.from')})\s?[^:!?\n]{{2,48}}?)?"
        number = r"(?:\s?(?:no\.?\s?|nr\.?\s?|#)?(?P<number>\d{1,3}))?"
        aside = r"(?:\s*\([^()\n]{1,60}\))?"
        marked = re.compile(
            rf"\**(?P<words>(?:{words}){number}{who}{aside})\**(?P<mark>\s?[:.)|]|\s+[–—-])\**(?P<gap>\s*)",
            re.IGNORECASE,
        )
        del verb
        long_words = "|".join(word for word in lexicon.entries(f"labels.{kind}") if len(word) > 2)
        glued = re.compile(
            rf"(?P<words>(?i:{long_words}))(?:\s?(?P<number>\d{{1,3}}))?(?=[¿¡“«\"]?[A-ZÀ-ÖØ-Þ]|\d+[.,]\d)"
        )
        shapes.append((kind, marked, glued))
    return tuple(shapes)


@cache
def _own_line() -> tuple[tuple[TurnKind, re.Pattern[str]], ...]:
    kinds: tuple[TurnKind, ...] = ("question", "answer")
    number = r"(?:\s?(?:no\.?\s?|nr\.?\s?|#)?(?P<number>\d{1,3}))?"
    who = rf"(?P<who>\s+(?:{lexicon.choice('labels.from')})\s(?-i:[A-ZÀ-ÖØ-Þ])[^:!?\n]{{1,60}}?)?"
    return tuple(
        (
            kind,
            lexicon.pattern(f"labels.{kind}", rf"\**{{}}{number}{who}(?:\s*\([^()]{{1,70}}\))?\s?[:.)]?\**"),
        )
        for kind in kinds
    )


def label_of(text: str) -> Label | None:
    """The label at the start of a paragraph, from the languages' words for question and answer."""
    head = text[: _LONGEST_LABEL * 2]
    if len(text) <= _LONGEST_LABEL * 2:
        for kind, own in _own_line():
            match = own.fullmatch(text)
            if match and match["who"] and len(text.split(maxsplit=1)[0].strip("*")) < 3:
                continue
            if match and (len(re.sub(r"\W|\d", "", text)) > 1 or match["number"] or text[0].isupper()):
                return Label(kind, len(text), text.strip("*: "), False, _number(match["number"]), True, True)
    said = _saying(head, text)
    if said:
        return said
    for kind, marked, glued in _shapes():
        match = marked.match(head)
        if match and match.end() < len(text) and _is_label(match, text):
            tight = not match["gap"] and match["mark"].strip() != ")"
            return Label(
                kind,
                match.end() - len(match["gap"]),
                match["words"],
                tight,
                _number(match["number"]),
                False,
                True,
            )
        match = glued.match(head)
        if match and match.end() < len(text) and _parts_words(text, match.end()):
            return Label(kind, match.end(), match["words"], True, _number(match["number"]), False, False)
    return None


def _parts_words(text: str, at: int) -> bool:
    """Whether a label in capitals ends at ``at`` and is not the beginning of a longer word in capitals."""
    following = text[at : at + 2]
    return not (text[:at].isupper() and following.isalpha() and following.isupper())


def _saying(head: str, text: str) -> Label | None:
    """A label such as 'A member in Town asks:' or 'Our panel replies:'."""
    for kind, pattern in _verbs():
        match = pattern.match(head)
        if match and head[:1].isupper():
            alone = match.end() == len(text)
            glued = not match["gap"] and not alone
            return Label(kind, match.end() - len(match["gap"]), match["words"], glued, None, alone, True)
    return None


@cache
def _verbs() -> tuple[tuple[TurnKind, re.Pattern[str]], ...]:
    kinds: tuple[tuple[TurnKind, str], ...] = (("question", "asks"), ("answer", "replies"))
    return tuple(
        (kind, lexicon.pattern(f"labels.{key}", r"(?P<words>[^:!?.\n]{2,48}\s{})(?P<mark>\s?:)(?P<gap>\s*)"))
        for kind, key in kinds
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _is_label(match: re.Match[str], text: str) -> bool:
    """Single letters and whole sentences are labels only under stricter conditions."""
    words, mark, rest = match["words"], match["mark"].strip(), text[match.end() :]
    letters = re.sub(r"[\W\d]", "", words)
    if len(letters) == 1:
        if mark in {"–", "—", "-"}:
            return words[0].isupper() and rest[:1].isupper() and bool(match["gap"])
        return words[0].isupper() and mark in {":", ".", ")", "|"} and (bool(match["gap"]) or mark == ":")
    if mark == "." and not match["number"]:
        return False
    if mark in {"–", "—", "-"}:
        return words[:1].isupper() and rest[:1].isupper()
    return words[:1].isupper()


def is_labelled(text: str) -> bool:
    """Whether a paragraph opens with a label of a question or an answer."""
    return label_of(text) is not None


class Speaker(NamedTuple):
    """A name before a colon at a paragraph's start."""

    name: str
    end: int
    glued: bool


def speaker_of(text: str) -> Speaker | None:
    """What stands before a colon at the start, if it could be who speaks."""
    head = text[: _LONGEST_LABEL + 4]
    match = _CAPITALS_LABEL.match(head) or _NAME_LABEL.match(head)
    if not match or match.end() >= len(text):
        return None
    name = match["label"].strip("* ")
    words = name.split()
    if not words or len(words) > 6 or not name[0].isupper() or re.search(r"[.;,]\s\w+\s\w+\s\w+", name):
        return None
    if text[match.end("mark") : match.end("mark") + 2] == "//":
        return None
    return Speaker(name, match.end("mark"), not match["gap"])


def recurring_speakers(texts: Iterable[str]) -> dict[str, int]:
    """Names that stand before a colon at the start of at least two paragraphs, with how often."""
    counts: dict[str, int] = {}
    for text in texts:
        speaker = speaker_of(text)
        if speaker:
            counts[speaker.name] = counts.get(speaker.name, 0) + 1
    return {name: count for name, count in counts.items() if count >= 2}
