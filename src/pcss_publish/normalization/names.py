"""How much a short text looks like a person's name, a pen name or a body's name."""

from __future__ import annotations

import re

LONGEST_NAME = 80

_PARTICLES = frozenset(
    [
        "a",
        "al",
        "as",
        "ap",
        "aus",
        "av",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "dit",
        "do",
        "dos",
        "du",
        "d",
        "e",
        "el",
        "en",
        "i",
        "ibn",
        "in",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "of",
        "och",
        "op",
        "ten",
        "ter",
        "the",
        "te",
        "und",
        "und’",
        "van",
        "vom",
        "von",
        "vu",
        "y",
        "zu",
        "zum",
        "zur",
        "&",
        "-",
        "and",
        "et",
        "med",
        "vet",
        "rer",
        "nat",
        "phil",
        "jur",
        "em",
        "stud",
        "iur",
        "cand",
        "dipl",
        "ing",
        "i.r.",
        "r.",
    ]
)
_SENTENCE_END = re.compile(r"[.!?…;:]$")
_ABBREVIATED_END = re.compile(
    r"(?:\b\w{1,2}|\b(?:jr|sr|dr|prof|st|esq|phd|ph\.d|m\.d|dds))\.$", re.IGNORECASE
)
_CREDENTIAL = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z.()-]{2,12}|(?i:jr|sr|esq|prof|dr|mag)\.?")
_REPLY_TITLE = re.compile(r"^(?:re|aw|antw|fwd?|rép)\s?:", re.IGNORECASE)


def likeness(text: str) -> float:
    """From 0, surely no name, to 1, has the form of one.

    Capitals are evidence where the script has them; sentences, long lines and subject lines speak against.
    """
    words = text.split()
    if not words or len(text) > LONGEST_NAME or len(words) > 9 or _REPLY_TITLE.match(text):
        return 0.0
    core = text.split(",", maxsplit=1)[0].strip()
    if _SENTENCE_END.search(text) and not _ABBREVIATED_END.search(text):
        return 0.2 if len(words) <= 2 and text[-1] in ".!" else 0.0
    if not any(char.isalnum() for char in text):
        return 0.4 if len(text) <= 8 else 0.0
    counted = [word for word in core.split() if word.lower() not in _PARTICLES]
    if not counted:
        return 0.3
    good = sum(_nameish(word) for word in counted)
    score = good / len(counted)
    if len(counted) == 1 and len(words) == 1:
        score = max(score, 0.6)
    return score * (1.0 if len(words) <= 6 else 0.7)


def _nameish(word: str) -> bool:
    bare = word.strip("()[]“”\"'’,.")
    if not bare:
        return False
    first = bare[0]
    return first.isupper() or first.isdigit() or not first.islower()


def is_credential(text: str) -> bool:
    """Whether ``text`` is a degree or an office in letters (MD, PhD, FRCPath, jr.)."""
    return bool(_CREDENTIAL.fullmatch(text.strip()))
