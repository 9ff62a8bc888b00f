"""Dates and comment stamps in several languages, with what they leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.lexicon import tables

Precision = Literal["year", "month", "day", "minute", "second", "none"]

# A stamp stands in a short line; longer ones are prose and are not searched.
LONGEST_LINE = 300
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Stamp:
    """A date or time expression at ``start:end`` of the searched text.

    ``numeric`` holds the two numbers of a date such as 03/04/2018, whose order only its neighbours tell;
    ``parts`` is (year, month, day, hour, minute, second) with None for what is not given.
    """

    start: int
    end: int
    raw: str
    parts: tuple[int | None, int | None, int | None, int | None, int | None, int | None]
    zone: str | None = None
    numeric: tuple[int, int] | None = None
    weekday: int | None = None
    relative: bool = False
    dotted: bool = False

    @property
    def full(self) -> bool:
        """Whether it names a day of a year."""
        return (
            not self.relative
            and self.parts[0] is not None
            and (self.parts[2] is not None or bool(self.numeric))
        )

    def resolved(self, day_first: bool) -> Stamp:
        """The same with month and day told apart."""
        if not self.numeric:
            return self
        one, two = self.numeric
        day, month = (one, two) if (day_first and two <= 12) or one > 12 else (two, one)
        return Stamp(
            self.start, self.end, self.raw, (self.parts[0], month, day, *self.parts[3:]), self.zone,
            weekday=self.weekday,
        )  # fmt: skip

    @property
    def dated(self) -> bool:
        """Whether it tells a day, or how long ago; a month or a season alone is no comment's stamp."""
        return self.relative or self.parts[2] is not None or self.numeric is not None

    @property
    def value(self) -> str:
        """ISO 8601 as far as the parts go; empty where no year is given or the day does not exist."""
        year, month, day, hour, minute, second = self.parts
        if self.relative or year is None or self.numeric:
            return ""
        if month is None or day is None:
            return f"{year:04}" if month is None else f"{year:04}-{month:02}"
        try:
            text = date(year, month, day).isoformat()
        except ValueError:
            return ""
        if hour is None or minute is None or hour > 23 or minute > 59:
            return text
        text += f"T{hour:02}:{minute:02}"
        return text if second is None else f"{text}:{second:02}"

    @property
    def precision(self) -> Precision:
        """How exact ``value`` is."""
        length = len(self.value)
        by_length: dict[int, Precision] = {4: "year", 7: "month", 10: "day", 16: "minute", 19: "second"}
        return by_length.get(length, "none")


@cache
def _names(key: str) -> dict[str, int]:
    """Month or weekday names of all languages to their number from 0."""
    return {
        name: place
        for table in tables().values()
        for place, row in enumerate(table[key])
        for name in row.split()
    }


def _alternatives(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """From the most to the least telling form."""
    month = rf"(?P<month>{_alternatives(_names('months'))})\b\.?"
    weekday = rf"(?:\b(?P<weekday>{_alternatives(_names('weekdays'))})\b\.?,?\s+(?:(?:den|le|el|the)\s+)?)?"
    join = rf"(?:\s*[,•·|@–—-]\s*|\s+)(?:(?:{lexicon.choice('date_join')}|kl\.?|@)\s+)?(?:[–—-]\s*)?"
    clock = (
        r"(?P<hour>\d{1,2})(?:(?:[:.]|\s?h\s?)(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
        r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?:\s*(?:Uhr|uur|hrs?|h|min)\b)?"
        r"(?:\s*(?P<zone>GMT|UTC|Z|[A-Z]{1,3}[SD]T|CES?T|BST|\(?[+-]\d{2}:?\d{2}\)?|\((?:GMT|UTC|CES?T|BST)\))(?!\w))?"
    )
    # An hour alone is a time only with am, pm, h or Uhr behind it.
    time = rf"(?=\d{{1,2}}(?:[:.]\d{{2}}|\s?h\b|\s?h\s?\d{{2}}|\s*[ap]\.?\s?m\b|\s*(?:Uhr|uur)\b)){clock}"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
    of = r"(?:\s+|\s*[-/.]\s*)(?:(?:de|del|of|d['’])\s*)?"
    year = r"(?P<year>(?:19|20)\d{2})\b"
    tail = rf"(?:{join}{time})?"
    # A page's name and date that lost the space between them: 'DoeMay 3'.
    glued = r"(?<=[^\s(])(?=(?-i:[A-Z][a-z]))"
    season = "|".join(lexicon.words("seasons"))
    dates = (
        rf"(?P<year>(?:19|20)\d{{2}})-(?P<month_n>\d{{2}})-(?P<day>\d{{2}})(?!\d)(?:(?:T\s*|{join}){time})?",
        rf"{time}(?:,|\s+on|\s*[-–—]|\s+am)?\s+{weekday}\b{month}\s+{day},?\s+{year}",
        rf"{time}(?:,|\s+on|\s*[-–—]|\s+am)?\s+{weekday}\b{day}{of}{month},?{of}{year}",
        rf"{weekday}(?<!\d){day}{of}{month}(?:,?{of}|,\s*|\s*['’]?){year}{tail}",
        rf"{weekday}(?:\b|{glued}){month}\s+{day}(?!\d|[:.]\d),?\s+{year}{tail}",
        rf"(?<!\d){year}\s+{month}\s+{day}(?!\d)",
        (
            rf"{weekday}(?<![\d/.-])(?P<one>\d{{1,2}})(?P<sep>[./-])\s?(?P<two>\d{{1,2}})(?P=sep)\s?"
            rf"(?P<year>(?:19|20)\d{{2}}|\d{{2}})(?![\d/-]|\.\d){tail}"
        ),
        rf"(?<!\d)(?P<year>(?:19|20)\d{{2}})(?P<sep>[./])(?P<month_n>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d){tail}",
        rf"(?P<year>(?:19|20)\d{{2}})\s?[年]\s?(?P<month_n>\d{{1,2}})\s?[月]\s?(?P<day>\d{{1,2}})\s?[日]{tail}",
        rf"(?<![\w-]){month},?\s+(?:de\s+|del\s+)?{year}",
        rf"{weekday}(?<!\w){day}{of}{month}(?![\w’']){tail}",
        rf"{weekday}(?<!\w){month}\s+{day}(?![\w:]|\.\d){tail}",
        rf"(?<!\w)(?:{season}),?\s+(?:de\s+|del\s+)?{year}",
    )
    relative = rf"(?<![\w.])(?P<relative>{lexicon.choice('relative')})(?!\w)"
    return tuple(re.compile(form, re.IGNORECASE) for form in (*dates, relative))


@lru_cache(maxsize=lexicon.REMEMBERED)
def stamps(text: str) -> tuple[Stamp, ...]:
    """The dates in a short text, left to right; of two readings of one place the more telling one."""
    if len(text) > LONGEST_LINE or not (_DIGIT.search(text) or _worded(text)):
        return ()
    found: list[Stamp] = []
    for form in _patterns():
        for match in form.finditer(text):
            if not any(match.start() < one.end and one.start < match.end() for one in found):
                found.append(_stamp(match))
    if any(one.full for one in found):
        # Beside a full date, 'May' or 'Jun' with a number is a name or a sentence.
        found = [one for one in found if one.full or one.relative or one.parts[0] is not None]
    return tuple(sorted(found, key=lambda one: one.start))


@cache
def _worded_pattern() -> re.Pattern[str]:
    return lexicon.pattern("relative")


def _worded(text: str) -> bool:
    return bool(_worded_pattern().search(text))


def _stamp(match: re.Match[str]) -> Stamp:
    group = {key: value for key, value in match.groupdict().items() if value is not None}
    start, end, raw = match.start(), match.end(), match.group()
    if "relative" in group:
        return Stamp(start, end, raw, (None,) * 6, relative=True)
    year = int(group["year"]) if "year" in group else None
    if year is not None and year < 100:
        year += 1900 if year >= 70 else 2000
    month = _names("months")[group["month"].lower()] + 1 if "month" in group else None
    month = int(group["month_n"]) if "month_n" in group else month
    day = int(group["day"]) if "day" in group else None
    numeric = (int(group["one"]), int(group["two"])) if "one" in group else None
    hour, minute, second = (int(group[key]) if key in group else None for key in ("hour", "minute", "second"))
    if hour is not None:
        minute = minute or 0
        hour = hour % 12 + (12 if group["half"].lower() == "p" else 0) if "half" in group else hour
    weekday = _names("weekdays")[group["weekday"].lower()] if "weekday" in group else None
    return Stamp(
        start, end, raw, (year, month, day, hour, minute, second), group.get("zone"), numeric, weekday,
        dotted=group.get("sep") == ".",
    )  # fmt: skip


def day_first(found: Iterator[Stamp] | list[Stamp], language: str) -> tuple[bool, bool]:
    """Whether numeric dates put the day first, and whether the page itself says so.

    A number above twelve tells, then a weekday that fits only one reading, then dots; failing that the
    language's habit is returned with False.
    """
    day = month = 0
    for stamp in found:
        if not stamp.numeric:
            continue
        one, two = stamp.numeric
        day += (one > 12 >= two) * 4 + stamp.dotted
        month += (two > 12 >= one) * 4
        if stamp.weekday is not None and one != two and max(one, two) <= 12:
            fits = [_falls_on(stamp.resolved(first), stamp.weekday) for first in (True, False)]
            day += fits[0] and not fits[1]
            month += fits[1] and not fits[0]
    if day != month:
        return day > month, True
    return language != "en", False


def _falls_on(stamp: Stamp, weekday: int) -> bool:
    year, month, day, *_ = stamp.parts
    if year is None or month is None or day is None:
        return False
    try:
        return date(year, month, day).weekday() == weekday
    except ValueError:
        return False
