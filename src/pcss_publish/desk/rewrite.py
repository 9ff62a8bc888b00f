"""Changing text inside blocks without losing what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pcss_publish.model import (
    Block,
    BlockQuote,
    BulletList,
    Emph,
    Header,
    Inline,
    LineBlock,
    Link,
    LostLink,
    OrderedList,
    Para,
    Span,
    Str,
    Strong,
    Subscript,
    Superscript,
    Table,
    text_of,
)

Inlines = tuple[Inline, ...]
Change = Callable[[str, Inlines], Inlines]


def mapped(blocks: Iterable[Block], prefix: str, change: Change) -> tuple[Block, ...]:
    """``blocks`` with ``change(path, inlines)`` applied to each leaf; paths as those of the units."""
    return tuple(_mapped(block, f"{prefix}-{number}", change) for number, block in enumerate(blocks, 1))


def _mapped(block: Block, path: str, change: Change) -> Block:
    match block:
        case Para() | Header():
            return block.model_copy(update={"inlines": change(path, block.inlines)})
        case BulletList() | OrderedList():
            items = tuple(
                item.model_copy(update={"blocks": mapped(item.blocks, f"{path}-i{n}", change)})
                for n, item in enumerate(block.items, 1)
            )
            return block.model_copy(update={"items": items})
        case BlockQuote():
            return block.model_copy(update={"blocks": mapped(block.blocks, f"{path}-q", change)})
        case LineBlock():
            lines = tuple(change(f"{path}-l{n}", line) for n, line in enumerate(block.lines, 1))
            return block.model_copy(update={"lines": lines})
        case Table():
            rows = tuple(
                tuple(change(f"{path}-r{r}c{c}", cell) for c, cell in enumerate(row, 1))
                for r, row in enumerate(block.rows, 1)
            )
            return block.model_copy(update={"rows": rows})
    return block


def relinked(inlines: Inlines, replace: Callable[[LostLink], Inline]) -> Inlines:
    """``inlines`` with each lost link given to ``replace``."""
    found: list[Inline] = []
    for node in inlines:
        if isinstance(node, LostLink):
            found.append(replace(node))
        elif isinstance(node, Emph | Strong | Superscript | Subscript | Link):
            found.append(node.model_copy(update={"inlines": relinked(node.inlines, replace)}))
        else:
            found.append(node)
    return tuple(found)


def spliced(inlines: Inlines, start: int, end: int, new: Inlines) -> Inlines:
    """``inlines`` with the text from ``start`` to ``end`` (of ``text_of``) replaced by ``new``."""
    before, rest = cut(inlines, start)
    _, after = cut(rest, end - start)
    return (*before, *new, *after)


def cut(inlines: Inlines, at: int) -> tuple[Inlines, Inlines]:
    """Part ``inlines`` after ``at`` code points of their text; marks around the cut go on on both sides."""
    left: list[Inline] = []
    right: list[Inline] = []
    for node in inlines:
        size = len(text_of((node,)))
        if at >= size and not right:
            left.append(node)
            at -= size
        elif at <= 0 or right:
            right.append(node)
        else:
            one, other = _halves(node, at)
            left.append(one)
            right.append(other)
            at = 0
    return tuple(left), tuple(right)


def _halves(node: Inline, at: int) -> tuple[Inline, Inline]:
    if isinstance(node, Emph | Strong | Superscript | Subscript | Link):
        one, other = cut(node.inlines, at)
        return node.model_copy(update={"inlines": one}), node.model_copy(update={"inlines": other})
    text = text_of((node,))
    span: Span | None = getattr(node, "span", None)
    if span is None or span.end - span.start != len(text):
        return Str(text=text[:at]), Str(text=text[at:])
    return (
        Str(text=text[:at], span=Span(span.start, span.start + at)),
        Str(text=text[at:], span=Span(span.start + at, span.end)),
    )
