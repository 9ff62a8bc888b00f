"""The order in which a line of mixed direction is drawn: the Unicode Bidirectional Algorithm.

Covers UAX #9 without explicit embeddings and paired brackets (rules X1-X10 and N0), which articles do
not use; a line that those would change is compared as a multiset and named in the certificate.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_STRONG = frozenset({"L", "R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})


@lru_cache(maxsize=4)
def levels(text: str, base: int) -> tuple[int, ...]:
    """The embedding level of each character in a paragraph of level ``base`` (0 or 1)."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    edge = "R" if base else "L"
    _weak(kinds, edge)
    _neutral(kinds, edge)
    rise = {"L": 0, "R": 1, "EN": 2, "AN": 2} if base == 0 else {"L": 1, "R": 0, "EN": 1, "AN": 1}
    return tuple(base + rise[kind] for kind in kinds)


def _weak(kinds: list[str], edge: str) -> None:
    """Rules W1-W7."""
    strong = before = edge
    for n, own in enumerate(kinds):
        kind = before if own == "NSM" else own
        if kind in _STRONG:
            strong = kind
        before = kinds[n] = "AN" if kind == "EN" and strong == "AL" else kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    _separators(kinds)
    strong = edge
    for n, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[n] = "L"


def _separators(kinds: list[str]) -> None:
    """Rules W4-W6."""
    for n in range(1, len(kinds) - 1):
        left, kind, right = kinds[n - 1 : n + 2]
        if left == right and ((kind in {"ES", "CS"} and left == "EN") or (kind == "CS" and left == "AN")):
            kinds[n] = left
    for start, end in _runs(kinds, frozenset({"ET"})):
        beside = kinds[max(start - 1, 0) : start] + kinds[end : end + 1]
        kinds[start:end] = ["EN" if "EN" in beside else "ON"] * (end - start)
    kinds[:] = ["ON" if kind in {"ES", "CS"} else kind for kind in kinds]


def _neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2."""
    for start, end in _runs(kinds, _NEUTRAL):
        left = _side(kinds[start - 1]) if start else edge
        right = _side(kinds[end]) if end < len(kinds) else edge
        kinds[start:end] = [left if left == right else edge] * (end - start)


def _side(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind


def _runs(kinds: Sequence[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Maximal stretches of ``wanted`` kinds."""
    found: list[tuple[int, int]] = []
    for n, kind in enumerate(kinds):
        if kind not in wanted:
            continue
        if found and found[-1][1] == n:
            found[-1] = (found[-1][0], n + 1)
        else:
            found.append((n, n + 1))
    return found


def drawn(line: str, line_levels: Sequence[int]) -> str:
    """The characters of one line from left to right (rule L2)."""
    order = list(range(len(line)))
    odd = [level for level in line_levels if level % 2]
    for level in range(max(line_levels), min(odd) - 1, -1) if odd else ():
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and line_levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end + 1
    return "".join(line[n] for n in order)
