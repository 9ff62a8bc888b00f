"""Which words of the printed page may be hyphenated, and how absurd runs stay bounded.

Text comes out as it went in: this only puts elements around words, and a plain space for no-break spaces
that a page cannot use. Set flush left, most languages need no hyphens even in narrow columns; those that
build long words do, and there the words of the title and names stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

LONGEST_RUN = 80  # characters without a space; the layout engine's time grows with the square of it
BOX = "\u25a1"
LONGEST_WORD = 28  # characters that fit the narrowest column
LONGEST_NUMBER = 20  # characters of a number that stays on one line, capitals among them
SHORTEST = 10  # letters of a word that may be hyphenated; page.css says the same
LONG_WORDED = {"de", "nl", "af", "sv", "da", "nb", "nn", "no", "is", "fi", "et", "hu", "lb", "ru", "uk", "el"}
NOUNS_CAPITALISED = {"de", "lb"}
_TOKEN = re.compile(r"\s+|\S+")
_WORD = re.compile(r"\w+")
_TELEPHONE = r"[+(]{0,2}\d{1,5}(?:[ ()/.\-\u2013]{1,2}\d{1,5}){1,5}"
_NUMBER = r"((?<!\S)\S{0,6}?(?:%s)\S{0,6}(?!\S))"
DIGITS = 7  # the fewest of a telephone number
_MIXED = re.compile("[ \u00a0]* \u00a0[ \u00a0]*|\u00a0 [ \u00a0]*")
_UNBROKEN = re.compile(rf"[^ \t\n]{{{LONGEST_RUN},}}")


def hyphenates(language: str) -> bool:
    """Whether text in ``language`` (BCP 47) is hyphenated at all."""
    return _primary(language) in LONG_WORDED


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


class Words:
    """Makes markup of text runs for the page.

    Args:
        protected: texts whose words are never hyphenated: the title, names.
        language: of the article, BCP 47.
        missing: characters that no font has; they are shown as boxes and kept as the element's actual text.
        numbers: of awards; with telephone numbers they stay on one line, where they are no longer than that.
    """

    def __init__(
        self,
        protected: Iterable[str],
        language: str,
        missing: frozenset[str] = frozenset(),
        numbers: Iterable[str] = (),
    ) -> None:
        self._awards = sorted({*numbers} - {""}, key=lambda one: (-len(one), one))
        known = map(re.escape, self._awards)
        self._numbers = re.compile(_NUMBER % "|".join([*known, _TELEPHONE]))
        self._missing = re.compile(f"[{re.escape(''.join(sorted(missing)))}]+") if missing else None
        self._hyphenates = hyphenates(language)
        self._protected = {word.casefold() for text in protected for word in _WORD.findall(text)}
        self._capitals_are_names = _primary(language) not in NOUNS_CAPITALISED

    def __call__(self, text: str) -> Markup:
        """``text`` escaped, names guarded against hyphenation, overlong words breakable."""
        if not self._missing:
            return self._shown(text)
        parts, at = [], 0
        for run in self._missing.finditer(text):
            box = Markup('<span class="unset" data-actual="{}">{}</span>').format(run[0], BOX * len(run[0]))
            parts += [self._shown(text[at : run.start()]), box]
            at = run.end()
        return Markup("").join([*parts, self._shown(text[at:])])

    def _shown(self, text: str) -> Markup:
        parts: list[str | Markup] = [""]
        for token, css in self._tokens(bounded(text)):
            if css:
                parts += [Markup('<span class="{}">{}</span>').format(css, token), ""]
            else:
                parts[-1] += token
        return Markup("").join(part if isinstance(part, Markup) else _run(part) for part in parts)

    def _tokens(self, text: str) -> Iterator[tuple[str, str]]:
        """Words, spaces and numbers, each with its class."""
        for n, piece in enumerate(self._numbers.split(text)):
            if n % 2 and len(piece) <= LONGEST_NUMBER and self._is_number(piece):
                yield piece, "number"
            else:
                yield from ((token, self._css(token)) for token in _TOKEN.findall(piece))

    def _is_number(self, piece: str) -> bool:
        if any(number in piece for number in self._awards):
            return True
        return sum(char.isdigit() for char in piece) >= DIGITS and any(char in "-\u2013/" for char in piece)

    def _css(self, token: str) -> str:
        if len(token) > LONGEST_WORD:
            return "overlong"
        return "whole" if self._hyphenates and len(token) >= SHORTEST and self._guarded(token) else ""

    def _guarded(self, token: str) -> bool:
        if any(word.casefold() in self._protected for word in _WORD.findall(token)):
            return True
        if any(char.isdigit() or char in "@/\\_-" for char in token):
            return True
        return self._capitals_are_names and any(char.isupper() for char in token)


def _run(text: str) -> Markup:
    """A run of text, the space at its end apart.

    WeasyPrint 70 breaks a run after its first word if all of it but the space at its end fits a line.
    """
    if not text[-1:].isspace() or not text.strip():
        return escape(text)
    return escape(text.rstrip()) + Markup("<span> </span>")


def bounded(text: str) -> str:
    """``text`` with one plain space for spaces mixed with no-break spaces and for those of overlong runs.

    Sentences set apart by a no-break and a plain space would begin a line with a gap. A no-break space may
    be a space in print (DESIGN.md, "Text that must come out as it went in"); nothing else changes.
    """
    if "\u00a0" not in text:
        return text
    return _UNBROKEN.sub(lambda run: run[0].replace("\u00a0", " "), _MIXED.sub(" ", text))
