"""Replacement text (ISO 32000-1, 14.9.4): what is read aloud or copied has to be what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pcss_publish.proof.lines import agree
from pcss_publish.proof.pdf_paint import Run
from pcss_publish.proof.pieces import GAP, LINE_END

BOX = "\u25a1"  # stands for a character that no font has
_SAME_LINE = 0.7  # of the type size: raised figures stay on their line, the next line is further off
_WIDEST_GAP = 1.5  # of the type size: further right stands another column
_NARROWEST_SPACE = 0.1


def retell(actual: str | None, runs: Sequence[Run]) -> None:
    """Hold replacement text against its glyphs; only for boxes it is taken, since they say nothing else."""
    if actual is None or not runs:
        return
    shown = "".join(run.text for run in runs)
    if set(shown) == {BOX} and len(shown) == len(actual):
        chars = iter(actual)
        for run in runs:
            run.boxed = len(run.text)
            run.text = "".join(next(chars) for _ in run.text)
    elif agree(actual, joined(runs)).at is not None:
        for run in runs:
            run.hidden = run.hidden or "replaced by another text"


def joined(runs: Sequence[Run]) -> str:
    """The runs' text with a mark wherever one does not simply continue the one before it."""
    if not runs:
        return ""
    parts = [runs[0].text]
    for before, run in pairwise(runs):
        parts += [_joint(before, run), run.text]
    return "".join(parts)


def _joint(before: Run, run: Run) -> str:
    size = max(before.size, run.size)
    gap = run.x - before.end
    if run.page != before.page or abs(run.y - before.y) > _SAME_LINE * size or gap > _WIDEST_GAP * size:
        return LINE_END
    # A space between two elements is not painted by the engine: it only leaves room for it.
    return GAP if gap > _NARROWEST_SPACE * size and not before.text.endswith(" ") else ""
