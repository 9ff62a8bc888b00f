"""Word lists as data: ``data/lexicon/<name>.toml``, one table a language, lists of patterns by purpose."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(path: str) -> dict[str, object]:
    """A TOML file of the package's ``data`` folder."""
    return tomllib.loads((files("pcss_publish") / "data" / path).read_text(encoding="utf-8"))


def rows_of(path: str, name: str) -> list[dict[str, Any]]:
    """The rows of an array of tables in a TOML file of the package's ``data`` folder."""
    rows = table(path)[name]
    assert isinstance(rows, list)
    return rows


@cache
def patterns(name: str, purpose: str) -> re.Pattern[str]:
    """One expression for the patterns of all languages, matched as whole words whatever their case.

    A page in one language has comments in others, so that the language is not asked.

    Args:
        name: of the file in ``data/lexicon``.
        purpose: the key to read in each language's table.

    Raises:
        KeyError: no language has that key.
    """
    found: list[str] = []
    for language in table(f"lexicon/{name}.toml").values():
        if isinstance(language, dict):
            found += language.get(purpose, [])
    if not found:
        raise KeyError(f"{name}.{purpose}")
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)
