"""What stands at the end of a turn and is not its words: signatures, headings, stage directions."""

from __future__ import annotations

import re

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.draft import Part
from pcss_publish.normalization.turn import Scheme

_SIGNATURE = re.compile(r"[—–-]{1,2}\s?\S.{0,60}")


def tidied(parts: list[Part], scheme: Scheme) -> list[Part]:
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
        found += _closing_words(found)
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


def _closing_words(parts: list[Part]) -> list[Part]:
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
    return [Part("section", rest)]


def _runs_on(part: Part) -> bool:
    """Whether a turn goes on in an unlabelled paragraph that no list or table parts from its beginning."""
    return any(
        b.kind == "para" and a.kind == "para" and not a.text.endswith(":")
        for a, b in zip(part.chunks, part.chunks[1:], strict=False)
    )
