"""What is doubtful about comments: the form, the count, the numbers, single heads."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from pcss_publish.findings import finding
from pcss_publish.model import Span
from pcss_publish.normalization.comments.counts import is_heading
from pcss_publish.normalization.comments.ending import is_perhaps_a_bid, is_perhaps_a_notice
from pcss_publish.normalization.comments.heads import head_of, is_actions
from pcss_publish.normalization.comments.region import Region
from pcss_publish.normalization.comments.voices import Voice
from pcss_publish.normalization.draft import Draft
from pcss_publish.wording import counted

_MANY = 3
_LEAST_ARTICLE = 60
_LONGEST_BUTTONS = 60
_WIKI = re.compile(r"\d{1,2}:\d\d,\s+\d{1,2}\s+\w+\s+\d{4}\s+\(UTC\)")  # how MediaWiki signs, amid the text


def doubt_form(draft: Draft, region: Region, voices: list[Voice]) -> None:
    """Forms that can be read in two ways are put to an editor, however well they fit."""
    assert region.reading is not None
    layout = region.reading.layout
    first, last = voices[0].found.first, voices[-1].body
    where = f"lines {first.number}–{last[-1].number}" if first and last else "the comments"
    if not layout.sure or region.reading.score < 0.5 * len(voices):
        draft.findings.append(
            finding(
                "C007",
                f"In {where} the comments are read in the form '{layout.name}': "
                "check that each name belongs to its text.",
                hint="Settle C007 in the desk file once every name has been compared with the page, "
                "or say under [reading] which system printed it.",
                span=Span(first.start, last[-1].end) if first and last else None,
            )
        )  # fmt: skip
    _doubt_one_name(draft, voices)
    _doubt_end(draft, region, voices)
    if region.stated and region.stated.number != len(voices):
        draft.findings.append(
            finding(
                "C001",
                f"The page states {region.stated.number} comments, {len(voices)} were found in {where}.",
                hint="Look for a head that was not recognised, and for hidden comments; then settle C001.",
                span=region.stated.span,
            )
        )  # fmt: skip


def _doubt_end(draft: Draft, region: Region, voices: list[Voice]) -> None:
    """Words of the last writer or the page: a bid is left with the writer, a notice with the page."""
    for line in voices[-1].body[1:]:
        if is_perhaps_a_bid(line.text):
            voices[-1].doubts.append(f"line {line.number} may be the page's and not the writer's")
    if region.rest and is_perhaps_a_notice(region.rest[0]):
        line = region.rest[0].line
        draft.findings.append(
            finding(
                "C007",
                f"The comments were ended before line {line.number}, which speaks as the page does: "
                "if the last writer wrote it, its words are not where they belong.",
                hint="Compare it with the page, then settle C007 in the desk file.",
                span=line.span,
            )
        )  # fmt: skip


def _doubt_one_name(draft: Draft, voices: list[Voice]) -> None:
    """One name over most comments is rather a word of the form that stands beside the name."""
    names = Counter(draft.text[voice.name.start : voice.name.end] for voice in voices if voice.name)
    for name, often in names.most_common(1):
        if often >= _MANY and often * 2 > len(voices):
            draft.findings.append(
                finding(
                    "C007",
                    f"{often} of {len(voices)} comments were read as by {name!r}: that may be no name.",
                    hint="Compare the names with the page, then settle C007 in the desk file.",
                    span=next(voice.name for voice in voices if voice.name),
                )
            )  # fmt: skip


def doubt_absence(draft: Draft) -> None:
    """Heads or buttons of comments where no comments were found: readers' words may stand in the article."""
    words = 0
    headed = stamped = False
    seen = []
    for line in draft.lines:
        words += len(line.text.split())
        if words < _LEAST_ARTICLE or line.blank:
            continue
        headed = headed or is_heading(line)
        head = head_of(line)
        told = head and (head.kind == "says" or (head.stamp and (head.stamp.full or head.stamp.relative)))
        if told or (is_actions(line.text) and len(line.text) <= _LONGEST_BUTTONS):
            seen.append(line)
        stamped = stamped or bool(headed and told)
    if len(seen) >= _MANY or stamped:
        draft.findings.append(
            finding(
                "C007",
                f"{counted(len(seen), 'line')} from line {seen[0].number} on may be of comments, "
                "but no comments could be told from the article.",
                hint="Put a heading such as 'Comments' over the first in the copy, or settle C007.",
                span=seen[0].span,
            )
        )  # fmt: skip


def doubt_talk(draft: Draft) -> None:
    """Signatures amid the words of a talk page, which no form reads: names and words may be anybody's."""
    signed = _WIKI.search(draft.text)
    if signed:
        draft.findings.append(
            finding(
                "C007",
                "The page is signed as wikis sign their talk pages, amid the words: "
                "who wrote what was not read.",
                hint="Put each name and time over its words in the copy, then settle C007 in the desk file.",
                span=Span(*signed.span()),
            )
        )  # fmt: skip


def doubt_sequence(voices: list[Voice]) -> None:
    """Numbers that jump tell of a head that was not recognised: its words stand under the name before."""
    shown = [
        (voice, voice.found.head.ordinal)
        for voice in voices
        if voice.found.head and voice.found.head.ordinal is not None
    ]
    if not shown or len(shown) != len(voices):
        return
    answering: dict[int | None, list[tuple[Voice, int]]] = {}
    for voice, number in shown:
        answering.setdefault(voice.parent, []).append((voice, number))
    # Some pages count all comments in one row, others the answers to each comment afresh.
    afresh = [jump for row in answering.values() for jump in _jumps(voices, row)]
    for voice, doubt in min(_jumps(voices, shown), afresh, key=len):
        voice.doubts.append(doubt)


def _jumps(voices: list[Voice], row: list[tuple[Voice, int]]) -> list[tuple[Voice, str]]:
    """The comments after or before which a number of the row is missing, and what that may mean."""
    found = []
    step = -1 if len(row) > 1 and row[0][1] > row[-1][1] else 1
    for (one, a), (two, b) in pairwise(row):
        if b != a + step and one.body:
            where = _range(one, voices[two.place - 1])
            found.append(
                (one, f"the next number is {b}, not {a + step}: a head may be missing in lines {where}")
            )
    if step == 1 and row[0][1] != 1:
        found.append((row[0][0], f"the first number is {row[0][1]}: comments before it may be missing"))
    if step == -1 and row[-1][1] != 1:
        last, number = row[-1]
        missing = f"comments after it may be missing in lines {_range(last)}"
        found.append((last, f"the last number is {number}: {missing}"))
    return found


def _range(voice: Voice, until: Voice | None = None) -> str:
    first = voice.found.first
    body = (until.body if until else None) or voice.body or ([first] if first else [])
    return f"{(first or body[0]).number}–{body[-1].number}"


def report_doubts(draft: Draft, voice: Voice) -> None:
    """Put what is doubtful about one comment to an editor."""
    if not voice.doubts:
        return
    name = draft.text[voice.name.start : voice.name.end] if voice.name else "no name"
    first = voice.found.first
    draft.findings.append(
        finding(
            "C007", f"Comment {voice.ordinal} ({name}), lines {_range(voice)}: {'; '.join(voice.doubts)}.",
            hint=f"Compare it with the page, then settle C007:{voice.id} in the desk file.",
            node=voice.id, span=first.span if first else None,
        )
    )  # fmt: skip
