"""The published list of reasons: ``data/comment-reasons.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Reason(NamedTuple):
    """``actions`` it serves; ``general`` is the key under which withheld comments are counted in print."""

    actions: tuple[str, ...]
    meaning: str
    general: str


@cache
def reasons() -> dict[str, Reason]:
    """Every reason by its code, in the order of the file."""
    text = (files("pcss_publish") / "data" / "comment-reasons.toml").read_text(encoding="utf-8")
    return {
        code: Reason(tuple(row["actions"]), row["meaning"], row.get("general", "other"))
        for code, row in tomllib.loads(text).items()
    }
