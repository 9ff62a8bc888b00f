"""Galleys broken over pages, in milliseconds."""

from __future__ import annotations

from pcss_publish.engines.fragment import Sheet
from pcss_publish.engines.fragment_joints import Known, Resume
from pcss_publish.engines.galley import Galley, Piece, Rules

MOST_PAGES = 400


def pages(galley: Galley, rules: Rules, known: Known) -> list[Piece]:
    """The pieces of the root on each page.

    Args:
        galley: what is paged.
        rules: changes to its styles.
        known: what other rules for the same galley found; more is added.
    """
    root = rules.apply(galley.root)
    found: list[Piece] = []
    resume: Resume | None = None
    forced = False
    while len(found) < MOST_PAGES:
        end = galley.top + galley.height - rules.early.get(len(found), 0.0)
        press = Sheet(len(found), end, forced, known)
        laid = press.block(root, galley.top, 0.0, resume, True, [], None)
        if laid.piece is None:
            break
        found.append(laid.piece)
        resume, forced = laid.resume, laid.forced
        if resume is None:
            break
    return found
