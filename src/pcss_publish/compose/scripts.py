"""In which direction a language is written."""

from __future__ import annotations

from typing import Final, Literal

_RIGHT_TO_LEFT: Final = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi")
)  # fmt: skip


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which a language is written, by the primary subtag of its tag (BCP 47)."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"
