"""Who signs: the names of a byline, their roles, and bodies that sign instead of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.dates import Stamp
from pcss_publish.normalization.names import is_credential, likeness

LONGEST_META = 200
DateRole = Literal["published", "updated", "reviewed"]
PersonRole = Literal["author", "interviewer", "compiler", "reviewer"]
_CREATED_BY = re.compile(
    r"[A-ZÄÖÜ][\w&’'-]*\s+(?:[a-zäöü][\w’'-]*\s+){0,3}(?:by|von|par|por|door)\s+(?=[A-ZÄÖÜÉ])"
)
_COUNTED = re.compile(
    r"\s+\d+\s+(?:comments?|responses?|replies|Kommentare?|commentaires?|comentarios?|reacties?)$",
    re.IGNORECASE,
)
_CONNECTED = re.compile(r"[\s,]+(?:on|am|le|el|op|at|in|vom|du|del|,)?\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*;\s*|,?\s+(?:and|und|et|y|e|en|&|with)\s+|\s*,\s*")
EDGES = " \t\u00a0:,;.|·•—–-()[]*"


@dataclass
class Meta:
    """What one line of the head says; places are within the line."""

    names: list[tuple[int, int, PersonRole]] = field(default_factory=list)
    dates: list[tuple[Stamp, DateRole]] = field(default_factory=list)
    identifiers: list[tuple[int, int]] = field(default_factory=list)
    signed: bool = False
    collective: bool = False
    led: bool = False
    told: bool = False
    left: int = 0
    byline: tuple[int, int] | None = None

    @property
    def dateline(self) -> bool:
        """Whether it is nothing but dates behind the words that say what they are."""
        return self.told and bool(self.dates) and not (self.names or self.identifiers or self.left)


@cache
def _collective() -> re.Pattern[str]:
    return lexicon.pattern("head.collective", r"(?:{})|.*\b(?:{})")


def role_of(piece: str) -> tuple[PersonRole, int]:
    """The role that a lead such as 'Interview by' gives, and its length; 0 where there is none."""
    roles: tuple[tuple[str, PersonRole], ...] = (
        ("reviewer", "reviewer"), ("interviewer", "interviewer"), ("compiler", "compiler"), ("by", "author"),
    )  # fmt: skip
    best: tuple[PersonRole, int] = ("author", 0)
    for key, role in roles:
        match = re.match(
            rf"(?:(?:an?|das|ein|une?|el|la)\s+)?(?:{lexicon.choice(f'head.{key}')})(?:\s*:\s*|\s+)(?=\S)",
            piece,
            re.IGNORECASE,
        )
        if match and match.end() > best[1]:
            best = (role, match.end())
    created = _CREATED_BY.match(piece)
    if not best[1] and created and likeness(piece[created.end() :].strip(EDGES)) >= 0.9:
        return "author", created.end()
    nested = (
        re.match(rf"(?:{lexicon.choice('head.by')})\s+(?=\S)", piece[best[1] :], re.IGNORECASE)
        if best[1]
        else None
    )
    return (best[0], best[1] + nested.end()) if nested else best


def take_names(text: str, start: int, end: int, role: PersonRole, meta: Meta, *, signed: bool) -> int:
    """Add the names of a stretch to ``meta``; how many characters remain that are no name."""
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    piece = _COUNTED.sub("", piece)
    trail = len(_CONNECTED.sub("", piece.rstrip(" \t\u00a0,;:·|—–-")))
    start, end = start + lead, start + trail
    piece = text[start:end]
    if not piece or len(piece.split()) > 24 or re.search(r"[a-z]{4}\.$", piece):
        return len(piece)
    found = list(split_names(piece))
    good = [one for one in found if likeness(piece[one[0] : one[1]].split(",")[0]) >= 0.45]
    if not good or (len(good) < len(found) and not signed):
        if not (signed and is_collective(piece)):
            return len(piece)
        found = [(0, len(piece))]
    if not is_collective(piece):
        found = [(one, one + _name_end(piece[one:two])) for one, two in found]
    meta.names += [(start + one, start + two, role) for one, two in found]
    meta.signed = meta.signed or signed
    meta.byline = (min(start, meta.byline[0]), max(end, meta.byline[1])) if meta.byline else (start, end)
    meta.collective = meta.collective or (role == "author" and is_collective(piece))
    return 0


def _name_end(text: str) -> int:
    """Where a name ends that a rubric or an account follows (NAME in Vegetables, NAME @account)."""
    follows = re.search(rf"\s+(?:@\w|(?:{lexicon.choice('head.filed_in')})\s+(?-i:[A-ZÄÖÜÉÀ]))", text)
    return follows.start() if follows and len(text[: follows.start()].split()) >= 2 else len(text)


def split_names(piece: str) -> Iterator[tuple[int, int]]:
    """The places of each name with its credentials; 'A, MD, and B' are two."""
    start = 0
    cuts = list(_AND.finditer(piece))
    for match in cuts:
        before, after = piece[start : match.start()], piece[match.end() :]
        if match.group().strip() == "," and not _starts_name(before, after):
            continue
        if match.group().strip() in {"e", "en", "y", "with"} and not after[:1].isupper():
            continue
        if re.search(r"\(\d*$", before):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(piece)


def _starts_name(before: str, after: str) -> bool:
    """Whether what follows a comma is a further person, not the first one's degree, calling or town."""
    if re.match(r"(?:[a-z]+\s+){1,4}(?:by|von|par|por|door)\s+", after):
        return True
    following = re.split(r",|\band\b|\bund\b|\bet\b|;", after, maxsplit=1)[0].strip()
    words = following.split()
    if is_credential(following) or (words[-1:] and words[-1].casefold() in lexicon.words("head.callings")):
        return False
    if len(words) < 2 or len(before.split()) < 2:
        return False
    return all(
        word[0].isupper() or word.lower() in {"de", "van", "von", "di", "la", "del", "der"} for word in words
    )


def is_collective(piece: str) -> bool:
    """Whether a byline names a body or a desk rather than a person."""
    return bool(_collective().match(piece))


def names_without_lead(text: str) -> Meta | None:
    """A line of names alone: several with semicolons or numbers, or a desk such as 'Redacción de …'."""
    if len(text) > LONGEST_META or text[-1:] in ".?!:":
        return None
    meta = Meta()
    if (
        re.search(r";|\(\d\)", text)
        and text[0] not in "(["
        and all(
            likeness(text[one:two].split(",", maxsplit=1)[0].strip()) >= 0.8 for one, two in split_names(text)
        )
    ):
        meta.names = [(one, two, "author") for one, two in split_names(text)]
    elif not text.isupper() and _collective().match(text) and len(text.split()) <= 8:
        meta.names, meta.collective = [(0, len(text), "author")], True
    if not meta.names:
        return None
    meta.byline = (0, len(text))
    return meta
