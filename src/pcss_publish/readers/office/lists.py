"""Numbers as word processors write them before paragraphs."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LAST_ROMAN: Final = 3999
_LAST_LETTERS: Final = 780  # thirty letters, as far as Word counts


def written(number: int, form: str) -> str:
    """A number in one of Word's forms (ECMA-376 Part 1, 17.18.59); others than these as digits."""
    if form in {"lowerLetter", "upperLetter"} and 0 < number <= _LAST_LETTERS:
        # Word counts aa, bb, cc behind z.
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= _LAST_ROMAN:
        found = ""
        for value, letters in _ROMAN:
            while number >= value:
                found, number = found + letters, number - value
        return found.upper() if form == "upperRoman" else found
    return f"{number:02d}" if form == "decimalZero" else str(number)
