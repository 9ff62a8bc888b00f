"""Where blocks meet: margins that collapse, and breaks that are asked for, avoided, or found earlier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pcss_publish.engines.galley import PAGE_BREAKS, Block, Piece

AVOIDING = {"avoid", "avoid-page"}
Resume = tuple[int, "Resume | None"]
Known = dict[Any, tuple[Block, float]]
"""Heights of columns that were found before, and the blocks that they are of."""


class Laid(NamedTuple):
    """A piece, where its block goes on, the margins that are open below it, and a forced break."""

    piece: Piece | None
    resume: Resume | None = None
    margins: list[float] | None = None
    through: bool = False
    forced: bool = False


def collapsed(margins: Sequence[float]) -> float:
    """Adjoining margins as one (CSS 2.2, 8.3.1)."""
    most = least = 0.0
    for margin in margins:
        if margin > most:
            most = margin
        elif margin < least:
            least = margin
    return most + least


def joint_of(upper: Block, lower: Block) -> str:
    """The break that is asked for between two blocks, as ``block_level_page_break`` has it."""
    result = "auto"
    for value in (*upper.after, *lower.before):
        sided = value in PAGE_BREAKS - {"page"}
        stronger = value in ("page", "column") and result.startswith("avoid")
        if sided or stronger or (value != "auto" and result == "auto"):
            result = value
    return result


def earlier(pieces: list[Piece], avoids: Callable[[str], bool]) -> tuple[list[Piece], Resume] | None:
    """The last place before the end of ``pieces`` where they may break, as ``find_earlier_page_break``."""
    previous: Piece | None = None
    for number in range(len(pieces) - 1, -1, -1):
        piece = pieces[number]
        if "column" in piece.block.marks:
            continue
        if previous and not avoids(joint_of(piece.block, previous.block)):
            return pieces[: number + 1], (pieces[number + 1].index, None)
        previous = piece
        if piece.block.kept or piece.block.whole is not None:
            continue
        found = _earlier_within(piece, avoids)
        if found:
            shorter, rest = found
            return [*pieces[:number], shorter], (piece.index, rest)
    return None


def _earlier_within(piece: Piece, avoids: Callable[[str], bool]) -> tuple[Piece, Resume] | None:
    block = piece.block
    copy = Piece(block, piece.top, piece.above, piece.below, piece.edges, piece.height, index=piece.index)
    copy.started = piece.started
    if piece.lines:
        keep = len(piece.lines) - block.widows
        if keep < block.orphans:
            return None
        copy.lines = piece.lines[:keep]
        return copy, (piece.started + keep, None)
    found = earlier(piece.children, avoids)
    if not found:
        return None
    copy.children, rest = found
    return copy, rest
