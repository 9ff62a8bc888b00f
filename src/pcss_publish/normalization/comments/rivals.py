"""Whether comments look rather like a form that the named system does not use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pcss_publish.normalization.comments.blocks import read_by
from pcss_publish.normalization.comments.ending import end_of_comments
from pcss_publish.normalization.comments.found import Reading
from pcss_publish.normalization.comments.layouts import LAYOUTS, Item
from pcss_publish.normalization.comments.told import Told

#: Points a comment. Texts that can be read in two ways differ by 0.05, those of other systems by 0.1 and more
#: (measured on the forms of tests/cases/reading/comments.toml).
_CLEARLY: Final = 0.07


def questioned(reading: Reading, items: Sequence[Item], told: Told) -> Reading:
    """The reading, in doubt again where a form that was ruled out fits clearly better."""
    if not told.forms:
        return reading
    rivals = (
        read_by(layout, items, end_of_comments(items, layout))
        for layout in LAYOUTS
        if layout.name not in told.forms
    )
    best = max((rival.score for rival in rivals if rival), default=0.0)
    if best > reading.score + _CLEARLY * len(reading.found):
        return reading._replace(layout=reading.layout._replace(sure=False))
    return reading
