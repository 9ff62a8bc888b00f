"""Compares a text with the lines that a page broke it into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from unicodedata import category

from pcss_publish.proof import bidi
from pcss_publish.proof.faults import common
from pcss_publish.proof.fold import folded, has_rtl, rtl_words, spaced, unmirrored
from pcss_publish.proof.pieces import GAP, LINE_END

_CASED = frozenset({"Lu", "Ll", "Nd"})


@dataclass(slots=True)
class Agreement:
    """How a text agreed with its lines.

    Attributes:
        at: code point of the (folded) text where they part, None where they agree.
        hyphens: automatic hyphens that were taken off line ends.
        gaps: places with room for a space and none in the text.
        twins: whether characters that share a glyph were taken for one another.
        boxes: characters that no font had and that stand as boxes.
        drawn: lines compared in the order in which they are drawn.
        unordered: lines compared as a multiset only.
    """

    at: int | None = None
    hyphens: int = 0
    gaps: int = 0
    twins: bool = False
    boxes: int = 0
    drawn: int = 0
    unordered: int = 0
    expected: str = ""
    found: str = field(default="")


def agree(expected: str, text: str, *, unbroken: bool = False) -> Agreement:
    """Compare ``expected`` with a piece's text, first as it stands, then folded.

    Args:
        expected: what has to stand there.
        text: what stands there, with ``LINE_END`` where lines end.
        unbroken: no word of it may be hyphenated, so that a hyphen at a line end is always its own.
    """
    first = _compared(spaced, expected, text, unbroken)
    if first.at is None:
        return first
    second = _compared(folded, expected, text, unbroken)
    second.twins = second.at is None and not second.drawn and not second.unordered
    return second


def _compared(fold: Callable[[str], str], expected: str, text: str, unbroken: bool) -> Agreement:
    lines = [fold(line).strip() for line in text.replace(GAP, " ").split(LINE_END)]
    found = _walk(fold(expected).strip(), lines, unbroken)
    found.gaps = text.count(GAP)
    return found


def _walk(expected: str, lines: list[str], unbroken: bool) -> Agreement:
    result = Agreement()
    at = 0
    before = ""
    for line in filter(None, lines):
        if _glued(before, expected[at - 1 : at + 1] if at else ""):
            return _parted(expected, at, f" {line}", result)
        while at < len(expected) and expected[at] == " ":
            at += 1
        before = line
        mixed = has_rtl(line)
        if expected.startswith(line, at) and not mixed:
            at += len(line)
        elif not unbroken and _hyphenated(expected, at, line):
            result.hyphens += 1
            before = ""
            at += len(line) - 1
        elif mixed and _drawn(expected, at, line, result):
            at += len(line)
        else:
            return _parted(expected, at, line, result)
    return result if at >= len(expected.rstrip()) else _parted(expected, at, "", result)


def _glued(line: str, joint: str) -> bool:
    """Whether two words that stand on two lines are one in the text: nothing breaks there without a hyphen.

    A word that is longer than a line is broken anywhere; then the line holds nothing else. Scripts whose
    letters have no case may break without a space.
    """
    if len(joint) < 2 or " " not in line:
        return False
    one, other = category(joint[0]), category(joint[1])
    return (one in _CASED and other in _CASED) or (joint[0] in ".,;:)" and other == "Lu")


def _hyphenated(expected: str, at: int, line: str) -> bool:
    """Whether ``line`` ends with a hyphen that broke a word: one that has letters on both sides."""
    after = at + len(line) - 1
    return (
        line.endswith(("-", "\u2010"))
        and expected.startswith(line[:-1], at)
        and expected[after - 1 : after + 1].isalpha()
        and after < len(expected)
    )


def _drawn(expected: str, at: int, line: str, result: Agreement) -> bool:
    """Whether ``line`` shows the next part of ``expected``, some of it from right to left."""
    wanted = unmirrored(expected[at : at + len(line)])
    shown = unmirrored(line)
    for base in (0, 1):
        levels = bidi.levels(expected, base)[at : at + len(line)]
        if bidi.drawn(wanted, levels).split() == shown.split():
            result.drawn += 1
            return True
    # An engine that lays out each element by itself draws parts in another order, but no word otherwise.
    turned = Counter(word[::-1] for word in rtl_words(wanted))
    if Counter(wanted) == Counter(shown) and turned == Counter(rtl_words(shown)):
        result.unordered += 1
        return True
    return False


def _parted(expected: str, at: int, line: str, result: Agreement) -> Agreement:
    same = common(expected[at:], line)
    result.at = at + same
    result.expected, result.found = expected[at + same :], line[same:]
    return result
