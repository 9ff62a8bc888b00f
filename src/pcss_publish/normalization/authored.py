"""Sources whose markup names the parts of the article: head and parts as it says, nothing by wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, cast, get_args

from pcss_publish.model import Byline, DateClaim, Person, Span, StatementRole
from pcss_publish.model.marks import ROLES, Mark
from pcss_publish.normalization.bylines import DateRole, PersonRole
from pcss_publish.normalization.chunks import Chunk, chunked
from pcss_publish.normalization.draft import Draft, Part, PartKind
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.marked_head import take_identifier
from pcss_publish.normalization.marks import numbers, places, stamp_of

SectionKind = Literal["body", "aside", "notes", "references"]
_HEADS = ("kicker", "series", "title", "subtitle", "byline", "date", "identifier")


def read_authored(draft: Draft) -> None:
    """Give every line the role that the markup gives it; what it leaves open is the article's body."""
    head = draft.marks.of(*_HEADS)
    gone = numbers(draft.lines, [*head, *draft.marks.of("chrome")]) | draft.voiced
    draft.furniture |= numbers(draft.lines, draft.marks.of("chrome"))
    for mark in head:
        _take_head(draft, mark)
    lines = [line for line in draft.lines if line.number not in gone]
    roles = draft.marks.of(*sorted(ROLES))
    asked: dict[str, int] = {}
    for place, mark in enumerate(mark for mark in roles if mark.kind == "question"):
        asked.setdefault(mark.ref, place)
    owner = {n: mark for mark in roles for n in places(draft.lines, mark.span)}
    for role, run in groupby(lines, key=lambda line: owner.get(line.number - 1)):
        draft.parts += _parts(draft, role, list(run), asked)


def _take_head(draft: Draft, mark: Mark) -> None:
    head, text = draft.head, draft.text[mark.start : mark.end]
    match mark.kind:
        case "byline":
            names = head.byline.names if head.byline else ()
            several = head.byline is not None and head.byline.kind == "collective"
            kind: Literal["person", "collective"]
            kind = "collective" if several or mark.value == "collective" else "person"
            role = mark.value if mark.value in get_args(PersonRole) else "author"
            person = Person(name=text, span=mark.span, role=cast("PersonRole", role))
            raw = ", ".join(one.name for one in (*names, person))
            head.byline = Byline(kind=kind, raw=raw, names=(*names, person))
            draft.claim(mark.span, "content", "byline")
        case "date":
            draft.claim(mark.span, "content", f"date-{len(head.dates) + 1}")
            head.dates.append(date_of(draft, mark))
        case "identifier":
            take_identifier(draft, mark)
        case _:
            name = {"kicker": "section"}.get(mark.kind, mark.kind)
            setattr(head, name, draft.string(mark.span, "content", name))


def date_of(draft: Draft, mark: Mark) -> DateClaim:
    """The date that a mark lies over, with its role."""
    settled = stamp_of(mark, draft.text).resolved(draft.day_first)
    role = mark.ref if mark.ref in get_args(DateRole) else "published"
    return DateClaim(
        role=cast("DateRole", role), raw=draft.text[mark.start : mark.end], span=mark.span,
        value=settled.value, precision=settled.precision, zone=settled.zone,
    )  # fmt: skip


def _parts(draft: Draft, mark: Mark | None, lines: list[Line], asked: dict[str, int]) -> Iterator[Part]:
    """The lines of one role as parts; a picture among them is a part of its own."""
    fields = {kind: field_of(draft, kind, lines) for kind in ("label", "part-heading", "signature")}
    own = {chunk.line.number for chunk in fields.values() if chunk}
    part = _part(mark, asked)
    part.label = fields["label"].span if fields["label"] else None
    part.heading, part.signature = fields["part-heading"], fields["signature"]
    found = [part]
    for chunk in chunked([line for line in lines if line.number not in own], draft.text, None):
        if chunk.line.kind == "figure" and part.kind != "figure":
            found.append(Part("figure", placeholder=chunk.span))
        elif found[-1].kind == "figure" and chunk.line.kind in {"figure", "caption", "credit"}:
            name = "placeholder" if chunk.line.kind == "figure" else chunk.line.kind
            setattr(found[-1], name, chunk.span)
        else:
            part.chunks.append(chunk)
    if part.kind == "statement" and not part.chunks:  # nothing but its title
        part.chunks = [chunk for chunk in (part.heading or fields["label"],) if chunk]
        part.heading = part.label = None
    yield from (one for one in found if one.kind == "figure" or one.chunks or one.heading or one.label)


def _reach(lines: Sequence[Line]) -> Span:
    return Span(lines[0].start, lines[-1].end)


def field_of(draft: Draft, kind: str, lines: Sequence[Line]) -> Chunk | None:
    """The line that a mark covers whole."""
    marks = draft.marks.within(kind, _reach(lines))
    whole = numbers(lines, marks)
    found = [line for line in lines if line.number in whole]
    return next(iter(chunked(found, draft.text, None)), None)


def statement_by(mark: Mark) -> Part:
    """A statement with the roles that its mark gives it."""
    roles = [role for role in mark.value.split() if role in get_args(StatementRole)]
    return Part("statement", roles=cast("tuple[StatementRole, ...]", tuple(roles)) or ("notice",))


def _part(mark: Mark | None, asked: dict[str, int]) -> Part:
    if mark is None or mark.kind == "picture":
        return Part("figure" if mark else "section")
    if mark.kind == "statement":
        return statement_by(mark)
    part = Part(cast("PartKind", mark.kind))
    if mark.kind == "section" and mark.value in get_args(SectionKind):
        part.section = cast("SectionKind", mark.value)
    if mark.kind == "answer":
        served = mark.value.split()
        part.serves = tuple(asked[one] for one in served if one in asked)
        part.unmet = tuple(one for one in served if one not in asked)
    return part
