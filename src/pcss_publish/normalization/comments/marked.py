"""Comments that the markup attributes: taken as it says, never read again by their wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pcss_publish.findings import finding
from pcss_publish.model import Comment, Comments, DateClaim, Declared, Span, Str
from pcss_publish.model.marks import Mark
from pcss_publish.normalization.build import Builder
from pcss_publish.normalization.chunks import chunked
from pcss_publish.normalization.comments.counts import count_in
from pcss_publish.normalization.comments.order import shown_order
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.marks import numbers, places, stamp_of

_NEAR = 40  # Lines above and below the comments in which the page states how many there are.


@dataclass
class _Own:
    """One comment's marks and lines."""

    mark: Mark
    place: int
    fields: dict[str, list[Mark]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"c{self.place + 1}"

    def one(self, kind: str) -> Mark | None:
        return next(iter(self.fields.get(f"comment-{kind}", [])), None)


def claim_voices(draft: Draft) -> None:
    """Set the lines of the marked comments aside, so that no pass takes them for the article's."""
    for mark in draft.marks.of("comment"):
        draft.voiced |= {draft.lines[n].number for n in places(draft.lines, mark.span)}


def read_marked(draft: Draft, builder: Builder) -> Comments:
    """Build the comments as the markup has them, and ask about what it leaves open."""
    owned = _owned(draft)
    by_ref = {own.mark.ref: own for own in owned if own.mark.ref}
    chrome = numbers(draft.lines, draft.marks.of("chrome"))
    draft.furniture |= chrome
    items = tuple(_comment(draft, builder, own, by_ref, chrome) for own in owned)
    declared = _declared(draft)
    _ask(draft, owned, items)
    if declared:
        _compare(draft, declared, items)
    return Comments(declared=declared, shown_order=shown_order(items), items=items)


def _owned(draft: Draft) -> list[_Own]:
    """Each comment with its fields and those of its lines that are no answer's."""
    found = [_Own(mark, place) for place, mark in enumerate(draft.marks.of("comment"))]
    by_ref = {own.mark.ref: own for own in found if own.mark.ref}
    for mark in draft.marks.of(
        "comment-title", "comment-name", "comment-affiliation", "comment-stamp", "comment-body", "label"
    ):
        if mark.ref in by_ref:
            by_ref[mark.ref].fields.setdefault(mark.kind, []).append(mark)
    owner = {n: own for own in found for n in places(draft.lines, own.mark.span)}
    for n, own in sorted(owner.items()):
        own.lines.append(draft.lines[n])
    return found


def _comment(draft: Draft, builder: Builder, own: _Own, by_ref: dict[str, _Own], chrome: set[int]) -> Comment:
    title, name, calling = (
        _string(draft, own.one(kind), own.id) for kind in ("title", "name", "affiliation")
    )
    label = next(iter(own.fields.get("label", [])), None)
    shown = draft.string(label.span, "label", own.id) if label else None
    stamp = _stamp(draft, own)
    blocks = builder.blocks(chunked(_body(own, chrome), draft.text, None), own.id, lost=False)
    for line in own.lines:
        if line.number not in chrome and not line.blank:
            draft.claim(line.span, "mark", own.id)
    parent = by_ref.get(own.mark.value)
    return Comment(
        id=own.id, ordinal=own.mark.number or own.place + 1, label=shown,
        parent=parent.id if parent else None, title=title, name=name, affiliation=calling,
        stamp=stamp, blocks=blocks,
    )  # fmt: skip


def _string(draft: Draft, mark: Mark | None, owner: str) -> Str | None:
    return draft.string(mark.span, "head", owner) if mark else None


def _stamp(draft: Draft, own: _Own) -> DateClaim | None:
    mark = own.one("stamp")
    if mark is None:
        return None
    settled = stamp_of(mark, draft.text).resolved(draft.day_first)
    draft.claim(mark.span, "head", own.id)
    return DateClaim(
        role="stamp", raw=draft.text[mark.start : mark.end], span=mark.span, value=settled.value,
        precision=settled.precision, zone=settled.zone,
    )  # fmt: skip


def _body(own: _Own, chrome: set[int]) -> list[Line]:
    """The lines of its words: those that are marked, else those that no field of its head touches."""
    bodies = own.fields.get("comment-body", [])
    fields = [mark for kind, marks in own.fields.items() if kind != "comment-body" for mark in marks]
    found = []
    for line in own.lines:
        if line.number in chrome:
            continue
        within = [mark for mark in bodies if mark.start < line.end and line.start < mark.end]
        if within:
            found.append(_clipped(line, within))
        elif line.blank or not (bodies or any(m.start < line.end and line.start < m.end for m in fields)):
            found.append(line)
    return found


def _clipped(line: Line, marks: Sequence[Mark]) -> Line:
    start, end = max(line.start, marks[0].start), min(line.end, marks[-1].end)
    return replace(line, start=start, end=end, text=line.text[start - line.start : end - line.start])


def _declared(draft: Draft) -> Declared | None:
    """The number that the page states nearest to the comments, outside them."""
    voiced = sorted(draft.voiced)
    if not voiced:
        return None
    above = draft.lines[max(0, voiced[0] - 1 - _NEAR) : voiced[0] - 1]
    below = draft.lines[voiced[-1] : voiced[-1] + _NEAR]
    counts = [*(count_in(line) for line in reversed(above)), *(count_in(line) for line in below)]
    count = next((count for count in counts if count), None)
    return Declared(count=count.number, span=count.span) if count else None


def _compare(draft: Draft, declared: Declared, items: Sequence[Comment]) -> None:
    """Pages count the links of other sites among the comments; those are the page's and not printed."""
    links = sum(mark.value == "pingback" for mark in draft.marks.of("chrome"))
    if declared.count in {len(items), len(items) + links}:
        return
    draft.findings.append(
        finding(
            "C001", f"The page states {declared.count} comments, its markup holds {len(items)}.",
            hint="Look for hidden comments and further pages of comments; then settle C001.",
            span=declared.span,
        )
    )  # fmt: skip


def _ask(draft: Draft, owned: Sequence[_Own], items: Sequence[Comment]) -> None:
    """What the markup leaves open about who wrote what."""
    said: dict[str, list[str]] = {}
    for ref, doubt in draft.marks.markup.doubts:
        said.setdefault(ref, []).append(doubt)
    whole = "; ".join(said.get("", []))
    if whole:
        span = Span(owned[0].mark.start, owned[-1].mark.end)
        draft.findings.append(
            finding(
                "C007", f"{whole}: check that each name belongs to its text.",
                hint="Settle C007 in the desk file once every name has been compared with the page.",
                span=span,
            )
        )  # fmt: skip
    for own, item in zip(owned, items, strict=True):
        doubts = said.get(own.mark.ref, [])
        doubts += ["no name was found for it"] if item.name is None else []
        doubts += ["no words were found for it"] if not item.blocks else []
        if doubts:
            draft.findings.append(
                finding(
                    "C007", f"{item.called}: {'; '.join(doubts)}.",
                    hint=f"Compare it with the page, then settle C007:{item.id} in the desk file.",
                    node=item.id, span=own.mark.span,
                )
            )  # fmt: skip
