"""Passages: the text of one leaf together with where each part of it stands in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pcss_publish.model import (
    Answer,
    Block,
    BlockQuote,
    BulletList,
    CallToAction,
    Comment,
    Document,
    Figure,
    Header,
    Inline,
    LineBlock,
    LineBreak,
    Link,
    LostLink,
    Node,
    Opaque,
    OrderedList,
    Para,
    Question,
    Section,
    SoftBreak,
    Span,
    Statement,
    Str,
    Table,
)


class Run(NamedTuple):
    """``text[start:end]`` of a passage was read from ``span``; ``None`` where an editor supplied it."""

    start: int
    end: int
    span: Span | None


class Passage(NamedTuple):
    """One leaf of text.

    Attributes:
        node: id of the node that holds it.
        role: ``title``, ``question``, ``answer``, ``statement``, ``comment`` … as in the units.
        text: what a reader sees.
        runs: where it came from.
        quoted: it stands inside a quotation.
    """

    node: str
    role: str
    text: str
    runs: tuple[Run, ...]
    quoted: bool = False

    def span(self, start: int, end: int) -> Span | None:
        """Where ``text[start:end]`` stands in the source, if anywhere."""
        first = self._place(start)
        last = self._place(max(start, end - 1))
        return Span(first, last + 1) if first is not None and last is not None else None

    @property
    def whole(self) -> Span | None:
        """Where the passage stands in the source."""
        known = [run.span for run in self.runs if run.span]
        return Span(known[0].start, known[-1].end) if known else None

    def _place(self, offset: int) -> int | None:
        at = bisect_right([run.start for run in self.runs], offset) - 1
        run = self.runs[at] if at >= 0 else None
        if run is None or run.span is None:
            return None
        return min(run.span.start + offset - run.start, run.span.end - 1)


def flat(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Inline nodes without those that only wrap others; links come before what they hold."""
    for node in inlines:
        if isinstance(node, Str | SoftBreak | LineBreak | LostLink | Opaque):
            yield node
        else:
            if isinstance(node, Link):
                yield node
            yield from flat(node.inlines)


def article(document: Document) -> Iterator[Passage]:
    """The passages of head and body, statements included, comments not."""
    for role in ("section", "series", "title", "subtitle"):
        text = getattr(document, role)
        if text:
            yield passage(role, role, (text,))
    for node in document.nodes():
        yield from of_node(node)


def comments(document: Document) -> Iterator[tuple[Comment, tuple[Passage, ...]]]:
    """Each comment with the passages of its body."""
    for comment in document.comments.items:
        yield comment, of_comment(comment)


def of_comment(comment: Comment) -> tuple[Passage, ...]:
    """The passages of one comment's body."""
    return tuple(
        passage(comment.id, "comment", inlines, quoted=quoted) for inlines, quoted in _leaves(comment.blocks)
    )


def of_node(node: Node) -> Iterator[Passage]:
    """The passages of one node: heading, blocks, caption and credit."""
    match node:
        case Figure():
            for role, inlines in (("caption", node.caption), ("credit", node.credit)):
                if inlines:
                    yield passage(node.id, role, inlines)
        case CallToAction():
            yield passage(node.id, "cta", node.inlines)
        case _:
            if isinstance(node, Section | Statement) and node.heading:
                yield passage(node.id, "heading", (node.heading,))
            for inlines, quoted in _leaves(node.blocks):
                yield passage(node.id, _role(node), inlines, quoted=quoted)


def _role(node: Question | Answer | Section | Statement) -> str:
    return node.kind if isinstance(node, Section) else type(node).__name__.lower()


def passage(node: str, role: str, inlines: Iterable[Inline], *, quoted: bool = False) -> Passage:
    """The passage that ``inlines`` make."""
    texts, runs, at = [], [], 0
    for inline in flat(inlines):
        if isinstance(inline, Link):
            continue
        text = _shown(inline)
        runs.append(Run(at, at + len(text), getattr(inline, "span", None)))
        texts.append(text)
        at += len(text)
    return Passage(node, role, "".join(texts), tuple(runs), quoted)


def _shown(inline: Inline) -> str:
    if isinstance(inline, Str | LostLink | Opaque):
        return inline.text
    return "\n" if isinstance(inline, LineBreak) else " "


def _leaves(blocks: Iterable[Block], *, quoted: bool = False) -> Iterator[tuple[tuple[Inline, ...], bool]]:
    for block in blocks:
        match block:
            case Para() | Header():
                yield block.inlines, quoted
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from _leaves(item.blocks, quoted=quoted)
            case BlockQuote():
                yield from _leaves(block.blocks, quoted=True)
            case LineBlock():
                yield from ((line, quoted) for line in block.lines)
            case Table():
                yield from ((cell, quoted) for row in block.rows for cell in row)
            case Opaque():
                yield (block,), quoted
