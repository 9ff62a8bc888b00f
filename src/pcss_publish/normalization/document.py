"""The last pass: parts become nodes, claims become the ledger."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

from pcss_publish.model import (
    Answer,
    Award,
    CallToAction,
    Document,
    Figure,
    Node,
    Question,
    RoleSpan,
    Section,
    Span,
    Statement,
    Str,
)
from pcss_publish.normalization.awards import grants_in
from pcss_publish.normalization.build import Builder
from pcss_publish.normalization.chunks import Chunk, breaks_word
from pcss_publish.normalization.comments.assemble import read_comments
from pcss_publish.normalization.cues import statement_roles
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.ledger import ledger_of
from pcss_publish.normalization.marked_awards import with_marked
from pcss_publish.normalization.pairing import note_marked_pairs, note_structure

_PREFIX = {
    "question": "q",
    "answer": "a",
    "section": "sec",
    "cta": "cta",
    "statement": "st",
    "figure": "fig",
    "intro": "intro",
}


def build_document(draft: Draft) -> Document:
    """Turn the draft into a document; node ids are numbered in the order of the source."""
    draft.parts.sort(key=lambda part: part.start)
    builder = Builder(draft)
    ids = _ids(draft.parts)
    nodes: list[Node] = [_node(draft, builder, part, ids) for part in draft.parts]
    comments = read_comments(draft, builder)
    awards = [award for node in nodes if isinstance(node, Statement) for award in _awards(draft, node)]
    (note_marked_pairs if draft.marks.authored else note_structure)(draft, ids)
    head = draft.head
    intro = [node for node in nodes if isinstance(node, Section) and node.kind == "intro"]
    return Document(
        id=PurePosixPath(draft.source.name).stem or "document",
        sources=(draft.source,), language=draft.language, section=head.section, series=head.series,
        title=head.title, subtitle=head.subtitle, byline=head.byline, dates=tuple(head.dates),
        identifiers=tuple(head.identifiers), intro=intro[0] if intro else None,
        questions=tuple(node for node in nodes if isinstance(node, Question)),
        answers=tuple(node for node in nodes if isinstance(node, Answer)),
        sections=tuple(node for node in nodes if isinstance(node, Section) and node not in intro[:1]),
        ctas=tuple(node for node in nodes if isinstance(node, CallToAction)),
        statements=tuple(node for node in nodes if isinstance(node, Statement)),
        figures=tuple(node for node in nodes if isinstance(node, Figure)),
        awards=with_marked(draft, awards), comments=comments, order=tuple(node.id for node in nodes),
        ledger=ledger_of(draft.text, draft.lines, draft.claims, draft.marks.markup.places),
    )  # fmt: skip


def _ids(parts: list[Part]) -> dict[int, str]:
    counts: dict[str, int] = {}
    found: dict[int, str] = {}
    for part in parts:
        prefix = _PREFIX[part.kind]
        counts[prefix] = counts.get(prefix, 0) + 1
        found[id(part)] = prefix if prefix == "intro" and counts[prefix] == 1 else f"{prefix}{counts[prefix]}"
    return found


def _unlisted(part: Part) -> list[Chunk]:
    """The chunks of a part; one whose marker is the part's own label is no list item besides."""
    return [
        replace(one, kind="para", marker=None, mark="") if one.marker and one.marker == part.label else one
        for one in part.chunks
    ]


def _node(draft: Draft, builder: Builder, part: Part, ids: dict[int, str]) -> Node:
    owner = ids[id(part)]
    label = draft.string(part.label, "label", owner) if part.label else None
    heading = draft.string(part.heading.span, "content", owner) if part.heading else None
    match part.kind:
        case "question":
            signature = draft.string(part.signature.span, "content", owner) if part.signature else None
            blocks = builder.blocks(_unlisted(part), owner)
            return Question(id=owner, label=label, blocks=blocks, signature=signature)
        case "answer":
            # Questions are numbered from 1 in the order of the source, as their places are from 0.
            serves = tuple(f"{_PREFIX['question']}{n + 1}" for n in part.serves)
            return Answer(id=owner, label=label, answers=serves, blocks=builder.blocks(part.chunks, owner))
        case "statement":
            return _statement(draft, builder, part, owner, label, heading)
        case "cta":
            inlines = tuple(inline for chunk in part.chunks for inline in builder.inlines(chunk, owner))
            return CallToAction(id=owner, label=label, inlines=inlines)
        case "figure":
            return _figure(draft, builder, part, owner, label)
        case _:
            kind = "intro" if part.kind == "intro" else part.section
            blocks = builder.blocks(part.chunks, owner, headed=kind == "body")
            return Section(id=owner, kind=kind, heading=heading, blocks=blocks)


def _statement(
    draft: Draft, builder: Builder, part: Part, owner: str, label: Str | None, heading: Str | None
) -> Statement:
    # Spans of roles are told within the joined text; a line end is one character in both.
    chunks = _unlisted(part)
    spans = []
    for chunk in chunks:
        for role, start, end in statement_roles(chunk.text):
            spans.append(
                RoleSpan(role=role, span=Span(_placed(chunk, start, draft), _placed(chunk, end, draft)))
            )
    if not spans:
        spans = [RoleSpan(role=role, span=chunks[0].span) for role in part.roles]
    return Statement(
        id=owner,
        heading=heading,
        label=label,
        blocks=builder.blocks(chunks, owner, lost=False),
        roles=tuple(spans),
    )


def _placed(chunk: Chunk, at: int, draft: Draft) -> int:
    """Where a place in a chunk's joined text lies in the source."""
    left = at
    for part, following in pairwise(chunk.parts):
        length = part.end - part.start
        if left <= length:
            return part.start + left
        ends, begins = draft.text[part.start : part.end], draft.text[following.start : following.end]
        left = max(left - length - (0 if breaks_word(ends, begins) else 1), 0)
    return min(chunk.parts[-1].start + left, chunk.parts[-1].end)


def _figure(draft: Draft, builder: Builder, part: Part, owner: str, label: Str | None) -> Figure:
    placeholder = draft.string(part.placeholder, "content", owner) if part.placeholder else None
    names = {picture.name for picture in draft.source.pictures}
    marks = draft.marks.within("figure", part.placeholder) if part.placeholder else []
    embedded = next((mark.value for mark in marks if mark.value in names), None)
    return Figure(
        id=owner, embedded=embedded, placeholder=placeholder, label=label,
        caption=builder.span_inlines(part.caption, owner) if part.caption else (),
        credit=builder.span_inlines(part.credit, owner) if part.credit else (),
    )  # fmt: skip


def _awards(draft: Draft, statement: Statement) -> list[Award]:
    text = statement.text
    if not any(role.role == "funding" for role in statement.roles):
        return []
    start = statement.roles[0].span.start
    found = []
    for grant in grants_in(text, draft.language):
        at = draft.text.find(grant.id, start) if grant.id else -1
        span = Span(at, at + len(grant.id)) if at >= 0 else None
        found.append(
            Award(id=grant.id, span=span, name=grant.name, funder=grant.funder, statement=statement.id)
        )
    return found
