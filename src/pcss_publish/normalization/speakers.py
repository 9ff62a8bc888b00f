"""Interviews: names before colons, and who of them asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.labels import TurnKind, recurring_speakers, speaker_of
from pcss_publish.normalization.turn import Scheme, Turn, ends_asking, is_plain, is_question_line


def speaking(chunks: Sequence[Chunk], askers: frozenset[str]) -> Scheme | None:
    """Names before colons: an interview, or experts who answer lines that ask."""
    texts = [chunk.text for chunk in chunks if is_plain(chunk)]
    voices = _voices(texts, askers)
    at = {
        n: speaker
        for n, chunk in enumerate(chunks)
        if is_plain(chunk) and (speaker := speaker_of(chunk.text)) and speaker.name in voices
    }
    lines = [n for n in range(len(chunks)) if n not in at and is_question_line(chunks, n) and n + 1 in at]
    asking = sum(ends_asking(chunks[n].text) for n in at)
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
    found = [
        Turn(n, roles[voices[one.name]], one.end, one.name, one.glued, speaker=one.name)
        for n, one in at.items()
    ]
    return Scheme("speakers", tuple(found), sure)


def _voices(texts: Sequence[str], askers: frozenset[str]) -> dict[str, str]:
    """Each label that names a speaker, with its voice: initials, full and joint names are one."""
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
        asking = sum(ends_asking(chunk.text) for chunk in own) / len(own)
        signs = any(_is_among(name, text) for text in full)
        brief = sum(chunk.words for chunk in own) / len(own)
        evidence[name] = (asking, signs)
        scores[name] = 2 * asking + 2 * signs + (1 if name == names[0] else 0) + (0.5 if brief < 20 else 0)
    ranked = sorted(names, key=lambda name: scores[name], reverse=True)
    gaps = [(scores[a] - scores[b], place) for place, (a, b) in enumerate(pairwise(ranked), 1)]
    widest, cut = max(gaps)
    roles: dict[str, TurnKind] = {
        name: "question" if place < cut else "answer" for place, name in enumerate(ranked)
    }
    # Names before colons are no interview while none of them asks or signs: 'Pros:' recurs as well.
    if not any(asks >= 0.3 or signs for asks, signs in evidence.values()):
        return {}, False
    return roles, widest >= 0.8


def _is_among(name: str, signed: str) -> bool:
    words = name.casefold().split()
    initials = "".join(word[0] for word in re.split(r"[\s-]+", signed) if word)
    return all(word in signed for word in words) or (
        name.isupper() and len(name) <= 4 and name.casefold() in initials
    )
