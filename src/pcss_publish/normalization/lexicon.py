"""The languages' words as compiled patterns: one TOML file a language, joined, since pages mix languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from pcss_publish.normalization.literals import needed

#: How many lines or sentences an answer is kept for, since several passes ask about each: more than a long
#: article has, for one that has more is asked about anew by each pass.
REMEMBERED = 1 << 13
LANGUAGES = ("en", "de", "fr", "es", "nl")

Table = dict[str, Any]


@cache
def tables() -> dict[str, Table]:
    """The data of every language, by its BCP 47 code."""
    folder = resources.files(__package__).joinpath("data")
    return {
        code: tomllib.loads(folder.joinpath(f"{code}.toml").read_text(encoding="utf-8")) for code in LANGUAGES
    }


def entries(path: str) -> list[str]:
    """Every language's entries under a dotted key, in the order of ``LANGUAGES``, each once."""
    found: dict[str, None] = {}
    for table in tables().values():
        value: Any = table
        for key in path.split("."):
            value = value.get(key, {}) if isinstance(value, dict) else {}
        for entry in [value] if isinstance(value, str) else value or ():
            if entry:
                found[entry] = None
    return list(found)


def signs(path: str) -> list[tuple[str, str]]:
    """Every language's entries of a table below a dotted key, each with its key there."""
    found: dict[tuple[str, str], None] = {}
    for code in LANGUAGES:
        value: Any = tables()[code]
        for key in path.split("."):
            value = value.get(key, {})
        found |= {(sign, entry): None for sign, listed in value.items() for entry in listed}
    return list(found)


@cache
def choice(path: str) -> str:
    """The entries under ``path`` as one alternation, longest first where they are plain words."""
    return "|".join(sorted(entries(path), key=len, reverse=True)) or r"(?!)"


@cache
def pattern(path: str, shape: str = "{}") -> re.Pattern[str]:
    """The entries under ``path``, put into ``shape``, compiled without regard to case."""
    return re.compile(shape.replace("{}", f"(?:{choice(path)})"), re.IGNORECASE)


def found(path: str, text: str, low: str) -> bool:
    """Whether an entry under ``path`` matches in ``text``; ``low`` is the text as :func:`folded` has it.

    The same as to search by :func:`pattern`, and many times as fast: nearly all sentences hold no word of it.
    """
    by_literal = _by_literal(path)
    return any(_compiled(entry).search(text) for one in by_literal if one in low for entry in by_literal[one])


@cache
def _by_literal(path: str) -> dict[str, list[str]]:
    """The entries by each literal of which their matches hold one; by none, which every text holds."""
    table: dict[str, list[str]] = {}
    for entry in entries(path):
        for literal in sorted(needed(entry)) or [""]:
            table.setdefault(literal, []).append(entry)
    return table


@cache
def _compiled(entry: str) -> re.Pattern[str]:
    return re.compile(entry, re.IGNORECASE)


@cache
def words(path: str) -> frozenset[str]:
    """The blank-separated words under ``path``, of all languages."""
    return frozenset(word for entry in entries(path) for word in entry.split())
