"""What a text must hold for a pattern to match it: looked for first, since looking for words is fast."""

from __future__ import annotations

from typing import Final

_LEAST: Final = 3  # Shorter ones stand in nearly every sentence.
_REPEATS: Final = "?*+{"
_FOLDED: Final = str.maketrans(
    {"ı": "i", "\u0307": None}
)  # Regular expressions take it for an i, and it has no other fold.


def folded(text: str) -> str:
    """A text in which a literal of :func:`needed` is looked for, without regard to case."""
    return text.casefold().translate(_FOLDED)


def needed(pattern: str) -> frozenset[str]:
    """Literals of which each text that a pattern matches holds one at least; none where that is not known.

    Args:
        pattern: a regular expression of the tables: characters, classes, escapes, groups, alternatives.
    """
    branches = _branches(pattern)
    if len(branches) > 1:
        each = [needed(branch) for branch in branches]
        return frozenset().union(*each) if all(each) else frozenset()
    found = [one for one in _pieces(pattern) if one and min(map(len, one)) >= _LEAST]
    return max(found, key=lambda one: min(map(len, one)), default=frozenset())


def _pieces(pattern: str) -> list[frozenset[str]]:
    """The literals, and alternatives of literals, that stand in every match."""
    found, run, at = [], "", 0
    while at < len(pattern):
        end = _end(pattern, at)
        repeated = pattern[end : end + 1] in _REPEATS and end < len(pattern)
        optional = repeated and pattern[end] != "+"
        plain = end == at + 1 and pattern[at] not in "^$."
        run += pattern[at] if plain and not optional else ""
        if not plain or repeated:
            found.append(frozenset({folded(run)}))
            run = ""
        if pattern.startswith("(?:", at) and not optional:
            found.append(needed(pattern[at + 3 : end - 1]))
        at = _behind_repeat(pattern, end) if repeated else end
    return [*found, frozenset({folded(run)})]


def _end(pattern: str, at: int) -> int:
    """Where the item that begins at a place ends: a group, a class, an escape or a character."""
    if pattern[at] == "\\":
        return at + (4 if pattern[at + 1] == "x" else 2)
    if pattern[at] == "[":
        end = at + 2
        while pattern[end] != "]":
            end += 2 if pattern[end] == "\\" else 1
        return end + 1
    if pattern[at] != "(":
        return at + 1
    end = at + 1
    while pattern[end] != ")":
        end = _end(pattern, end)
    return end + 1


def _behind_repeat(pattern: str, at: int) -> int:
    end = pattern.index("}", at) + 1 if pattern[at] == "{" else at + 1
    return end + 1 if pattern[end : end + 1] in {"?", "+"} else end


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern on its own level."""
    found, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            found.append(pattern[start:at])
            start = at + 1
        at = _end(pattern, at)
    return [*found, pattern[start:]]
