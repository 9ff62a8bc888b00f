"""The head of the article: kicker, series, title, standfirst, byline, dates, identifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pcss_publish.findings import finding
from pcss_publish.model import Byline, DateClaim, Identifier, Person, Span
from pcss_publish.normalization.bylines import LONGEST_META, Meta
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.head_lines import head_zone, is_top_notice, may_be_title, metas_of
from pcss_publish.normalization.heading import is_citation, is_page_data, read_meta
from pcss_publish.normalization.labels import is_labelled
from pcss_publish.normalization.marked_head import marked_below, take_identifiers, take_marked
from pcss_publish.normalization.signers import is_calling
from pcss_publish.normalization.title import Heads, find_heads, split_series

# Names and dates at the foot of an article stand among its last lines.
_FOOT = 12

_SIGNED_AT = re.compile(r"\s+(?:at|um|à|a las|om)\s+\d{1,2}[:.]\d{2}$")


def read_head(draft: Draft) -> None:
    """Find the head's lines; what stands above them and is no notice is the page's furniture."""
    _take_series(draft)
    take_identifiers(draft)
    zone = head_zone(draft)
    cited = [n for n, chunk in enumerate(zone) if is_citation(chunk.text) or is_page_data(chunk.text)]
    for n in cited:
        _take_citation(draft, zone[n])
    draft.take([zone[n] for n in cited])
    zone = [chunk for n, chunk in enumerate(zone) if n not in cited]
    metas = metas_of(zone, draft.lines)
    take_marked(draft, zone, metas)
    for n, meta in sorted(metas.items()):
        _take_meta(draft, zone[n], meta)
    plain = [
        n
        for n, chunk in enumerate(zone)
        if n not in metas and may_be_title(chunk) and not _tells_of_signer(zone, metas, n)
    ]
    heads, anchored = find_heads(draft, zone, plain, metas)
    if heads:
        _take_heads(draft, heads, anchored)
    draft.take([zone[n] for n in metas])
    _drop_page_top(draft, zone, heads, metas)
    for chunk, meta in marked_below(draft):
        _take_meta(draft, chunk, meta)
        draft.take([chunk])
    _byline_at_foot(draft)
    _dates_at_foot(draft)
    order_dates(draft)


def _take_series(draft: Draft) -> None:
    """The series where the markup has it on a line of its own."""
    for mark in draft.marks.of("series"):
        draft.head.series = draft.string(mark.span, "content", "series")
        draft.take([chunk for chunk in draft.chunks if chunk.line.start == mark.start])


def _tells_of_signer(zone: Sequence[Chunk], metas: dict[int, Meta], n: int) -> bool:
    """Whether a line below a name says what the person does."""
    return n - 1 in metas and bool(metas[n - 1].names) and is_calling(zone[n].text)


def order_dates(draft: Draft) -> None:
    """Publication first, days before months; the ledger's owners follow."""
    before = list(draft.head.dates)
    draft.head.dates.sort(
        key=lambda date: (date.role != "published", len(date.value) < 10, date.span or (0, 0))
    )
    renamed = {f"date-{n}": f"date-{draft.head.dates.index(date) + 1}" for n, date in enumerate(before, 1)}
    for claim in draft.claims:
        claim.owner = renamed.get(claim.owner, claim.owner)


def _place(chunk: Chunk, start: int, end: int) -> Span:
    """A stretch of a one-line chunk's text in the source."""
    return Span(chunk.parts[0].start + start, chunk.parts[0].start + end)


def _take_meta(draft: Draft, chunk: Chunk, meta: Meta) -> None:
    """Give the line's names, dates and identifiers their nodes; the words between introduce them."""
    owners: list[str] = []
    if meta.names:
        _add_byline(draft, chunk, meta)
        owners.append("byline")
    for stamp, role in meta.dates:
        span = _place(chunk, stamp.start, stamp.end)
        number = len(draft.head.dates) + 1
        draft.claim(span, "content", f"date-{number}")
        settled = stamp.resolved(draft.day_first)
        draft.head.dates.append(
            DateClaim(
                role=role, raw=draft.text[span.start : span.end], span=span, value=settled.value,
                precision=settled.precision, zone=stamp.zone,
            )
        )  # fmt: skip
        owners.append(f"date-{number}")
    for start, end in meta.identifiers:
        span = _place(chunk, start, end)
        number = len(draft.head.identifiers) + 1
        value = draft.text[span.start : span.end]
        scheme: Literal["doi", "url"] = "doi" if "doi" in value.lower() else "url"
        draft.head.identifiers.append(Identifier(scheme=scheme, value=value, span=span))
        draft.claim(span, "content", f"identifier-{number}")
        owners.append(f"identifier-{number}")
    draft.claim(chunk.span, "label", owners[0])


def _take_citation(draft: Draft, chunk: Chunk) -> None:
    """How to cite the article is data about it; its reading time is the page's."""
    if not is_citation(chunk.text):
        draft.furniture.add(chunk.line.number)
        return
    number = len(draft.head.identifiers) + 1
    draft.head.identifiers.append(Identifier(scheme="other", value=chunk.text, span=chunk.span))
    draft.claim(chunk.span, "content", f"identifier-{number}")


def _add_byline(draft: Draft, chunk: Chunk, meta: Meta) -> None:
    names = []
    earlier = draft.head.byline
    known = {person.name for person in earlier.names} if earlier else set()
    for start, end, role in meta.names:
        span = _place(chunk, start, end)
        if draft.text[span.start : span.end] in known:
            continue
        draft.claim(span, "content", "byline")
        names.append(Person(name=draft.text[span.start : span.end], span=span, role=role))
    raw = f"{earlier.raw}\n{chunk.text}" if earlier else chunk.text
    collective = earlier.kind == "collective" if earlier else meta.collective
    draft.head.byline = Byline(
        kind="collective" if collective else "person",
        raw=raw,
        names=(*(earlier.names if earlier else ()), *names),
    )


def _take_heads(draft: Draft, heads: Heads, anchored: bool) -> None:
    head = draft.head
    title = heads.title.span
    whole = len(heads.title.parts) == 1 and head.series is None
    parted = split_series(heads.title.text) if whole else None
    if parted:
        end, start = parted
        head.series = draft.string(Span(title.start, title.start + end), "content", "series")
        title = Span(title.start + start, title.end)
        draft.claim(Span(head.series.span.end, title.start), "mark", "series")  # type: ignore[union-attr]
    head.title = draft.string(title, "content", "title")
    if heads.kicker:
        head.section = draft.string(heads.kicker.span, "content", "section")
    if heads.subtitle:
        head.subtitle = draft.string(heads.subtitle.span, "content", "subtitle")
    head.title_doubt = not anchored
    draft.take([chunk for chunk in (heads.kicker, heads.title, heads.subtitle) if chunk])
    if not anchored:
        _drop_motto(draft, heads.title)
        draft.findings.append(
            finding(
                "A001",
                "Neither byline nor date confirms the title: it may be the name of the column or the site.",
                hint="If it is wrong, change it by an [[edit]] with unit = \"title\"; then settle A001.",
                node="title",
                span=title,
            )
        )  # fmt: skip


def _drop_motto(draft: Draft, title: Chunk) -> None:
    """Below a title that is only the page's first line, the rest of its group is the page's motto."""
    if title.line.number != next(line.number for line in draft.lines if not line.blank):
        return
    motto = []
    for chunk in draft.chunks:
        if chunk.line.number > title.line.number and chunk.gap:
            break
        if chunk.words <= 12:
            motto.append(chunk)
    for chunk in motto:
        draft.furniture.add(chunk.line.number)
    draft.take(motto)


def _drop_page_top(draft: Draft, zone: Sequence[Chunk], heads: Heads | None, metas: dict[int, Meta]) -> None:
    """Short lines above the title are the page's; those below it wait for another pass."""
    if not heads:
        return
    top = heads.title.line.number
    waiting = {id(chunk) for chunk in draft.chunks}
    page = [
        chunk for n, chunk in enumerate(zone)
        if chunk.line.number < top and n not in metas and id(chunk) in waiting and not is_top_notice(chunk)
    ]  # fmt: skip
    for chunk in page:
        draft.furniture |= set(range(chunk.line.number, chunk.last.number + 1))
    draft.take(page)


def _byline_at_foot(draft: Draft) -> None:
    """A line such as 'Posted by NAME at 18:44' below the article; under a signed head it is the page's."""
    for chunk in reversed(draft.chunks[-_FOOT:]):
        if is_labelled(chunk.text) or len(chunk.text) > LONGEST_META:
            continue
        text = _SIGNED_AT.sub("", chunk.text)
        meta = read_meta(text) if len(chunk.parts) == 1 and chunk.words <= 14 else None
        if meta and meta.signed and meta.names:
            if draft.head.byline is None:
                _take_meta(draft, chunk, meta)
            else:
                draft.furniture.add(chunk.line.number)
            draft.take([chunk])
            return


def _dates_at_foot(draft: Draft) -> None:
    """Lines such as 'First published 6 June 2011' below the article, for dates that its head lacks."""
    given = {date.role for date in draft.head.dates}
    found = []
    for n in range(max(1, len(draft.chunks) - _FOOT), len(draft.chunks)):
        chunk = draft.chunks[n]
        if len(chunk.parts) > 1 or draft.chunks[n - 1].text.endswith("?"):
            continue  # behind a question it is an answer
        meta = read_meta(chunk.text)
        if meta and meta.dateline and not given & {role for _, role in meta.dates}:
            _take_meta(draft, chunk, meta)
            found.append(chunk)
    draft.take(found)
