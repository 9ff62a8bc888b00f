"""L: links that lost their target in copying, and addresses that stand bare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcss_publish.checks.passages import flat
from pcss_publish.findings import Finding, finding
from pcss_publish.model import (
    Block,
    BlockQuote,
    BulletList,
    CallToAction,
    Document,
    Figure,
    Header,
    Inline,
    LineBlock,
    Link,
    LostLink,
    OrderedList,
    Para,
    Span,
    Str,
    Table,
)


def lost_links(document: Document) -> Iterable[Finding]:
    """L001, one for each link; its key is that of ``[[link]]`` in the desk file."""
    for _, inline in inlines(document):
        if isinstance(inline, LostLink):
            yield finding(
                "L001", f"“{inline.text}” was a link; where it led was lost in copying.",
                hint=f'Decide by [[link]] link = "{inline.id}": target, text or drop.',
                node=inline.id, span=inline.span,
            )  # fmt: skip


def bare_addresses(document: Document) -> Iterable[Finding]:
    """L002: the address itself is the text."""
    for node, inline in inlines(document):
        if isinstance(inline, Link) and inline.bare:
            yield finding(
                "L002", f"The text gives a bare address, {inline.target}.",
                hint="Try whether it still leads anywhere, then settle L002.", node=node, span=_span(inline),
            )  # fmt: skip


def _span(link: Link) -> Span | None:
    return next((part.span for part in link.inlines if isinstance(part, Str)), None)


def inlines(document: Document) -> Iterator[tuple[str, Inline]]:
    """Every inline with the id of its node or comment, what stands within others too."""
    for node in document.nodes():
        match node:
            case CallToAction():
                found = [node.inlines]
            case Figure():
                found = [node.caption, node.credit]
            case _:
                found = list(_runs(node.blocks))
        for run in found:
            yield from ((node.id, inline) for inline in flat(run))
    for comment in document.comments.items:
        for run in _runs(comment.blocks):
            yield from ((comment.id, inline) for inline in flat(run))


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        match block:
            case Para() | Header():
                yield block.inlines
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from _runs(item.blocks)
            case BlockQuote():
                yield from _runs(block.blocks)
            case LineBlock():
                yield from block.lines
            case Table():
                yield from (cell for row in block.rows for cell in row)
