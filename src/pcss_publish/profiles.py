"""The systems that print readers' comments, as data: what a person may say of a copied page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple


class Profile(NamedTuple):
    """What one system's comments look like in a copied text.

    Attributes:
        name: what people call the system.
        copied: what its comments look like, in words.
        layouts: the forms to try, by name; empty: all.
    """

    name: str
    copied: str
    layouts: tuple[str, ...]


@cache
def profiles() -> Mapping[str, Profile]:
    """Every profile by the word that options and desk files call it."""
    text = resources.files(__package__).joinpath("profiles.toml").read_text(encoding="utf-8")
    return {
        key: Profile(row["name"], row["copied"], tuple(row["layouts"]))
        for key, row in tomllib.loads(text).items()
    }
