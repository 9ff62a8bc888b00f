"""Comments without a stamp: names alone in their lines, or before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcss_publish.normalization.comments.found import Found
from pcss_publish.normalization.comments.layouts import Item
from pcss_publish.normalization.names import likeness

_LONGEST_SIGNATURE = 60


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


def signed_below(items: Sequence[Item], ends_at: int) -> list[Found]:
    """Read letters that end with a name: a short line or up to three between sentences and a gap."""
    found: list[Found] = []
    floor = 0
    signatures = list(_signatures(items, ends_at))
    named = sum(_is_named(items[n]) for n, _ in signatures)
    for n, end in signatures if named * 5 >= len(signatures) * 3 else []:
        body = list(items[floor:n])
        name, *calling = [item.line for item in items[n:end]]
        found.append(Found(None, {"name": [name], "affiliation": calling}, body, 0.5))
        floor = end
    left = any(_is_sentence(item) for item in items[floor:ends_at])
    return [] if left or len(found) < 2 or not all(map(_has_words, found)) else found


def _signatures(items: Sequence[Item], ends_at: int) -> Iterator[tuple[int, int]]:
    """The lines from a name to the gap below it."""
    for n in range(1, ends_at):
        text = items[n].line.text
        if not _is_sentence(items[n - 1]) or _is_sentence(items[n]) or items[n].head:
            continue
        if len(text) > _LONGEST_SIGNATURE:
            continue
        end = n + 1
        while end < ends_at and not items[end].gap:
            end += 1
        brief = end - n <= 3 and not any(_is_sentence(item) for item in items[n:end])
        if brief:
            yield n, end


def _is_named(item: Item) -> bool:
    return likeness(item.line.text.lstrip("—–- ").split(",")[0]) >= 0.75


def _is_sentence(item: Item) -> bool:
    text = item.line.text
    ended = text.rstrip('”"’»)')[-1:] in {".", "!", "?", "…"}
    return not item.furniture and ended and (len(text.split()) > 3 or likeness(text) < 0.75)


def _has_words(block: Found) -> bool:
    return any(map(_is_sentence, block.body))


def named_above(items: Sequence[Item], ends_at: int) -> list[Found]:
    """Read comments that each begin with a name on a line of its own, directly above their words."""
    starts = [
        n for n in range(ends_at - 1)
        if items[n].gap and not items[n + 1].gap and not items[n].furniture and _is_sentence(items[n + 1])
        and not _is_sentence(items[n]) and len(items[n].line.text) <= _LONGEST_SIGNATURE
        and likeness(items[n].line.text.split(",")[0]) >= 0.75
    ]  # fmt: skip
    if len(starts) < 2 or starts[0] != 0:
        return []
    pairs = zip(starts, [*starts[1:], ends_at], strict=True)
    return [Found(None, {"name": [items[n].line]}, list(items[n + 1 : end]), 0.5) for n, end in pairs]


_LED = re.compile(r"(?P<name>[^\W_][^:!?]{1,48}?)\s?:\s+(?=\S)")


def led_by_names(items: Sequence[Item], ends_at: int) -> list[Found]:
    """Read comments of the form 'NAME: text': every paragraph behind a gap begins with a name and a colon."""
    starts = [n for n, item in enumerate(items[:ends_at]) if item.gap and not item.furniture]
    leads = [_LED.match(items[n].line.text) for n in starts]
    names = {lead["name"] for lead in leads if lead}
    if len(starts) < 2 or not all(leads) or len(names) == 1:
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
