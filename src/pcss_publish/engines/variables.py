"""Custom properties of the root put in place of ``var()``, once a style sheet.

WeasyPrint puts them in again for each element and each longhand of a shorthand, a tenth of all its work.
The computed values are the same (CSS Custom Properties 1, 3): only properties that nothing but ``:root`` sets
are put in, and only where no fallback is given.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ROOT = re.compile(r":root\{((?:--[\w-]+:[^;{}]*;)+)\}")
_SET = re.compile(r"--([\w-]+)\s*:([^;{}]*)")
_USED = re.compile(r"var\(--([\w-]+)\)")
DEEPEST = 8  # properties that are set by way of others


@lru_cache(maxsize=64)
def resolved(styles: tuple[str, ...]) -> tuple[str, ...]:
    """Style sheets without the variables that only a sheet of the form ``:root{--name:value;…}`` sets."""
    values: dict[str, str] = {}
    others: set[str] = set()
    for sheet in styles:
        if root := _ROOT.fullmatch(sheet):
            values |= {name: value.strip() for name, value in _SET.findall(root[1])}
        else:
            others |= {name for name, _ in _SET.findall(sheet)}
    known = {name: value for name, value in values.items() if name not in others}
    return tuple(_put_in(sheet, known) for sheet in styles)


def _put_in(sheet: str, known: dict[str, str]) -> str:
    for _ in range(DEEPEST):
        found = _USED.sub(lambda use: known.get(use[1], use[0]), sheet)
        if found == sheet:
            break
        sheet = found
    return sheet
