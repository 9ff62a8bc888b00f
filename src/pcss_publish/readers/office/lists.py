"""The signs before the items of pandoc's lists."""

from __future__ import annotations

from typing import Any, Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LAST_ROMAN: Final = 3999
_LAST_LETTERS: Final = 780  # thirty letters, as far as Word counts
_STYLES: Final = {
    "LowerAlpha": "lowerLetter", "UpperAlpha": "upperLetter", "LowerRoman": "lowerRoman",
    "UpperRoman": "upperRoman",
}  # fmt: skip
_AROUND: Final = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}


def signs(attributes: list[Any], count: int) -> list[str]:
    """The signs of an ordered list's items, as its attributes say."""
    start, style, limit = attributes[0], attributes[1]["t"], attributes[2]["t"]
    before, behind = _AROUND.get(limit, ("", "."))
    form = _STYLES.get(style, "decimal")
    return [f"{before}{written(number, form)}{behind}" for number in range(start, start + count)]


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
