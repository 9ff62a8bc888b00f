"""One line read as a comment's head: ordinal, name, stamp and the words of the form around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pcss_publish.model.base import Span
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.dates import LONGEST_LINE, Stamp, stamps
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.names import LONGEST_NAME, likeness

HeadKind = Literal["name-stamp", "stamp-name", "says", "by", "stamp"]

_ORDINAL = re.compile(r"(?:#\s?(\d{1,4})[.):]?|\(?(\d{1,4})[.)]|\[(\d{1,4})\])\s+(?=\S)")
_BULLET = re.compile(r"(?:[*•◦▪‣·○#–—-]|[★☆]{1,5})\s+(?=\S)")
_SEPARATORS = " \t\u00a0|•·,–—-»>›/([{:@~*►▸\u2003\u2002"
_CLOSERS = " \t\u00a0])}|•·,:;–—-»>›~*►▸.…"
_PARTING = frozenset("•·—–|")
_TOKEN = re.compile(r"\s*[·•|]\s*|\s{2,}|\s+-\s+")


@dataclass(frozen=True)
class Head:
    """What a line says as a head; ``form`` is what heads of one page have in common."""

    kind: HeadKind
    line: Line
    form: tuple[str, ...]
    name: Span | None = None
    stamp: Stamp | None = None
    ordinal: int | None = None
    label: Span | None = None

    @property
    def name_text(self) -> str:
        """The name as printed."""
        return (
            self.line.text[self.name.start - self.line.start : self.name.end - self.line.start]
            if self.name
            else ""
        )


@cache
def _prefix() -> re.Pattern[str]:
    by, colon = lexicon.choice("comments.posted_by"), lexicon.choice("comments.posted_by_colon")
    return re.compile(rf"(?:(?:{by})\s*:?\s+|(?:{colon})\s*:\s*)(?=\S)", re.IGNORECASE)


@cache
def _says() -> re.Pattern[str]:
    return lexicon.pattern("comments.says", r"\s+({})(?:\s*:|\s*…|\s*\.{3})\s*$")


def name_prefix(text: str) -> int:
    """How long the word of the form before a name is (From:, Name:)."""
    match = _prefix().match(text)
    return match.end() if match else 0


def head_of(line: Line) -> Head | None:
    """Read ``line`` as a head, or None where it cannot be one."""
    text = line.text
    if line.blank or len(text) > LONGEST_LINE or "\t" in text:
        return None
    at, ordinal, label = _numbered(line)
    if ordinal is not None and any(one.start == 0 and one.dated for one in stamps(text)):
        at, ordinal, label = 0, None, None
    bullet = _BULLET.match(text, at) if not at else None
    at = bullet.end() if bullet else at
    base = ("#" if ordinal is not None else "", "*" if bullet else "")
    found = _with_stamp(line, at, base)
    if not found or not (found.stamp and (found.stamp.full or found.stamp.relative)):
        found = _saying(line, at, base) or found or _signed(line, at, base)
    return replace(found, ordinal=ordinal, label=label) if found else None


def _numbered(line: Line) -> tuple[int, int | None, Span | None]:
    match = _ORDINAL.match(line.text)
    if not match:
        return 0, None, None
    number = int(next(filter(None, match.groups())))
    return match.end(), number, Span(line.start, line.start + len(match.group().rstrip()))


def _with_stamp(line: Line, at: int, base: tuple[str, ...]) -> Head | None:
    text = line.text
    for stamp in stamps(text):
        if stamp.start < at or not stamp.dated:
            continue
        before, after = text[at : stamp.start], text[stamp.end :]
        if is_trailer(after):
            return _name_before(line, at, stamp, before, base)
        if _is_opening(before) and len(after) <= LONGEST_NAME + 20:
            return _name_after(line, stamp, base)
    return None


def _name_before(line: Line, at: int, stamp: Stamp, before: str, base: tuple[str, ...]) -> Head | None:
    prefix = _prefix().match(before)
    words = prefix.group().strip().rstrip(": ").lower() if prefix else ""
    rest = before[prefix.end() :] if prefix else before
    trimmed = _without_connectors(rest, 1 if prefix else 2)
    if not trimmed or _is_opening(before) or is_actions(before):
        return Head("stamp", line, (*base, ""), stamp=_placed(stamp, line))
    separator = rest[len(trimmed) :].strip(" \t\u00a0")[:1]
    start = line.start + at + (prefix.end() if prefix else 0)
    lead = len(trimmed) - len(trimmed.lstrip())
    name = Span(start + lead, start + len(trimmed))
    if not _plausible(trimmed.strip(), bool(words)):
        return None
    return Head("name-stamp", line, (*base, words, separator), name, _placed(stamp, line))


def _name_after(line: Line, stamp: Stamp, base: tuple[str, ...]) -> Head | None:
    after = line.text[stamp.end :]
    at = stamp.end + len(after) - len(after.lstrip(_CLOSERS))
    prefix = _prefix().match(line.text, at)
    at = prefix.end() if prefix else at
    said = _says().search(line.text, at)
    name = line.text[at : said.start() if said else len(line.text)].rstrip(" \t\u00a0:,")
    if not any(map(str.isalpha, name)):  # nothing, or a number of the page's own: '#101'
        return Head("stamp", line, (*base, ""), stamp=_placed(stamp, line))
    if not _plausible(name, bool(said or prefix)):
        return None
    form = (*base, "before", said.group(1).lower() if said else "")
    return Head(
        "stamp-name", line, form, Span(line.start + at, line.start + at + len(name)), _placed(stamp, line)
    )


def _saying(line: Line, at: int, base: tuple[str, ...]) -> Head | None:
    said = _says().search(line.text, at) or _bare_says(line.text, at)
    name = line.text[at : said.start()] if said else ""
    if not said or not _plausible(name, True):
        return None
    return Head(
        "says", line, (*base, said.group(1).lower()), Span(line.start + at, line.start + said.start())
    )


def _bare_says(text: str, at: int) -> re.Match[str] | None:
    """'NAME says' without a colon: only where what stands before is a name and no sentence.

    With a capital, as in 'Ingrid Says', the word is rather her name.
    """
    said = lexicon.pattern("comments.says", r"\s+({})$").search(text, at) if len(text) <= 80 else None
    name = text[at : said.start()] if said else ""
    return (
        said if said and said[1][0].islower() and (likeness(name) >= 0.5 or len(name.split()) <= 3) else None
    )


def _signed(line: Line, at: int, base: tuple[str, ...]) -> Head | None:
    prefix = _prefix().match(line.text, at)
    if not prefix:
        return None
    name = line.text[prefix.end() :]
    if likeness(name) < 0.5:
        return None
    start = line.start + prefix.end()
    return Head("by", line, (*base, prefix.group().strip().lower()), Span(start, start + len(name)))


def _plausible(name: str, marked: bool) -> bool:
    """A name in a line that has a stamp; words of the form around it allow stranger ones."""
    if not name.strip() or len(name) > LONGEST_NAME or any(one.parts[0] for one in stamps(name)):
        return False
    return (
        marked
        or likeness(name) >= 0.3
        or (len(name.split()) <= 6 and name.strip()[-1] not in ".?!;,")
        or (len(name.split()) <= 3 and not _ends_a_sentence(name.strip()))
    )


def _ends_a_sentence(text: str) -> bool:
    """'thank you.' behind 'last year,': the end of a line that a text browser broke."""
    return " " in text and text[0].islower() and text[-1] in ".?!;,"


def _without_connectors(text: str, most: int) -> str:
    """``text`` without the separators and at most so many little words that lead to a stamp.

    Behind 'Submitted by' there is one: in 'Submitted by Kim Posted on May 4' the other is a name. So is a
    word with a capital that a sign parts from the stamp: 'Ingrid Says • a year ago'.
    """
    connector = lexicon.pattern("comments.connectors", r"(?:^|(?<=\s)|(?<=[,:]))({})\s*:?$")
    trimmed = text.rstrip(_SEPARATORS)
    for _ in range(most):
        match = connector.search(trimmed)
        if not match or not trimmed[: match.start()].strip():
            break
        if match[1][0].isupper() and not _PARTING.isdisjoint(text[match.end() :]):
            break
        trimmed = trimmed[: match.start()].rstrip(_SEPARATORS)
    return trimmed


@cache
def _opening() -> re.Pattern[str]:
    return lexicon.pattern("comments.posted_on", r"[\s\[(<*•·,|–—-]*(?:{}\s*:?)?[\s\[(<]*")


def _is_opening(text: str) -> bool:
    return bool(_opening().fullmatch(text[:60])) and len(text) <= 60


def is_trailer(text: str) -> bool:
    """Whether what follows a stamp is only closing marks, badges and buttons."""
    bare = text.strip(_CLOSERS + "#¶↩")
    if not bare or len(bare) > 60:
        return not bare
    return is_actions(bare) or bool(lexicon.pattern("comments.says").fullmatch(bare))


@cache
def _button() -> re.Pattern[str]:
    shape = f"(?:{lexicon.choice('comments.actions')}|{lexicon.choice('comments.badges')})"
    return re.compile(shape, re.IGNORECASE)


def is_actions(text: str) -> bool:
    """Whether ``text`` is a row of buttons, badges and counts, as stand under comments."""
    if len(text) > 160:
        return False
    tokens = [re.sub(r"^[\W\d_]+|[\W_]+$", "", token) for token in _TOKEN.split(text)]
    named = [token for token in tokens if token]
    return bool(named) and all(_button().fullmatch(token) for token in named)


def _placed(stamp: Stamp, line: Line) -> Stamp:
    return replace(stamp, start=stamp.start + line.start, end=stamp.end + line.start)
