"""Galleys broken over columns and pages by the engine's own rules, in milliseconds.

The rules are those of WeasyPrint's ``layout/block.py`` and ``layout/column.py`` (CSS Fragmentation 3,
CSS Multi-column 1), as far as the page needs them: nothing floats, nothing is positioned, no footnotes.
A plan is checked on the pages that the engine lays out afterwards.
"""

from __future__ import annotations

from math import inf

from pcss_publish.engines.fragment_columns import columns
from pcss_publish.engines.fragment_joints import AVOIDING, Known, Laid, Resume, collapsed, earlier, joint_of
from pcss_publish.engines.galley import PAGE_BREAKS, Block, Piece


class Sheet:
    """One page in the making."""

    def __init__(self, number: int, end: float, forced: bool, known: Known) -> None:
        self.number, self.end, self.forced, self.known = number, end, forced, known
        self.in_column = False
        self.short = inf  # the least by which something did not fit

    def over(self, space: float, position: float) -> bool:
        """Whether ``position`` is below the foot of the page less ``space``."""
        excess = position - (self.end - space) * (1 + 1e-9)
        if 0 < excess < self.short:
            self.short = excess
        return excess > 0

    def avoids(self, value: str) -> bool:
        """Whether a break is to be avoided."""
        return value in AVOIDING or (self.in_column and value == "avoid-column")

    def forces(self, value: str) -> bool:
        """Whether a break is forced."""
        return value in PAGE_BREAKS or (self.in_column and value == "column")

    def block(
        self,
        block: Block,
        top: float,
        space: float,
        resume: Resume | None,
        empty: bool,
        margins: list[float],
        parent: Block | None,
    ) -> Laid:
        """Lay out a block, as ``block_level_layout`` does."""
        above = block.margins[0]
        first = parent is None or "root" in parent.marks or bool(margins)
        if self.number > 0 and empty and first and not self.forced:
            above = 0.0
        if block.columns:
            return self._columned(block, (top, above), space, resume, empty, margins)
        if block.whole is not None:
            return self._unbroken(block, top, above, margins)
        return self.container(block, (top, above), space, resume, empty, margins)

    def _unbroken(self, block: Block, top: float, above: float, margins: list[float]) -> Laid:
        assert block.whole is not None
        top += collapsed([*margins, above]) - above
        lines = [(top + above + offset, height) for offset, height in block.inner]
        piece = Piece(block, top, above, block.margins[1], height=block.whole, lines=lines)
        return Laid(piece, None, [])

    def container(
        self,
        block: Block,
        start: tuple[float, float],
        space: float,
        resume: Resume | None,
        empty: bool,
        margins: list[float],
    ) -> Laid:
        """Lay out what holds lines or blocks, as ``block_container_layout`` does."""
        (top, above), edges = start, block.edges
        if resume is not None and not block.clones:
            above, edges = 0.0, (0.0, edges[1])
        below = block.margins[1]
        if block.clones:
            space += edges[1] + below
        margins.append(above)
        own = margins
        open_above = not (edges[0] or block.is_closed)
        piece = Piece(block, top, above, below, edges)
        at = top
        if not open_above:
            piece.top += collapsed(margins) - above
            margins = []
            at = piece.content
        if block.lines:
            done = self._lines(piece, at, space, resume, empty, margins)
            if done is None:
                return Laid(None)
            at, rest = done
            margins, forced = [], False
        else:
            built = self._children(piece, at, space, resume, empty, margins)
            if built is None:
                return Laid(None)
            at, rest, margins, forced = built
        if rest is not None and block.kept and not empty:
            return Laid(None)
        if open_above:
            piece.top += collapsed(own) - above
        return self._closed(piece, at, space, rest, margins, forced)

    def _closed(
        self,
        piece: Piece,
        at: float,
        space: float,
        rest: Resume | None,
        margins: list[float],
        forced: bool,
    ) -> Laid:
        block = piece.block
        through = False
        if not piece.children and not piece.lines:
            if not any(piece.edges):
                through = True
            else:
                at, margins = at + collapsed(margins), []
        if piece.edges[1] or block.is_closed:
            at, margins = at + collapsed(margins), []
        if rest is not None and not block.clones:
            piece.edges, piece.below = (piece.edges[0], 0.0), 0.0
        piece.height = max(0.0, at - piece.content)
        if rest is not None and space > -inf and "column" not in block.marks:
            full = self.end - space - piece.top - (piece.margin_height - piece.height)
            piece.height = max(piece.height, full)
        return Laid(piece, rest, margins, through, forced)

    def _lines(
        self,
        piece: Piece,
        at: float,
        space: float,
        resume: Resume | None,
        empty: bool,
        margins: list[float],
    ) -> tuple[float, Resume | None] | None:
        block = piece.block
        at += collapsed(margins)
        begun = piece.started = resume[0] if resume else 0
        count = len(block.lines)
        for number in range(begun, count):
            end = at + block.lines[number]
            foot = piece.edges[1] if number == count - 1 or block.clones else 0.0
            if (piece.lines or not empty) and self.over(space, end + foot):
                needed = max(0, block.widows - (count - number))
                spare = len(piece.lines) - block.orphans
                if (spare < 0 or needed > spare) and not empty:
                    return None
                if needed and needed <= spare:
                    del piece.lines[-needed:]
                return at, (begun + len(piece.lines), None)
            piece.lines.append((at, block.lines[number]))
            at = end
        return at, None

    def _children(
        self,
        piece: Piece,
        at: float,
        space: float,
        resume: Resume | None,
        empty: bool,
        margins: list[float],
    ) -> tuple[float, Resume | None, list[float], bool] | None:
        block = piece.block
        skip, inner = resume or (0, None)
        for index in range(skip, len(block.children)):
            child = block.children[index]
            previous = piece.children[-1] if piece.children else None
            joint = joint_of(previous.block, child) if previous else "auto"
            if previous and self.forces(joint):
                return at, (index, None), [], True
            nothing = empty and not piece.children
            laid = self._fitting(block, child, at, space, inner, nothing, margins)
            inner = None
            if laid.piece is None:
                if previous and self.avoids(joint):
                    found = earlier(piece.children, self.avoids)
                    if found:
                        piece.children, rest = found
                        return at, rest, [], False
                    if not empty:
                        return None
                return (at, (index, None), [], False) if piece.children else None
            laid.piece.index = index
            piece.children.append(laid.piece)
            if not laid.through:
                at = laid.piece.border_end
            margins = [*(laid.margins or ()), laid.piece.below]
            if laid.resume is not None:
                return at, (index, laid.resume), [], laid.forced
        return at, None, margins, False

    def _fitting(
        self,
        block: Block,
        child: Block,
        at: float,
        space: float,
        resume: Resume | None,
        empty: bool,
        margins: list[float],
    ) -> Laid:
        """A child, or nothing where it does not fit, as ``_in_flow_layout`` has it."""
        laid = self.block(child, at, space, resume, empty, margins, block)
        if laid.piece is None or laid.through:
            return laid
        piece = laid.piece
        content_over = self.over(space, piece.content + piece.height)
        space += piece.edges[1]
        if block.edges[1] or block.is_closed:
            space += piece.below
        if empty:
            return laid
        if content_over:
            return Laid(None)
        if self.over(space, piece.border_end):
            return self.block(child, at, space, resume, empty, margins, block)
        return laid

    def _columned(
        self,
        block: Block,
        start: tuple[float, float],
        space: float,
        resume: Resume | None,
        empty: bool,
        margins: list[float],
    ) -> Laid:
        laid = columns(self, block, start, space, resume, empty, margins)
        below = block.margins[1] + block.edges[1]
        if laid.resume is None and laid.piece and below:
            laid = columns(self, block, start, space + below, resume, empty, margins)
        return laid
