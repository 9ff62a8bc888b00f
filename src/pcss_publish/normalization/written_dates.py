"""Dates that a file holds as data, written as people of its language write them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from pcss_publish.normalization.lexicon import tables

_DATA: Final = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?)?)?)?")
_LONGEST: Final = {4: "year", 7: "month", 10: "day"}


def written(iso: str, language: str) -> str:
    """A date in ISO 8601 in words, as exact as it is, to the minute at most.

    Args:
        iso: a year, a month, a day or a local time, without its distance from UTC.
        language: BCP 47, such as ``en-GB``.

    Returns:
        The date as ``date_forms`` of the language's table has it; as it came where there is no such table or
        no such day.
    """
    forms = tables().get(language.split("-", maxsplit=1)[0].lower(), {}).get("date_forms")
    if forms is None or not _DATA.fullmatch(iso):
        return iso
    try:
        when = datetime.fromisoformat(iso + "0000-01-01"[len(iso) :])
    except ValueError:
        return iso
    month: str = tables()[language.split("-", maxsplit=1)[0].lower()]["months"][when.month - 1].split()[0]
    shown: str = forms[_LONGEST.get(len(iso), "minute")].format(
        day=when.day, month=month, Month=month.capitalize(), year=when.year,
        hour=when.hour, twelve=when.hour % 12 or 12, minute=f"{when.minute:02}",
        half="pm" if when.hour >= 12 else "am",
    )  # fmt: skip
    return shown
