"""Lines that state how many comments there are, or that stand over them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pcss_publish.model.base import Span
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.furniture import bare
from pcss_publish.normalization.lines import Line


class Count(NamedTuple):
    """The number of comments that the page states."""

    number: int
    span: Span


@cache
def _counts() -> tuple[re.Pattern[str], ...]:
    noun = lexicon.choice("comments.noun")
    number = r"(?P<n>\d{1,3}(?:[,.]\d{3})+|\d{1,5})"
    worded = rf"(?P<n>{_number_words()})"
    return (
        re.compile(
            rf"(?:\W*|.*[|·•]\s*|(?:view|show|see|read) (?:all )?){number}"
            rf"\s+(?:\w+\s+)?(?:{noun})(?!\w)(?P<tail>.{{0,140}})",
            re.IGNORECASE,
        ),
        re.compile(rf"{worded}\s+(?:{noun})(?P<tail>(?:\s+\S+){{0,3}}|\s+\w+\s+[“„«\"].*)", re.IGNORECASE),
        re.compile(
            rf"(?:.{{0,80}}[|·•]\s*)?(?:[\w'’-]+\s){{0,2}}(?:{noun})\s*[(:\[–—-]?\s*(?P<n>\d{{1,5}})\s*[)\]]?(?P<tail>.{{0,30}})",
            re.IGNORECASE,
        ),
    )


def _number_words() -> str:
    return "|".join(sorted(lexicon.words("numbers"), key=len, reverse=True))


@cache
def _heading() -> re.Pattern[str]:
    return lexicon.pattern("comments.noun", r"(?:\w+(?:['’]s?)?\s+){0,2}{}(?:\s+(?:\w+\s+){0,3}\w+)?\s*:?")


def count_in(line: Line) -> Count | None:
    """The number of comments, if this line states it."""
    if line.blank or len(line.text) > 200 or (line.text[-1:] in ".!?" and not line.text.endswith("...")):
        return None
    for form in _counts():
        match = form.fullmatch(line.text)
        if match:
            return Count(_value(match["n"]), Span(line.start + match.start("n"), line.start + match.end("n")))
    return None


def _value(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    if digits:
        return int(digits)
    for table in lexicon.tables().values():
        for place, row in enumerate(table["numbers"]):
            if text.lower() in row.split():
                return place
    return 0


def is_heading(line: Line) -> bool:
    """Whether the line may stand over comments."""
    words = bare(line.text)
    if not 0 < len(words) <= 48:
        return False
    return names_comments(line) or (len(words.split()) <= 4 and bool(_heading().fullmatch(words)))


def names_comments(line: Line) -> bool:
    """Whether the line is a heading that stands over readers' words and nothing else."""
    words = bare(line.text)
    return 0 < len(words) <= 48 and bool(lexicon.pattern("comments.headings", r"{}\s*:?").fullmatch(words))
