"""Lines of an article's head: bylines, dates, identifiers, read piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.bylines import (
    EDGES,
    LONGEST_META,
    DateRole,
    Meta,
    is_collective,
    role_of,
    take_names,
)
from pcss_publish.normalization.dates import stamps
from pcss_publish.normalization.furniture import is_form
from pcss_publish.normalization.names import likeness

_PIECE = re.compile(
    r"\s+[|·•—–»/]\s+|\s{3,}|\s[|·•]\s?|\t|[.,;]\s+(?=[^\W\d_]{4,}\s?:\s)|"
    r"[.,]\s+(?=(?:\w+\s)?(?:reviewed|edited|photo\w*|illustrat\w*|fotos?|bilder|text)\s*(?:by|von|:))",
    re.IGNORECASE,
)
# Whoever checked a text did not change it: the two are told apart.
_LATER: tuple[DateRole, ...] = ("updated", "reviewed")
_CREDITED = re.compile(
    r"(?:photo\w*|illustrat\w*|fotos?|bilder|pictures?|drawings?)\s*(?:by|von|:)\s", re.IGNORECASE
)
_URL = re.compile(r"(?:https?://|www\.)\S+[^\s.,;)]|\bdoi:?\s*10\.\S+", re.IGNORECASE)


@cache
def _lead(key: str) -> re.Pattern[str]:
    return lexicon.pattern(f"head.{key}", r"\s*{}(?=\s|:|$)\s*:?\s*")


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
    return bool(pieces) and all(_full_meta().fullmatch(piece.strip(EDGES)) for piece in pieces)


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
    meta.left = left
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
    bare = piece.strip(EDGES)
    if not bare:
        return 0
    published = bool(_lead("published").fullmatch(bare))
    if published or _lead("dated").fullmatch(bare):
        meta.led = True
        meta.told = meta.told or published
        return 0
    if _full_meta().fullmatch(bare):
        return 0
    for later in _LATER:
        if _lead(later).fullmatch(bare):
            meta.told = True
            _mark_next(text, end, meta, later)
            return 0
    if _lead("other_dates").fullmatch(bare):
        _mark_next(text, end, meta, None)
        return 0
    if is_form(bare):
        return 0
    at = start + len(piece) - len(piece.lstrip(EDGES.replace("(", "").replace("[", "")))
    role, lead = role_of(text[at:end])
    if lead:
        return take_names(text, at + lead, end, role, meta, signed=True)
    if _CREDITED.match(bare) and meta.names:
        # Who made the pictures is printed with the names, in the page's own words.
        meta.names.append((at, start + len(piece.rstrip(EDGES)), "author"))
        return 0
    posted = _lead("published").match(text, at, end) or _lead("dated").match(text, at, end)
    if posted and posted.end() > at:
        rest = text[posted.end() : end].strip(EDGES)
        return 0 if not rest else _read_rest(text, posted.end(), end, meta)
    several = len(bare.split()) > 1 or is_collective(bare)
    if (
        meta.dates
        and several
        and not (meta.names or re.search(r"\d", bare))
        and likeness(bare) >= 0.75
        and not bare.isupper()
    ):
        return take_names(text, at, end, "author", meta, signed=False)
    return len(bare)


def _read_rest(text: str, start: int, end: int, meta: Meta) -> int:
    role, lead = role_of(text[start:end].lstrip())
    if lead:
        skip = len(text[start:end]) - len(text[start:end].lstrip())
        return take_names(text, start + skip + lead, end, role, meta, signed=True)
    return len(text[start:end].strip(EDGES))


def _mark_next(text: str, at: int, meta: Meta, role: DateRole | None) -> None:
    """The next date after ``at`` has this role; with none it is not the article's (received)."""
    for n, (stamp, _) in enumerate(meta.dates):
        if stamp.start >= at and not text[at : stamp.start].strip(EDGES):
            meta.dates[n : n + 1] = [(stamp, role)] if role else []
            return
