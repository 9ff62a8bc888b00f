"""C002, C010, C011: words that stand twice.

Paragraphs are compared, not whole comments, since a copied paragraph in a longer comment is what goes unseen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pcss_publish.checks import passages
from pcss_publish.checks.words import folded, sentences, short
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Comment, Document, Span

_LENGTH: Final = 60  # below it, chance likeness is common
_LIKENESS: Final = 90  # rapidfuzz ratio, 0 to 100
_WORD: Final = re.compile(r"\w+")
_COMPARED: Final = 4_000  # code points; bounds the time that one pair can take
_CANDIDATES: Final = 8  # paragraphs compared with one; bounds the pairs
_SENTENCE: Final = 40
_SAME_NAME: Final = 40
_HELD: Final = 85  # percent of the shorter one's runs of three words that stand in the longer one
_QUOTED: Final = re.compile(r'"[^"]{1,2000}"')


class _Piece(NamedTuple):
    comment: Comment
    text: str
    shown: str
    span: Span | None


class _Pair(NamedTuple):
    older: _Piece
    newer: _Piece
    likeness: float


def two_names(document: Document) -> Iterable[Finding]:
    """C002: one paragraph under two names; the finding stands at the newer one."""
    for pair in _once(_pairs(document)):
        older, newer = pair.older.comment, pair.newer.comment
        if _name(older) == _name(newer):
            continue
        alike = "the same" if pair.likeness == 100 else f"{pair.likeness:.0f} % the same"
        yield finding(
            "C002",
            f"Comment {newer.ordinal} ({_shown(newer)}) and comment {older.ordinal} ({_shown(older)}) hold "
            f"{alike} paragraph, “{short(pair.newer.shown)}”; {_which(older, newer)}.",
            hint=f"Decide comment {newer.ordinal}: omit it as a duplicate, or publish it with a reason.",
            node=newer.id, span=pair.newer.span,
        )  # fmt: skip


def same_name(document: Document) -> Iterable[Finding]:
    """C010: sent twice by one person."""
    for pair in _once(_pairs(document, least=_SAME_NAME)):
        older, newer = pair.older.comment, pair.newer.comment
        if older.id != newer.id and _name(older) == _name(newer):
            yield finding(
                "C010", f"Comment {newer.ordinal} repeats comment {older.ordinal} under the same name "
                f"({_shown(newer)}).",
                hint=f"Omit comment {newer.ordinal} as a duplicate if it was sent twice by mistake.",
                node=newer.id, span=pair.newer.span,
            )  # fmt: skip


def repeats_article(document: Document) -> Iterable[Finding]:
    """C011: whole sentences of the article, not marked as a quotation."""
    known = {
        folded(sentence)
        for passage in passages.article(document)
        for sentence in sentences(passage.text)
        if len(sentence) >= _SENTENCE
    }
    for comment, body in passages.comments(document):
        for passage in body:
            if passage.quoted or passage.text.lstrip().startswith((">", "“", '"', "«", "„")):
                continue
            same = [part for part in sentences(passage.text) if folded(part) in known]
            if same:
                yield finding(
                    "C011", f"{comment.called} repeats the article: “{short(same[0])}”.",
                    hint="A quotation, or padding around nothing? Decide the comment.",
                    node=comment.id, span=passage.whole,
                )  # fmt: skip
                break


def _pairs(document: Document, least: int = _LENGTH) -> Iterator[_Pair]:
    """Pairs of paragraphs of two comments, alike or one held in the other."""
    seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
    pieces: list[_Piece] = []
    for piece in _pieces(document, least):
        runs = _runs(piece.text)
        shared: dict[int, int] = defaultdict(int)
        for run in runs:
            for other in seen[run]:
                shared[other] += 1
            if len(seen[run]) < _CANDIDATES:
                seen[run].append(len(pieces))
        for other in sorted(shared, key=lambda n: (-shared[n], n))[:_CANDIDATES]:
            before = pieces[other]
            likeness = _likeness(before.text, piece.text, least)
            if likeness and before.comment.id != piece.comment.id:
                yield _ordered(document, before, piece, likeness)
        pieces.append(piece)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text[:_COMPARED])
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def _likeness(one: str, other: str, least: int) -> float:
    """Percent, 0 below the bounds; a paragraph held in a longer one counts as much as a like one."""
    from rapidfuzz import fuzz

    ratio = fuzz.ratio(one[:_COMPARED], other[:_COMPARED], score_cutoff=_LIKENESS)
    shorter, longer = sorted((one, other), key=len)
    if ratio or len(shorter) < max(least, _LENGTH):
        return ratio
    runs = _runs(shorter)
    held = 100 * len(runs & _runs(longer)) / len(runs)
    return held if held >= _HELD else 0.0


def _pieces(document: Document, least: int) -> Iterator[_Piece]:
    for comment, body in passages.comments(document):
        for passage in body:
            # A reply that quotes what it answers gives nobody's words to another.
            text = _QUOTED.sub(" ", folded(passage.text))
            if len(text) >= least and not passage.quoted and not text.startswith(">"):
                yield _Piece(comment, text, passage.text, passage.whole)


def _ordered(document: Document, before: _Piece, after: _Piece, likeness: float) -> _Pair:
    first, second = _value(before.comment), _value(after.comment)
    if first and second and first != second:
        swap = first > second
    else:
        swap = document.comments.shown_order == "newest-first"
    return _Pair(after, before, likeness) if swap else _Pair(before, after, likeness)


def _once(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        key = (pair.older.comment.id, pair.newer.comment.id)
        if key not in seen:
            seen.add(key)
            yield pair


def _which(older: Comment, newer: Comment) -> str:
    if _value(older) and _value(newer) and _value(older) != _value(newer):
        return f"comment {older.ordinal} is the older one"
    return "which is older cannot be told from their stamps"


def _value(comment: Comment) -> str:
    return comment.stamp.value if comment.stamp else ""


def _name(comment: Comment) -> str:
    return folded(comment.name.text) if comment.name else ""


def _shown(comment: Comment) -> str:
    return comment.name.text if comment.name else "no name"
