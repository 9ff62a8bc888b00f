"""Which style of a word processor means what: a table that the house may extend (``styles.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Final

from pcss_publish.errors import ConfigError

#: The roles that a style may give; ``text`` is plain text.
ROLES: Final = frozenset(
    {
        "title", "subtitle", "kicker", "series", "byline", "date", "question", "answer", "intro", "funding",
        "disclaimer", "statement", "call-to-action", "aside", "references", "comment", "comment-author",
        "comment-date", "caption", "credit", "quote", "heading", "text",
    }
)  # fmt: skip

Styles = Mapping[str, str]


@cache
def shipped() -> Styles:
    """The table that comes with the program, by the folded name of the style."""
    text = resources.files(__package__).joinpath("styles.toml").read_text(encoding="utf-8")
    return joined(tomllib.loads(text), "styles.toml")


def joined(table: Mapping[str, object], place: str, under: Styles | None = None) -> Styles:
    """Names of styles by role, as styles with their role; what ``table`` says holds over ``under``.

    Raises:
        ConfigError: a role is unknown, or its names are no list of texts.
    """
    found = dict(under or {})
    for role, names in table.items():
        if role not in ROLES:
            raise ConfigError(
                f"unknown role: {role!r}", place=place, hint=f"Known: {', '.join(sorted(ROLES))}."
            )
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ConfigError(f"{role}: must be a list of names of styles", place=place)
        found |= {folded(name): role for name in names}
    return found


def folded(name: str) -> str:
    """A style's name without regard to case, blanks and the signs that programs put for them."""
    return "".join(char for char in name.casefold() if char.isalnum())


def role_of(names: Iterable[str], styles: Styles) -> str | None:
    """The role of a style: its own, else the first of those that it is based on; None where none is known.

    All styles are based on plain text in the end: that tells nothing of one that has no role of its own.
    """
    found = [styles.get(folded(name)) for name in names]
    if not found or found[0]:
        return found[0] if found else "text"
    return next((role for role in found if role and role != "text"), None)
