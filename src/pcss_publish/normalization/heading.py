"""Lines of an article's head: bylines, dates, identifiers, read piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.dates import Stamp, stamps
from pcss_publish.normalization.names import is_credential, likeness

LONGEST_META = 200

PersonRole = Literal["author", "interviewer", "compiler", "reviewer"]

_PIECE = re.compile(
    r"\s+[|·•—–»/]\s+|\s{3,}|\s[|·•]\s?|\t|[.,;]\s+(?=[^\W\d_]{4,}\s?:\s)|"
    r"[.,]\s+(?=(?:\w+\s)?(?:reviewed|edited|photo\w*|illustrat\w*|fotos?|bilder|text)\s*(?:by|von|:))",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"(?:photo\w*|illustrat\w*|fotos?|bilder|pictures?|drawings?)\s*(?:by|von|:)\s", re.IGNORECASE
)
_CREATED_BY = re.compile(
    r"[A-ZÄÖÜ][\w&’'-]*\s+(?:[a-zäöü][\w’'-]*\s+){0,3}(?:by|von|par|por|door)\s+(?=[A-ZÄÖÜÉ])"
)
_COUNTED = re.compile(
    r"\s+\d+\s+(?:comments?|responses?|replies|Kommentare?|commentaires?|comentarios?|reacties?)$",
    re.IGNORECASE,
)
_CONNECTED = re.compile(r"[\s,]+(?:on|am|le|el|op|at|in|vom|du|del|,)?\s*$", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)\S+[^\s.,;)]|\bdoi:?\s*10\.\S+", re.IGNORECASE)
_AND = re.compile(r"\s*;\s*|,?\s+(?:and|und|et|y|e|en|&|with)\s+|\s*,\s*")
_EDGES = " \t\u00a0:,;.|·•—–-()[]"


@dataclass
class Meta:
    """What one line of the head says; places are within the line."""

    names: list[tuple[int, int, PersonRole]] = field(default_factory=list)
    dates: list[tuple[Stamp, Literal["published", "updated"]]] = field(default_factory=list)
    identifiers: list[tuple[int, int]] = field(default_factory=list)
    signed: bool = False
    collective: bool = False
    led: bool = False
    byline: tuple[int, int] | None = None


@cache
def _lead(key: str) -> re.Pattern[str]:
    return lexicon.pattern(f"head.{key}", r"\s*{}(?=\s|:|$)\s*:?\s*")


@cache
def _collective() -> re.Pattern[str]:
    return lexicon.pattern("head.collective", r"(?:{})|.*\b(?:{})")


@cache
def _full_meta() -> re.Pattern[str]:
    return lexicon.pattern("head.meta", r"\W*{}\W*")


@cache
def _citation() -> re.Pattern[str]:
    return lexicon.pattern("head.cite", r"\W*{}")


def is_citation(text: str) -> bool:
    """Whether a line says how the article is to be cited."""
    return len(text) <= LONGEST_META and bool(_citation().fullmatch(text))


def is_page_data(text: str) -> bool:
    """Whether a line holds only the page's own data: reading time, views, access."""
    pieces = [piece for piece in _PIECE.split(text[: LONGEST_META + 1]) if piece.strip()]
    return bool(pieces) and all(_full_meta().fullmatch(piece.strip(_EDGES)) for piece in pieces)


def is_meta_line(text: str) -> bool:
    """Whether a line gives a byline, a date or an identifier and little else."""
    meta = read_meta(text)
    return meta is not None and bool(meta.names or meta.dates)


def read_meta(text: str) -> Meta | None:
    """Read a line of the head; None where it holds words that are neither name, date nor their form."""
    if not text or len(text) > LONGEST_META:
        return None
    meta = Meta()
    covered = [False] * len(text)
    for match in _URL.finditer(text):
        meta.identifiers.append(match.span())
        _cover(covered, *match.span())
    for stamp in stamps(text):
        if not stamp.relative and stamp.parts[0] is not None and not _cover_is_set(covered, stamp.start):
            _cover(covered, stamp.start, stamp.end)
            meta.dates.append((stamp, "published"))
    left = 0
    for start, end in _pieces(text, covered):
        left += _read_piece(text, start, end, meta)
    if left * 5 > len(text) * (3 if meta.led else 2) or not (meta.names or meta.dates or meta.identifiers):
        return None
    return meta


def _cover(covered: list[bool], start: int, end: int) -> None:
    covered[start:end] = [True] * (end - start)


def _cover_is_set(covered: list[bool], at: int) -> bool:
    return covered[at]


def _pieces(text: str, covered: list[bool]) -> Iterator[tuple[int, int]]:
    """The stretches between dates, addresses and separators."""
    cuts = {n for match in _PIECE.finditer(text) for n in range(*match.span())}
    start = None
    for n in range(len(text) + 1):
        inside = n < len(text) and not covered[n] and n not in cuts
        if inside and start is None:
            start = n
        if not inside and start is not None:
            yield start, n
            start = None


def _read_piece(text: str, start: int, end: int, meta: Meta) -> int:
    """Read one stretch into ``meta``; how many characters remain that nothing explains."""
    piece = text[start:end]
    bare = piece.strip(_EDGES)
    if not bare:
        return 0
    if _lead("published").fullmatch(bare):
        meta.led = True
        return 0
    if _full_meta().fullmatch(bare):
        return 0
    if _lead("updated").fullmatch(bare):
        _mark_updated(text, end, meta)
        return 0
    at = start + len(piece) - len(piece.lstrip(_EDGES.replace("(", "").replace("[", "")))
    role, lead = _role_of(text[at:end])
    if lead:
        return _take_names(text, at + lead, end, role, meta, signed=True)
    if _CREDITED.match(bare) and meta.names:
        # Who made the pictures is printed with the names, in the page's own words.
        meta.names.append((at, start + len(piece.rstrip(_EDGES)), "author"))
        return 0
    posted = _lead("published").match(text, at, end)
    if posted and posted.end() > at:
        rest = text[posted.end() : end].strip(_EDGES)
        return 0 if not rest else _read_rest(text, posted.end(), end, meta)
    several = len(bare.split()) > 1 or is_collective(bare)
    if meta.dates and several and likeness(bare) >= 0.75 and not bare.isupper():
        return _take_names(text, at, end, "author", meta, signed=False)
    return len(bare)


def _read_rest(text: str, start: int, end: int, meta: Meta) -> int:
    role, lead = _role_of(text[start:end].lstrip())
    if lead:
        skip = len(text[start:end]) - len(text[start:end].lstrip())
        return _take_names(text, start + skip + lead, end, role, meta, signed=True)
    return len(text[start:end].strip(_EDGES))


def _mark_updated(text: str, at: int, meta: Meta) -> None:
    """The next date after ``at`` is the day of a change."""
    for n, (stamp, _) in enumerate(meta.dates):
        if stamp.start >= at and not text[at : stamp.start].strip(_EDGES):
            meta.dates[n] = (stamp, "updated")


def _role_of(piece: str) -> tuple[PersonRole, int]:
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
    if not best[1] and created and likeness(piece[created.end() :].strip(_EDGES)) >= 0.9:
        return "author", created.end()
    nested = (
        re.match(rf"(?:{lexicon.choice('head.by')})\s+(?=\S)", piece[best[1] :], re.IGNORECASE)
        if best[1]
        else None
    )
    return (best[0], best[1] + nested.end()) if nested else best


def _take_names(text: str, start: int, end: int, role: PersonRole, meta: Meta, *, signed: bool) -> int:
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
    meta.names += [(start + one, start + two, role) for one, two in found]
    meta.signed = meta.signed or signed
    meta.byline = (min(start, meta.byline[0]), max(end, meta.byline[1])) if meta.byline else (start, end)
    meta.collective = meta.collective or (role == "author" and is_collective(piece))
    return 0


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
