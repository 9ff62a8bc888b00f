"""From chunks to the model's blocks and inlines, claiming every stretch for its node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby, pairwise
from typing import Final

from pcss_publish.model import (
    Block,
    BlockQuote,
    BulletList,
    Emph,
    Header,
    Inline,
    LineBlock,
    Link,
    ListItem,
    LostLink,
    OrderedList,
    Para,
    SoftBreak,
    Span,
    Str,
    Strong,
    Subscript,
    Superscript,
    Table,
)
from pcss_publish.model.marks import Mark
from pcss_publish.normalization.chunks import Chunk, breaks_word, number_of
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.links import Found, find_links

_Wrapper = type[Emph] | type[Strong] | type[Superscript] | type[Subscript]
_WRAPPERS: Final[dict[str, _Wrapper]] = {
    "emph": Emph,
    "strong": Strong,
    "superscript": Superscript,
    "subscript": Subscript,
}


class Builder:
    """Builds nodes of one document; lost links are numbered in the order of building."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._links = count(1)

    def blocks(
        self, chunks: Sequence[Chunk], owner: str, *, lost: bool = True, headed: bool = False
    ) -> tuple[Block, ...]:
        """The chunks as blocks. ``lost``: look for lost links; ``headed``: short lines may be headings."""
        found: list[Block] = []
        for _, run in groupby(_runs(chunks), key=lambda pair: pair[0]):
            group = [chunk for _, chunk in run]
            found += self._run(group, owner, lost=lost)
        if headed and not self.draft.marks.structured:
            return tuple(_with_headers(found, chunks))
        return tuple(found)

    def _run(self, group: list[Chunk], owner: str, *, lost: bool) -> Iterator[Block]:
        kind = group[0].kind
        if kind == "item":
            yield self._list(group, owner, lost=lost)
        elif kind == "row":
            yield self._table(group, owner)
        elif kind == "verse":
            yield LineBlock(lines=tuple(self.inlines(chunk, owner, lost=lost) for chunk in group))
        elif kind == "quote":
            mark = self.draft.string(group[0].marker, "mark", owner) if group[0].marker else None
            for chunk in group[1:]:
                self.draft.claim(chunk.marker, "mark", owner)
            yield BlockQuote(
                mark=mark, blocks=tuple(Para(inlines=self.inlines(one, owner, lost=lost)) for one in group)
            )
        else:
            for chunk in group:
                inlines = self.inlines(chunk, owner, lost=lost)
                yield Header(inlines=inlines) if chunk.line.kind == "heading" else Para(inlines=inlines)

    def _list(self, group: list[Chunk], owner: str, *, lost: bool) -> Block:
        items = tuple(
            ListItem(
                label=self.draft.string(chunk.marker, "label", owner) if chunk.marker else None,
                blocks=(Para(inlines=self.inlines(chunk, owner, lost=lost)),),
            )
            for chunk in group
        )
        return (
            OrderedList(items=items)
            if number_of(group[0].mark) is not None or group[0].mark[:1] == "("
            else BulletList(items=items)
        )

    def _table(self, group: list[Chunk], owner: str) -> Table:
        rows = tuple(tuple(self._cells(chunk.span, owner)) for chunk in group)
        first = self.draft.text[group[0].span.start : group[0].span.end]
        header = (
            len(rows) > 1 and sum(bool(re.fullmatch(r"[\d\W]+", cell)) for cell in first.split("\t")) == 0
        )
        return Table(header=header, rows=rows)

    def _cells(self, span: Span, owner: str) -> Iterator[tuple[Inline, ...]]:
        at = span.start
        text = self.draft.text[span.start : span.end]
        for piece in text.split("\t"):
            lead = len(piece) - len(piece.lstrip())
            inner = piece.strip()
            yield (tuple(self._cell(Span(at + lead, at + lead + len(inner)), owner)) if inner else ())
            at += len(piece) + 1

    def _cell(self, span: Span, owner: str) -> Iterator[Inline]:
        if self.draft.marks.structured:
            yield from self._line(span, owner, lost=False)
        else:
            yield self.draft.string(span, "content", owner)

    def inlines(self, chunk: Chunk, owner: str, *, lost: bool = True) -> tuple[Inline, ...]:
        """A chunk's text as runs, line ends as soft breaks, addresses and lost links as such."""
        found: list[Inline] = []
        for place, part in enumerate(chunk.parts):
            if place:
                before = chunk.parts[place - 1]
                ends = self.draft.text[before.start : before.end]
                if not breaks_word(ends, self.draft.text[part.start : part.end]):
                    found.append(SoftBreak(span=Span(before.end, part.start)))
            found += self._line(part, owner, lost=lost)
        return tuple(found)

    def span_inlines(self, span: Span, owner: str) -> tuple[Inline, ...]:
        """A stretch, of several lines perhaps, as runs."""
        parts = tuple(
            Span(max(line.start, span.start), min(line.end, span.end))
            for line in self.draft.lines
            if line.start < span.end and line.end > span.start
        )
        if not parts:
            return ()
        line = self.draft.lines[0]
        return self.inlines(Chunk("para", parts, "", line, False, line), owner)

    def _line(self, part: Span, owner: str, *, lost: bool) -> Iterator[Inline]:
        self.draft.claim(part, "content", owner)
        if self.draft.marks.structured:
            return self._marked(part, self.draft.marks.inline(part))
        return self._worded(part, lost=lost)

    def _marked(self, span: Span, marks: Sequence[Mark], *, linked: bool = False) -> Iterator[Inline]:
        """A stretch by its markup; between marks only addresses are links, none of them in a link."""
        at, place = span.start, 0
        while place < len(marks):
            mark = marks[place]
            yield from self._unmarked(Span(at, mark.start), linked=linked)
            inner = place + 1
            while inner < len(marks) and marks[inner].start < mark.end:
                inner += 1
            yield self._wrapped(mark, marks[place + 1 : inner], linked=linked)
            at, place = mark.end, inner
        yield from self._unmarked(Span(at, span.end), linked=linked)

    def _unmarked(self, span: Span, *, linked: bool) -> Iterator[Inline]:
        if span.end <= span.start:
            return
        if linked:
            yield Str(text=self.draft.text[span.start : span.end], span=span)
        else:
            yield from self._worded(span, lost=False)

    def _wrapped(self, mark: Mark, within: Sequence[Mark], *, linked: bool) -> Inline:
        text = self.draft.text[mark.start : mark.end]
        if mark.kind != "link":
            return _WRAPPERS[mark.kind](inlines=tuple(self._marked(mark.span, within, linked=linked)))
        if not mark.value:
            return LostLink(id=f"l{next(self._links)}", text=text, span=mark.span)
        inner = [one for one in within if one.kind != "link"]
        inlines = tuple(self._marked(mark.span, inner, linked=True))
        return Link(target=mark.value, inlines=inlines, bare=text == mark.value)

    def _worded(self, part: Span, *, lost: bool) -> Iterator[Inline]:
        text = self.draft.text[part.start : part.end]
        at = 0
        for link in find_links(text):
            if link.target is None and not lost:
                continue
            if link.start > at:
                yield Str(text=text[at : link.start], span=Span(part.start + at, part.start + link.start))
            yield self._link(text, part.start, link)
            at = link.end
        if at < len(text):
            yield Str(text=text[at:], span=Span(part.start + at, part.end))

    def _link(self, text: str, offset: int, link: Found) -> Inline:
        span = Span(offset + link.start, offset + link.end)
        words = text[link.start : link.end]
        if link.target is None:
            return LostLink(id=f"l{next(self._links)}", text=words, span=span)
        return Link(target=link.target, inlines=(Str(text=words, span=span),), bare=True)


def _runs(chunks: Sequence[Chunk]) -> Iterator[tuple[tuple[object, ...], Chunk]]:
    """Each chunk with a key that neighbours of one list, table, quotation or block of lines share."""
    run = 0
    before: Chunk | None = None
    for chunk in chunks:
        if before is None or not _belong_together(before, chunk):
            run += 1
        yield (run,), chunk
        before = chunk


def _belong_together(one: Chunk, two: Chunk) -> bool:
    if one.kind != two.kind or one.kind == "para":
        return False
    if one.kind in {"verse", "row"}:
        return not two.gap
    if one.kind == "item":
        return (number_of(one.mark) is None) == (number_of(two.mark) is None)
    return True


def _with_headers(blocks: list[Block], chunks: Sequence[Chunk]) -> Iterator[Block]:
    """Short lines with a gap above and prose below as headings."""
    texts = {
        chunk.text for chunk, below in pairwise(chunks)
        if chunk.kind == "para" and chunk.gap and chunk.words <= 10 and chunk.text[-1] not in ".!…:;,”\"’')"
        and below.kind == "para" and below.words > 12 and chunk.text[0] not in "“\"„«‘—–"
    }  # fmt: skip
    for block in blocks:
        if (
            isinstance(block, Para)
            and len(block.inlines) == 1
            and isinstance(block.inlines[0], Str)
            and block.inlines[0].text in texts
        ):
            yield Header(inlines=block.inlines)
        else:
            yield block
