"""What is doubtful about comments: the form, the count, the numbers, single heads."""

from __future__ import annotations

from itertools import pairwise

from pcss_publish.findings import finding
from pcss_publish.model import Span
from pcss_publish.normalization.comments.region import Region
from pcss_publish.normalization.comments.voices import Voice
from pcss_publish.normalization.draft import Draft


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
                hint="Settle C007 in the desk file once every name has been compared with the page.",
                span=Span(first.start, last[-1].end) if first and last else None,
            )
        )  # fmt: skip
    if region.stated and region.stated.number != len(voices):
        draft.findings.append(
            finding(
                "C001",
                f"The page states {region.stated.number} comments, {len(voices)} were found in {where}.",
                hint="Look for a head that was not recognised, and for hidden comments; then settle C001.",
                span=region.stated.span,
            )
        )  # fmt: skip


def doubt_sequence(draft: Draft, voices: list[Voice]) -> None:
    """Numbers that jump tell of a head that was not recognised: its words stand under the name before."""
    shown = [
        (voice, voice.found.head.ordinal)
        for voice in voices
        if voice.found.head and voice.found.head.ordinal is not None
    ]
    if not shown or len(shown) != len(voices):
        return
    step = -1 if len(shown) > 1 and shown[0][1] > shown[-1][1] else 1
    for (one, a), (_, b) in pairwise(shown):
        if b != a + step and one.body:
            one.doubts.append(
                f"the next number is {b}, not {a + step}: a head may be missing in lines {_range(one)}"
            )
    if step == 1 and shown[0][1] != 1:
        shown[0][0].doubts.append(f"the first number is {shown[0][1]}: comments before it may be missing")
    if step == -1 and shown[-1][1] != 1:
        shown[-1][0].doubts.append(
            f"the last number is {shown[-1][1]}: "
            f"comments after it may be missing in lines {_range(shown[-1][0])}"
        )
    del draft


def _range(voice: Voice) -> str:
    first = voice.found.first
    return f"{first.number if first else voice.body[0].number}–{voice.body[-1].number}"


def report_doubts(draft: Draft, voice: Voice) -> None:
    """Put what is doubtful about one comment to an editor."""
    if not voice.doubts:
        return
    name = draft.text[voice.name.start : voice.name.end] if voice.name else "no name"
    first = voice.found.first
    draft.findings.append(
        finding(
            "C007", f"Comment {voice.place + 1} ({name}), lines {_range(voice)}: {'; '.join(voice.doubts)}.",
            hint=f"Compare it with the page, then settle C007:{voice.id} in the desk file.",
            node=voice.id, span=first.span if first else None,
        )
    )  # fmt: skip
