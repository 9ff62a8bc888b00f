"""Comments without a stamp: names alone in their lines, or before a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pcss_publish.normalization.comments.found import Found
from pcss_publish.normalization.comments.layouts import Item
from pcss_publish.normalization.names import likeness


def name_lines(items: Sequence[Item], ends_at: int, declared: int) -> list[Found]:
    """Read comments without stamps: after each gap a line that is a name, then at least one line more.

    Only a reading that gives the number of comments that the page states, or nearly, is one; lines that
    hardly look like names are taken for names when every group of lines has one and their number fits.
    """
    heads = [
        n for n, item in enumerate(items[:ends_at])
        if (item.gap or n == 0) and not item.furniture and len(item.line.text) <= 60
        and n + 1 < ends_at and not items[n + 1].gap
    ]  # fmt: skip
    named = [n for n in heads if likeness(items[n].line.text) >= 0.5]
    chosen = min((named, heads), key=lambda places: abs(len(places) - declared))
    if not chosen or abs(len(chosen) - declared) > max(1, declared // 10):
        return []
    found: list[Found] = []
    for n, end in zip(chosen, [*chosen[1:], ends_at], strict=True):
        block = Found(None, {"name": [items[n].line]}, list(items[n + 1 : end]), likeness(items[n].line.text))
        found.append(block)
    return found


_LED = re.compile(r"(?P<name>[^\W_][^:!?]{1,48}?)\s?:\s+(?=\S)")


def led_by_names(items: Sequence[Item], ends_at: int) -> list[Found]:
    """Read comments of the form 'NAME: text': every paragraph behind a gap begins with a name and a colon."""
    starts = [n for n, item in enumerate(items[:ends_at]) if item.gap and not item.furniture]
    leads = [_LED.match(items[n].line.text) for n in starts]
    if len(starts) < 2 or not all(leads):
        return []
    found = []
    for n, end, lead in zip(starts, [*starts[1:], ends_at], leads, strict=True):
        line = items[n].line
        assert lead is not None
        name = replace(line, end=line.start + lead.end("name"), text=lead["name"])
        rest = replace(
            line, start=line.start + lead.end(), indent=line.indent + lead.end(), text=line.text[lead.end() :]
        )
        body = [items[n]._replace(line=rest), *items[n + 1 : end]]
        found.append(Found(None, {"name": [name]}, body, 0.5))
    return found
