"""Cutting a comment down to passages that stay verbatim, each cut shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pcss_publish.model import Leaf

GAP: Final = "[…]"


class Excerpt(NamedTuple):
    """``paragraphs`` to print, ``cut`` leaves, and passages to keep that were ``missed``."""

    paragraphs: tuple[str, ...]
    cut: tuple[Leaf, ...]
    missed: tuple[str, ...]


def excerpt(leaves: Iterable[Leaf], keep: Sequence[str]) -> Excerpt:
    """Keep the passages ``keep``, which must stand in ``leaves`` in this order."""
    wanted = list(keep)
    paragraphs: list[list[str]] = []
    cut: list[Leaf] = []
    gap = False
    for leaf in leaves:
        parts: list[str] = []
        at = 0
        while wanted and (found := leaf.text.find(wanted[0], at)) >= 0:
            before = leaf.text[at:found].strip()
            if before:
                cut.append(Leaf(path=leaf.path, text=before))
            parts += [GAP, wanted[0]] if before or gap else [wanted[0]]
            gap = False
            at = found + len(wanted.pop(0))
        rest = leaf.text[at:].strip()
        if rest:
            cut.append(Leaf(path=leaf.path, text=rest))
            gap = True
        if parts:
            paragraphs.append([*parts, GAP] if rest else parts)
            gap = False
    if not paragraphs:
        paragraphs.append([GAP])
    if gap and paragraphs[-1][-1] != GAP:
        paragraphs[-1].append(GAP)
    return Excerpt(tuple(" ".join(parts) for parts in paragraphs), tuple(cut), tuple(wanted))
