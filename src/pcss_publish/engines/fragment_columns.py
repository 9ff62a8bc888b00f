"""Columns of a galley, balanced or of a given height, as WeasyPrint's ``columns_layout`` makes them."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, inf
from typing import TYPE_CHECKING

from pcss_publish.engines.fragment_joints import Laid, Resume, collapsed
from pcss_publish.engines.galley import Block, Cut, Piece

if TYPE_CHECKING:
    from pcss_publish.engines.fragment import Sheet

MOST_STEPS = 2000


def columns(
    sheet: Sheet,
    block: Block,
    start: tuple[float, float],
    space: float,
    resume: Resume | None,
    empty: bool,
    margins: list[float],
) -> Laid:
    """The columns of a block on one page."""
    column = replace(
        block, margins=(0.0, 0.0), edges=(0.0, 0.0), columns=0, kept=False, own=False,
        marks=frozenset({"column"}),
    )  # fmt: skip
    top, above = start
    was, sheet.in_column = sheet.in_column, True
    piece = Piece(block, top + collapsed(margins), above, block.margins[1], block.edges)
    at = piece.content
    inner = space
    if block.height is not None:
        inner = max(space, sheet.end - at - block.height)
    whole = sheet.end - at - space
    key = (id(block), at, whole, resume, sheet.end, sheet.number > 0, sheet.forced)
    if key not in sheet.known:  # most rules change one page, and leave the others as they are
        sheet.known[key] = block, _height(sheet, column, at, whole, resume, block)
    height = sheet.known[key][1]
    inner = max(inner, sheet.end - at - height)
    rest = resume
    while True:
        laid = sheet.container(column, (at, 0.0), inner, rest, empty, [])
        if laid.piece is None:
            sheet.in_column = was
            return Laid(None)
        piece.children.append(laid.piece)
        rest = laid.resume
        if rest is None or (len(piece.children) == block.columns and block.height is None):
            break
    sheet.in_column = was
    piece.cut = Cut(block.columns, height if block.balanced and rest is None else 0.0, rest is not None)
    tallest = max(one.margin_height for one in piece.children)
    piece.height = min(whole, tallest) if block.height is None else block.height
    return Laid(piece, rest, [], False, laid.forced)


def _height(
    sheet: Sheet, column: Block, at: float, whole: float, resume: Resume | None, block: Block
) -> float:
    """The height of the columns: all that there is, or what balances them."""
    height, balancing = whole, False
    lost = inf
    for _ in range(MOST_STEPS):
        sheet.short = inf
        used: list[float] = []
        rest = resume
        for _column in range(block.columns):
            laid = sheet.container(column, (at, 0.0), sheet.end - at - height, rest, not balancing, [])
            if laid.piece is None:
                rest = (0, None)
                break
            rest = laid.resume
            used_height, lost = _consumed(sheet, column, laid, at, height, lost)
            used.append(used_height)
            if rest is None:
                break
        if balancing:
            if rest is None:
                return height
            # The engine adds a pixel each time; until something more fits, all stays as it is.
            height += max(1, ceil(min(sheet.short, whole))) if lost == inf else lost
            if height > whole:
                return whole
        elif rest is None and max(used, default=0.0) <= whole and block.balanced:
            balancing = True
            height = sum(used) / block.columns
        else:
            return height
    return height


def _consumed(
    sheet: Sheet, column: Block, laid: Laid, at: float, height: float, lost: float
) -> tuple[float, float]:
    """The height that a column uses, and the least by which its neighbour's first block did not fit."""
    assert laid.piece is not None
    if not laid.piece.children:
        return 0.0, lost
    last = laid.piece.children[-1]
    used = last.margin_height + last.top - at
    free = height - used
    following = 0.0
    if laid.resume is not None:
        after = sheet.container(column, (at, 0.0), inf, laid.resume, True, [])
        if after.piece and after.piece.children:
            following = after.piece.children[0].margin_height
    if following - free > 1:
        lost = min(lost, following - free)
    return used - last.below, lost
