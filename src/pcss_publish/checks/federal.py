"""Which federal funders a text names, rightly or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
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


class _Token(NamedTuple):
    text: str
    start: int
    end: int


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


def namings(text: str) -> list[Naming]:
    """Every naming of a known funder in ``text``; a stretch that is a right name is never a wrong one."""
    tokens = [_Token(_plain(m.group()), m.start(), m.end()) for m in _WORD.finditer(text[:_LONGEST])]
    there = {_stem(token.text) for token in tokens}
    near = [funder for funder in funders() if _hinted(funder, there)]
    taken = [False] * len(tokens)
    found: list[Naming] = []
    for look, right in ((_as_known, True), (_as_misnamed, False), (_as_nearly, False)):
        candidates = [hit for funder in near for hit in look(text, tokens, funder)]
        for hit in sorted(candidates, key=lambda hit: (-hit.likeness, hit.start)):
            first, last = tokens[hit.start].start, tokens[hit.end - 1].end
            if any(taken[hit.start : hit.end]) or _other_body(text, first, last, hit.funder, right=right):
                continue
            taken[hit.start : hit.end] = [True] * (hit.end - hit.start)
            found.append(Naming(first, last, text[first:last], hit.funder, right))
    return sorted(found)


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


def _hinted(funder: Funder, there: set[str]) -> bool:
    """Whether enough of the name's words are there to look closer."""
    said = {_stem(word) for name in (funder.name, *funder.misnamed) for word in _split(name)} - _SMALL
    own = {_stem(word) for word in _split(funder.name)} - _SMALL
    return 2 * len(said & there) >= len(own)


def _as_known(text: str, tokens: list[_Token], funder: Funder) -> Iterator[_Hit]:
    del text
    yield from _verbatim(tokens, funder, [funder.name])


def _as_misnamed(text: str, tokens: list[_Token], funder: Funder) -> Iterator[_Hit]:
    del text
    yield from _verbatim(tokens, funder, funder.misnamed)


def _verbatim(tokens: list[_Token], funder: Funder, names: Iterable[str]) -> Iterator[_Hit]:
    for name in names:
        wanted = _split(name)
        for start, window in _windows(tokens, len(wanted)):
            if window == wanted:
                yield _Hit(len(name), start, start + len(wanted), funder)


def _as_nearly(text: str, tokens: list[_Token], funder: Funder) -> Iterator[_Hit]:
    from rapidfuzz import fuzz

    known = _split(funder.name)
    if len(known) < _NAME_WORDS:
        return
    for size in (len(known) + by for by in (1, 0, -1, -2)):
        for start, window in _windows(tokens, size):
            tied = _TIED.match(text, tokens[start + size - 1].end) is not None
            if _nearly(window, known, tied=tied):
                likeness = fuzz.ratio(" ".join(window), " ".join(known))
                yield _Hit(likeness, start, start + size, funder)


def _windows(tokens: list[_Token], size: int) -> Iterator[tuple[int, list[str]]]:
    for start in range(len(tokens) - size + 1):
        yield start, [token.text for token in tokens[start : start + size]]


def _nearly(window: list[str], known: list[str], *, tied: bool) -> bool:
    """One word absent, added or altered; endings may differ in any. Small words alone make no name."""
    if window == known or window[0] in _SMALL or window[-1] in _SMALL:
        return False
    inflected = [a != b and _stem(a) == _stem(b) for a, b in zip(window, known, strict=False)]
    if len(window) == len(known):
        pairs = [
            (a, b) for n, (a, b) in enumerate(zip(window, known, strict=True)) if a != b and not inflected[n]
        ]
        return not pairs or (len(pairs) == 1 and (tied or _swap(*pairs[0], len(known))))
    longer, shorter = (window, known) if len(window) > len(known) else (known, window)
    stems, other = [_stem(word) for word in longer], [_stem(word) for word in shorter]
    lost = len(longer) - len(shorter)
    cuts = (stems[:n] + stems[n + lost :] for n in range(1, len(stems) - lost))
    return len(known) >= (5 if lost == 1 else 8) and any(cut == other for cut in cuts)


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


def _split(name: str) -> list[str]:
    return [_plain(match) for match in _WORD.findall(name)]


def _plain(word: str) -> str:
    return "and" if word == "&" else word.casefold().replace("’", "'")


def _stem(word: str) -> str:
    for ending, short in (("ies", "y"), ("s", "")):
        if word.endswith(ending) and len(word) > 4:
            return word.removesuffix(ending) + short
    return word
