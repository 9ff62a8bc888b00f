"""Which words of the printed page may be hyphenated, and how absurd runs stay bounded.

Text comes out as it went in: this only puts elements around words, and a space for a no-break space
where a run of text without any other space is too long to be laid out in bounded time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

LONGEST_RUN = 80  # characters without a space; the layout engine's time grows with the square of it
LONGEST_WORD = 28  # characters that fit the narrowest column
SHORTEST = 10  # letters of a word that may be hyphenated; page.css says the same
_TOKEN = re.compile(r"[^\s]+|\s+")
_WORD = re.compile(r"\w+")
_MIXED = re.compile("[ \u00a0]* \u00a0[ \u00a0]*|\u00a0 [ \u00a0]*")
_UNBROKEN = re.compile(rf"[^ \t\n]{{{LONGEST_RUN},}}")
_NOUNS_CAPITALISED = {"de", "lb"}


class Words:
    """Makes markup of text runs for the page.

    Args:
        protected: texts whose words are never hyphenated: the title, names.
        language: of the article, BCP 47.
    """

    def __init__(self, protected: Iterable[str], language: str) -> None:
        self._protected = {word.casefold() for text in protected for word in _WORD.findall(text)}
        self._capitals_are_names = language.split("-", maxsplit=1)[0] not in _NOUNS_CAPITALISED

    def __call__(self, text: str) -> Markup:
        """``text`` escaped, its names and rare words guarded against hyphenation, overlong ones breakable."""
        return Markup("").join(self._token(token) for token in _TOKEN.findall(bounded(text)))

    def _token(self, token: str) -> Markup:
        if len(token) > LONGEST_WORD:
            return Markup('<span class="long">{}</span>').format(token)
        if len(token) < SHORTEST or not self._guarded(token):
            return escape(token)
        return Markup('<span class="whole">{}</span>').format(token)

    def _guarded(self, token: str) -> bool:
        words = _WORD.findall(token)
        if any(word.casefold() in self._protected for word in words):
            return True
        if any(char.isdigit() or char in "@/\\_-" for char in token):
            return True
        return self._capitals_are_names and any(char.isupper() for char in token)


def bounded(text: str) -> str:
    """``text`` with one plain space for spaces mixed with no-break spaces and for those of overlong runs.

    Sentences set apart by a no-break and a plain space would begin a line with a gap. A no-break space may
    be a space in print (DESIGN.md, "Text that must come out as it went in"); nothing else changes.
    """
    if "\u00a0" not in text:
        return text
    return _UNBROKEN.sub(lambda run: run[0].replace("\u00a0", " "), _MIXED.sub(" ", text))
