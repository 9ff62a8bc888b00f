"""Numbers as word processors write them before paragraphs."""

from __future__ import annotations

from typing import Final

from pcss_publish.readers import numerals

_LAST_LETTERS: Final = 780  # thirty letters, as far as Word counts


def written(number: int, form: str) -> str:
    """A number in one of Word's forms (ECMA-376 Part 1, 17.18.59); others than these as digits."""
    if form in {"lowerLetter", "upperLetter"} and 0 < number <= _LAST_LETTERS:
        # Word counts aa, bb, cc behind z.
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= numerals.LAST:
        found = numerals.roman(number)
        return found.upper() if form == "upperRoman" else found
    return f"{number:02d}" if form == "decimalZero" else str(number)
