"""The last pass: parts become nodes, claims become the ledger."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from pcss_publish.findings import finding
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
from pcss_publish.normalize.awards import grants_in
from pcss_publish.normalize.build import Builder
from pcss_publish.normalize.chunks import Chunk
from pcss_publish.normalize.comments.assemble import read_comments
from pcss_publish.normalize.cues import statement_roles
from pcss_publish.normalize.draft import Draft, Part
from pcss_publish.normalize.ledger import ledger_of

_PREFIX = {"question": "q", "answer": "a", "section": "sec", "cta": "cta", "statement": "st", "figure": "fig", "intro": "intro"}


def build_document(draft: Draft) -> Document:
    """Turn the draft into a document; node ids are numbered in the order of the source."""
    draft.parts.sort(key=lambda part: part.start)
    builder = Builder(draft)
    ids = _ids(draft.parts)
    nodes: list[Node] = [_node(draft, builder, part, ids) for part in draft.parts]
    comments = read_comments(draft, builder)
    awards = tuple(award for node in nodes if isinstance(node, Statement) for award in _awards(draft, node))
    _note_structure(draft, ids)
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
        awards=awards, comments=comments, order=tuple(node.id for node in nodes),
        ledger=ledger_of(draft.text, draft.lines, draft.claims),
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
            asked = [ids[id(one)] for one in draft.parts if one.kind == "question"]
            serves = tuple(asked[n] for n in part.serves if n < len(asked))
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
    chunks = [chunk if chunk.kind == "para" else _plain(chunk) for chunk in part.chunks]
    spans = []
    for chunk in chunks:
        for role, start, end in statement_roles(chunk.text):
            spans.append(RoleSpan(role=role, span=Span(_placed(chunk, start, draft), _placed(chunk, end, draft))))
    if not spans:
        spans = [RoleSpan(role=role, span=chunks[0].span) for role in part.roles]
    return Statement(id=owner, heading=heading, label=label, blocks=builder.blocks(chunks, owner, lost=False), roles=tuple(spans))


def _plain(chunk):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(chunk, kind="para", marker=None, mark="")


def _placed(chunk, at: int, draft: Draft) -> int:  # type: ignore[no-untyped-def]
    """Where a place in a chunk's joined text lies in the source."""
    left = at
    for n, part in enumerate(chunk.parts):
        length = part.end - part.start
        if left <= length:
            return part.start + left
        left -= length
        following = chunk.parts[n + 1] if n + 1 < len(chunk.parts) else None
        if following is not None:
            from pcss_publish.normalize.chunks import breaks_word

            broken = breaks_word(draft.text[part.start : part.end], draft.text[following.start : following.end])
            left -= 0 if broken else 1
            left = max(left, 0)
    return chunk.parts[-1].end


def _figure(draft: Draft, builder: Builder, part: Part, owner: str, label: Str | None) -> Figure:
    placeholder = draft.string(part.placeholder, "content", owner) if part.placeholder else None
    return Figure(
        id=owner, placeholder=placeholder, label=label,
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
        found.append(Award(id=grant.id, span=span, name=grant.name, funder=grant.funder, statement=statement.id))
    return found


def _note_structure(draft: Draft, ids: dict[int, str]) -> None:
    """Findings that only the reading knows: glued labels, answers that do not pair with questions."""
    glued = [part for part in draft.parts if part.glued and part.label]
    if glued:
        first = glued[0]
        assert first.label is not None
        labels = dict.fromkeys(draft.text[part.label.start : part.label.end] for part in glued if part.label)
        draft.findings.append(
            finding(
                "A004", f"{len(glued)} label(s) stand without a space before the text: {', '.join(repr(one) for one in labels)}.",
                hint="Check where the label ends, then settle A004 in the desk file.",
                node=ids[id(first)], span=first.label,
            )
        )  # fmt: skip
    _note_pairs(draft, ids)


def _note_pairs(draft: Draft, ids: dict[int, str]) -> None:
    questions = [part for part in draft.parts if part.kind == "question"]
    answers = [part for part in draft.parts if part.kind == "answer"]
    served = {n for part in answers for n in part.serves}
    for part in answers:
        if len(part.serves) != 1:
            several = ", ".join(ids[id(questions[n])] for n in part.serves) or "no question"
            draft.findings.append(
                finding(
                    "A005", f"{ids[id(part)]} serves {several}.", node=ids[id(part)],
                    hint="Say in the desk file whether that is how the page meant it.",
                    span=part.chunks[0].span if part.chunks else part.label,
                )
            )  # fmt: skip
    for n, part in enumerate(questions):
        if n not in served:
            draft.findings.append(
                finding(
                    "A005", f"{ids[id(part)]} has no answer.", node=ids[id(part)],
                    hint="Look for an answer that was not recognised.", span=part.chunks[0].span if part.chunks else part.label,
                )
            )  # fmt: skip
    if answers and len(questions) > 1 and len(questions) == len(answers) and sum(bool(part.label) for part in answers) == 1:
        draft.findings.append(
            finding(
                "A005", f"One label stands over {len(answers)} answers, which were told apart by their words.",
                node=ids[id(answers[0])], hint="Check which paragraph answers which question.", span=answers[0].label,
            )
        )  # fmt: skip


def slug(name: str) -> str:
    """A file's name as an id."""
    return re.sub(r"[^\w-]+", "-", PurePosixPath(name).stem).strip("-").lower()
