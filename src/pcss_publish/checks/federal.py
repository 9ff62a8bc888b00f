"""Which federal funders a text names, rightly or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import ne
from typing import Final, NamedTuple

from pcss_publish.checks.lexicon import rows_of

_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|&")
_SMALL: Final = frozenset({"of", "on", "for", "and", "the", "in", "&"})
_GOES_ON: Final = re.compile(
    r"\s+(?:of\s+(?!the\s+(?:U\.?S|United|National Institutes))(?:the\s+)?|(?:and|for|on|&)\s+)?"
    r"([A-Z][\w’'-]*)"
)
_NAME_WORDS: Final = 4  # a shorter name is too near to others to be guessed at
_LONGEST: Final = 50_000  # code points of one paragraph that are looked through; bounds the time
#: What ties a name to its parent body, so that one wrong word in it cannot make it another's.
_TIED: Final = re.compile(r",? (?:of|at|within|part of) the (?:National Institutes of Health|NIH)\b")
_NOT_PART: Final = {
    "grant", "grants", "award", "awards", "cooperative", "contract", "agreement", "under", "through",
    "project", "program", "center", "number", "no",
}  # fmt: skip
_FEDERAL_BEFORE: Final = re.compile(
    r"(?:U\.? ?S\.?A?|United States|Federal)(?:’s|'s)?\s+(?:the\s+)?$", re.IGNORECASE
)
_NAME_BEFORE: Final = re.compile(r"([^\W\d_][\w.’'-]*)[ \u00a0]+$")
_GENERIC_WORDS: Final = re.compile(
    r"\b(?:federal(?:ly)? (?:funds?|funded|funding|grants?|awards?|government|support|dollars)|"
    r"U\.? ?S\.? Government|United States Government)\b",
    re.IGNORECASE,
)


class Funder(NamedTuple):
    """A body as ``data/federal-funders.toml`` has it."""

    name: str
    short: tuple[str, ...]
    misnamed: tuple[str, ...]
    generic: bool
    federal: bool


class Naming(NamedTuple):
    """A stretch of text that names ``funder``; ``right`` when it does so by its known name."""

    start: int
    end: int
    text: str
    funder: Funder
    right: bool


class _Hit(NamedTuple):
    likeness: float
    start: int
    end: int
    funder: Funder


class _Words(NamedTuple):
    """The words of a text, or of a name, and their stems."""

    texts: list[str]
    stems: list[str]
    starts: list[int]
    ends: list[int]


class _Wanted(NamedTuple):
    """A funder as it is looked for; at least half of the words of ``own`` must be among those ``said``."""

    funder: Funder
    name: _Words
    misnamed: tuple[tuple[str, _Words], ...]
    said: frozenset[str]
    own: int


@cache
def funders() -> tuple[Funder, ...]:
    """The table, longest names first, so that no name hides in a longer one."""
    rows = rows_of("federal-funders.toml", "funder")
    made = [
        Funder(
            row["name"], tuple(row.get("short", ())), tuple(row.get("misnamed", ())),
            row.get("generic", False), row.get("federal", True),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda funder: -len(funder.name)))


@cache
def _wanted() -> tuple[_Wanted, ...]:
    made = []
    for funder in funders():
        name = _words(funder.name)
        misnamed = tuple((wrong, _words(wrong)) for wrong in funder.misnamed)
        said = frozenset(stem for words in (name, *(own for _, own in misnamed)) for stem in words.stems)
        made.append(_Wanted(funder, name, misnamed, said - _SMALL, len({*name.stems} - _SMALL)))
    return tuple(made)


@lru_cache(maxsize=256)  # several rules ask about the same statements
def namings(text: str) -> tuple[Naming, ...]:
    """Every naming of a known funder in ``text``; a stretch that is a right name is never a wrong one."""
    words = _words(text[:_LONGEST])
    there = {*words.stems}
    near = [wanted for wanted in _wanted() if 2 * len(wanted.said & there) >= wanted.own]
    taken = [False] * len(words.texts)
    found: list[Naming] = []
    for look, right in ((_as_known, True), (_as_misnamed, False), (_as_nearly, False)):
        candidates = [hit for wanted in near for hit in look(text, words, wanted)]
        for hit in sorted(candidates, key=lambda hit: (-hit.likeness, hit.start)):
            first, last = words.starts[hit.start], words.ends[hit.end - 1]
            if any(taken[hit.start : hit.end]) or _other_body(text, first, last, hit.funder, right=right):
                continue
            taken[hit.start : hit.end] = [True] * (hit.end - hit.start)
            found.append(Naming(first, last, text[first:last], hit.funder, right))
    return tuple(sorted(found))


def named_funders(text: str) -> frozenset[str]:
    """Known names of the funders that ``text`` names in whatever form."""
    words = set(re.findall(r"[A-Za-z]+", text))
    short = {funder.name for funder in funders() if words & set(funder.short)}
    return frozenset(short | {naming.funder.name for naming in namings(text)})


def is_federal(text: str) -> bool:
    """Whether ``text`` names a US federal funder, by name, short name or in general words."""
    if _GENERIC_WORDS.search(text) or any(naming.funder.federal for naming in namings(text)):
        return True
    shorts = {short for funder in funders() if funder.federal for short in funder.short}
    return any(match.group() in shorts for match in re.finditer(r"[A-Za-z]+", text))


def _as_known(text: str, words: _Words, wanted: _Wanted) -> Iterator[_Hit]:
    del text
    yield from _verbatim(words, wanted.funder, wanted.funder.name, wanted.name)


def _as_misnamed(text: str, words: _Words, wanted: _Wanted) -> Iterator[_Hit]:
    del text
    for name, own in wanted.misnamed:
        yield from _verbatim(words, wanted.funder, name, own)


def _verbatim(words: _Words, funder: Funder, name: str, own: _Words) -> Iterator[_Hit]:
    size = len(own.texts)
    for start in range(len(words.texts) - size + 1):
        if words.texts[start] == own.texts[0] and words.texts[start : start + size] == own.texts:
            yield _Hit(len(name), start, start + size, funder)


def _as_nearly(text: str, words: _Words, wanted: _Wanted) -> Iterator[_Hit]:
    from rapidfuzz import fuzz

    known = wanted.name
    if len(known.texts) < _NAME_WORDS:
        return
    for size in (len(known.texts) + by for by in (1, 0, -1, -2)):
        for start in range(len(words.texts) - size + 1):
            end = start + size
            if _nearly(text, words, start, end, known):
                likeness = fuzz.ratio(" ".join(words.texts[start:end]), " ".join(known.texts))
                yield _Hit(likeness, start, end, wanted.funder)


def _nearly(text: str, words: _Words, start: int, end: int, known: _Words) -> bool:
    """One word absent, added or altered; endings may differ in any. Small words alone make no name."""
    stems = words.stems[start:end]
    if len(stems) == len(known.stems):
        near = sum(map(ne, stems, known.stems)) <= 1
    else:
        near = _cut(stems, known.stems)
    window = words.texts[start:end] if near else []
    if not near or window == known.texts or window[0] in _SMALL or window[-1] in _SMALL:
        return False
    if len(stems) != len(known.stems) or stems == known.stems:
        return True
    place = next(n for n, stem in enumerate(stems) if stem != known.stems[n])
    tied = _TIED.match(text, words.ends[end - 1]) is not None
    return tied or _swap(window[place], known.texts[place], len(window))


def _cut(stems: list[str], known: list[str]) -> bool:
    """Whether one is the other with a word or two of its inside taken out."""
    longer, shorter = (stems, known) if len(stems) > len(known) else (known, stems)
    lost = len(longer) - len(shorter)
    if len(known) < (5 if lost == 1 else 8) or longer[0] != shorter[0] or longer[-1] != shorter[-1]:
        return False
    return any(longer[:n] + longer[n + lost :] == shorter for n in range(1, len(longer) - lost))


def _swap(one: str, other: str, length: int) -> bool:
    from rapidfuzz import fuzz

    if one in _SMALL or other in _SMALL:
        return one in _SMALL and other in _SMALL
    return fuzz.ratio(one, other) >= 70 if length < 6 else True


def _other_body(text: str, start: int, end: int, funder: Funder, *, right: bool) -> bool:
    """Whether the words around show that another body is meant: ``Swiss …``, ``Kansas Department of …``."""
    before = text[max(0, start - 40) : start]
    after = _GOES_ON.match(text, end)
    goes_on = after and after.group(1).casefold() not in _NOT_PART
    if not right and goes_on:
        return True
    if _FEDERAL_BEFORE.search(before):
        return False
    name = _NAME_BEFORE.search(before)
    capital = name is not None and name.group(1)[0].isupper()
    foreign = capital and name is not None and _plain(name.group(1)) not in _SMALL | {"by", "from"}
    return foreign if right or funder.generic else foreign and not text[start:end].startswith(funder.name[:4])


def _words(text: str) -> _Words:
    matches = list(_WORD.finditer(text))
    texts = [_plain(match.group()) for match in matches]
    return _Words(texts, [_stem(t) for t in texts], [m.start() for m in matches], [m.end() for m in matches])


def _plain(word: str) -> str:
    return "and" if word == "&" else word.casefold().replace("’", "'")


def _stem(word: str) -> str:
    for ending, short in (("ies", "y"), ("s", "")):
        if word.endswith(ending) and len(word) > 4:
            return word.removesuffix(ending) + short
    return word
