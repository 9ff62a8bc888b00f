"""On which line of a TOML file a key stands; the standard parser does not say."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_HEADER: Final = re.compile(r"\s*(\[{1,2})\s*([\w.\"'-]+)\s*\]{1,2}")
_KEY: Final = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[=.]")
_FENCE: Final = re.compile(r'"""|' + "'''")

Place = tuple[str | int, ...]


def places(text: str) -> dict[Place, int]:
    """Lines (from 1) of tables and keys: ``("comment", 0)``, ``("comment", 0, "name")``, ``("source",)``."""
    found: dict[Place, int] = {}
    seen: Counter[str] = Counter()
    table: Place = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not fence:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = _table(header.group(1), header.group(2).strip("\"'"), seen)
                found.setdefault(table, number)
            elif key:
                found.setdefault((*table, key.group(1)), number)
        for match in _FENCE.finditer(line):
            fence = "" if fence == match.group() else fence or match.group()
    return found


def line_of(found: dict[Place, int], place: Place) -> int:
    """The line of ``place``, or of the nearest thing around it; 1 at worst."""
    while place:
        if place in found:
            return found[place]
        place = place[:-1]
    return 1


def _table(bracket: str, name: str, seen: Counter[str]) -> Place:
    if bracket == "[":
        return (name,)
    seen[name] += 1
    return name, seen[name] - 1
