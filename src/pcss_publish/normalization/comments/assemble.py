"""The comments of a region as nodes, with what is doubtful about them."""

from __future__ import annotations

from pcss_publish.findings import finding
from pcss_publish.model import Comment, Comments, DateClaim, Declared, Span
from pcss_publish.normalization.build import Builder
from pcss_publish.normalization.chunks import chunked
from pcss_publish.normalization.comments.doubts import doubt_form, doubt_sequence, report_doubts
from pcss_publish.normalization.comments.ending import end_of_text
from pcss_publish.normalization.comments.marked import read_marked
from pcss_publish.normalization.comments.order import shown_order
from pcss_publish.normalization.comments.parents import find_parents
from pcss_publish.normalization.comments.region import Region
from pcss_publish.normalization.comments.voices import Voice, voice_of
from pcss_publish.normalization.dates import Stamp
from pcss_publish.normalization.draft import Draft


def read_comments(draft: Draft, builder: Builder) -> Comments:
    """Build the comments of the page and say what about them an editor has to settle."""
    if draft.voiced:
        return read_marked(draft, builder)
    region = draft.region
    if region is None:
        return Comments()
    declared = Declared(count=region.stated.number, span=region.stated.span) if region.stated else None
    if region.reading is None:
        return Comments(declared=declared, items=_unreadable(draft, builder, region))
    voices = [voice_of(draft, place, block) for place, block in enumerate(region.reading.found)]
    find_parents(draft, voices)
    doubt_form(draft, region, voices)
    doubt_sequence(voices)
    _leave_the_rest(draft, region, voices)
    items = tuple(_comment(draft, builder, voice) for voice in voices)
    for voice in voices:
        report_doubts(draft, voice)
    return Comments(declared=declared, shown_order=shown_order(items), items=items)


def _leave_the_rest(draft: Draft, region: Region, voices: list[Voice]) -> None:
    """Lines of the region that no comment owns are the page's."""
    owned = {line.number for voice in voices for line in voice.lines()}
    draft.furniture |= {line.number for line in draft.lines[region.start :] if not line.blank} - owned


def _comment(draft: Draft, builder: Builder, voice: Voice) -> Comment:
    head, owner = voice.found.head, voice.id
    title = voice.found.fields.get("title")
    name = draft.string(voice.name, "head", owner) if voice.name else None
    affiliation = draft.string(voice.affiliation, "head", owner) if voice.affiliation else None
    stamp = _stamp(draft, voice)
    label = draft.string(head.label, "label", owner) if head and head.label else None
    shown = draft.string(title[0].span, "head", owner) if title else None
    for line in voice.head_lines():
        draft.claim(line.span, "mark", owner)
    chunks = chunked(voice.body, draft.text, draft.margin)
    return Comment(
        id=owner, ordinal=voice.ordinal, label=label, title=shown,
        name=name, affiliation=affiliation, stamp=stamp,
        parent=f"c{voice.parent + 1}" if voice.parent is not None else None,
        blocks=builder.blocks(chunks, owner, lost=False),
    )  # fmt: skip


def _stamp(draft: Draft, voice: Voice) -> DateClaim | None:
    stamp: Stamp | None = voice.found.stamp.stamp if voice.found.stamp else None
    if stamp is None:
        return None
    settled = stamp.resolved(draft.day_first)
    span = Span(stamp.start, stamp.end)
    draft.claim(span, "head", voice.id)
    return DateClaim(
        role="stamp", raw=draft.text[span.start : span.end], span=span, value=settled.value,
        precision=settled.precision, zone=stamp.zone,
    )  # fmt: skip


def _unreadable(draft: Draft, builder: Builder, region: Region) -> tuple[Comment, ...]:
    """No form fits the comments: their text is kept in one comment that bears no name."""
    if region.stated and not region.stated.number:
        draft.furniture |= {item.line.number for item in region.rest}
        return ()
    end = end_of_text(region.rest, 0)
    body = [item.line for item in region.rest[:end] if not item.furniture]
    draft.furniture |= {item.line.number for item in region.rest} - {line.number for line in body}
    first, last = (body[0].number, body[-1].number) if body else (0, 0)
    if region.stated:
        draft.findings.append(
            finding(
                "C001",
                f"The page states {region.stated.number} comments, "
                f"none could be told apart in lines {first}–{last}.",
                hint="The text is kept as one comment without a name: omit it at the desk, or mend the copy.",
                span=region.stated.span,
            )
        )  # fmt: skip
    if not body:
        return ()
    draft.findings.append(
        finding(
            "C007",
            f"Who wrote lines {first}–{last} is not known.",
            hint="Omit it, or mend the copy so that each comment has its head.",
            node="c1",
            span=Span(body[0].start, body[-1].end),
        )
    )
    return (
        Comment(
            id="c1",
            ordinal=1,
            blocks=builder.blocks(chunked(body, draft.text, draft.margin), "c1", lost=False),
        ),
    )
