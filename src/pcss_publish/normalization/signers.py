"""Names that sign without a word such as 'by': told by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.bylines import Meta, is_collective, role_of, split_names
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.heading import read_meta
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.names import is_credential, likeness

_LONGEST_CALLING = 12  # words


def is_name(text: str) -> bool:
    """Whether a line holds two to four words in the form of a name, degrees behind it, and nothing else."""
    name, *degrees = text.split(",")
    words = name.split()
    return (
        2 <= len(words) <= 5
        and likeness(name) >= 1
        and not re.search(r"[\d?!:|]", text)
        and all(map(is_credential, degrees))
        and not is_collective(text)
        and not role_of(text)[1]
        and not lexicon.words("chrome.nav_words") & {word.casefold() for word in words}
    )


def is_calling(text: str) -> bool:
    """Whether a line says what somebody does, as it stands below a name."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return (
        0 < len(words) <= _LONGEST_CALLING
        and text[-1] not in ".?!:"
        and not lexicon.words("head.callings").isdisjoint(words)
    )


def signers(zone: Sequence[Chunk], lines: Sequence[Line]) -> frozenset[int]:
    """The lines of a head that are a name alone, where something beside the form says that it signs."""
    names = {n: zone[n].text for n in range(1, len(zone)) if is_name(zone[n].text)}
    if not names:
        return frozenset()
    doubled = {n for a, b in pairwise(sorted(names)) if b == a + 1 and names[a] == names[b] for n in (a, b)}
    told = _introduced(set(names.values()), lines)
    return frozenset(
        n
        for n, text in names.items()
        if n in doubled or "," in text or text in told or _has_calling(zone, n) or _is_dated(zone, n)
    )


def _introduced(names: set[str], lines: Sequence[Line]) -> set[str]:
    """The names with which a sentence of the page begins that says who somebody is."""
    return {
        name
        for name in names
        for line in lines
        if line.text.startswith(f"{name} ") and line.text[len(name) + 1].islower() and line.text[-1] in ".…"
    }


def _has_calling(zone: Sequence[Chunk], n: int) -> bool:
    return n + 1 < len(zone) and not zone[n + 1].gap and is_calling(zone[n + 1].text)


def _is_dated(zone: Sequence[Chunk], n: int) -> bool:
    """Below a line that can be a title, with nothing but a date next to the two."""
    if zone[n - 1].words < 4 and zone[n - 1].text[-1] not in "?!”":
        return False
    below = zone[n + 1 : n + 2]
    above = zone[n - 2 : n - 1] if n >= 2 and not zone[n].gap and not zone[n - 1].gap else []
    return any((meta := read_meta(one.text)) and meta.dates and not meta.names for one in (*below, *above))


def names_of(text: str) -> Meta:
    """The names of a line that holds nothing else."""
    return Meta(names=[(one, two, "author") for one, two in split_names(text)], byline=(0, len(text)))
