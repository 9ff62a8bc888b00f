"""The house words are complete in every language, with the same places to fill in."""

from __future__ import annotations

import string
import tomllib
from importlib.resources import files

import pytest

from pcss_publish.compose.house import word

WORDS = tomllib.loads(files("pcss_publish.compose").joinpath("words.toml").read_text(encoding="utf-8"))


def holes(text: str) -> set[str]:
    """Names that are filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_no_key_is_missing_or_left_over(language: str) -> None:
    assert set(WORDS[language]) == set(WORDS["en"])


@pytest.mark.parametrize("language", sorted(WORDS))
def test_translations_fill_in_what_the_english_does(language: str) -> None:
    for key, text in WORDS[language].items():
        assert holes(text) == holes(WORDS["en"][key]), (language, key)


def test_one_and_many_differ_in_every_language() -> None:
    for language in WORDS:
        assert word(language, "comments-left-out", n=1) != word(language, "comments-left-out", n=2)
        assert "2" in word(language, "comments-left-out", n=2)


def test_an_unknown_language_falls_back_to_english() -> None:
    assert word("tlh", "by") == "by"
    assert word("de-CH", "by") == "von"
