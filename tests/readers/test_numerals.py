"""Numbers of lists as letters, in pages and in files of word processors alike."""

from __future__ import annotations

import pytest
from lxml import html

from pcss_publish.readers import numerals
from pcss_publish.readers.html.lists import markers_of
from pcss_publish.readers.office.lists import written


@pytest.mark.parametrize(
    ("number", "roman"), [(1, "i"), (4, "iv"), (44, "xliv"), (1999, "mcmxcix"), (3999, "mmmcmxcix")]
)
def test_roman_numbers(number: int, roman: str) -> None:
    assert numerals.roman(number) == roman
    assert written(number, "upperRoman") == roman.upper()
    page = html.fromstring(f'<ol type="i" start="{number}"><li>x</li></ol>')
    assert list(markers_of(page).values()) == [f"{roman}."]


def test_what_has_no_roman_number_stays_as_it_is() -> None:
    assert written(4000, "lowerRoman") == "4000"
    page = html.fromstring('<ol type="I" start="0"><li>x</li></ol>')
    assert list(markers_of(page).values()) == ["0."]
