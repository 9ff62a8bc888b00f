"""Which chunks make the head of an article, and what each can be."""

from __future__ import annotations

from collections.abc import Sequence

from pcss_publish.normalization.bylines import Meta, names_without_lead
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.cues import is_credit_or_caption, statement_roles
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.heading import read_meta
from pcss_publish.normalization.labels import is_labelled
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.marked_head import marked_places
from pcss_publish.normalization.signers import names_of, signers

# Byline and date stand among the first lines of an article.
_ZONE = 26

_PROSE_WORDS = 14
_PAGE_WORDS = 35
_BELOW_STANDFIRST = 5

_LINES = frozenset({"para", "verse"})


def head_zone(draft: Draft) -> list[Chunk]:
    """The chunks from the top to the first prose, or to the byline where that stands below a standfirst."""
    chunks = draft.chunks[:_ZONE]
    told = marked_places(draft, chunks)
    end = next((n for n, chunk in enumerate(chunks) if is_prose(chunk)), len(chunks))
    end = max(_past_page_top(chunks, end), told[-1] + 1 if told else 0)
    labelled = next((n for n, chunk in enumerate(chunks) if is_labelled(chunk.text)), len(chunks))
    for n in range(end, min(end + _BELOW_STANDFIRST, labelled, len(chunks))):
        if n > end and chunks[n].words > _PROSE_WORDS:
            break
        meta = read_meta(chunks[n].text)
        if meta and (meta.signed or meta.dates):
            end = n + 1
    return chunks[: min(end, max(labelled, told[-1] + 1 if told else 0))]


def _past_page_top(chunks: Sequence[Chunk], end: int) -> int:
    """A sentence of the page (cookies, a paywall) may stand above the head's short lines and byline."""
    for start in range(end + 1, min(end + 3, len(chunks))):
        stop = next((n for n in range(start, len(chunks)) if is_prose(chunks[n])), len(chunks))
        short = [n for n in range(start, stop) if read_meta(chunks[n].text) is None]
        signed = [
            n
            for n in range(start, stop)
            if (meta := read_meta(chunks[n].text)) and (meta.names or meta.dates)
        ]
        if (
            signed
            and short
            and short[0] < signed[0]
            and chunks[start].gap
            and chunks[end].words <= _PAGE_WORDS
        ):
            return stop
    return end


def is_prose(chunk: Chunk) -> bool:
    """Whether a chunk is a sentence of some length that is no notice on top."""
    if chunk.kind not in _LINES or is_labelled(chunk.text):
        return True
    if read_meta(chunk.text) or is_top_notice(chunk):
        return False
    return (chunk.words >= _PROSE_WORDS and chunk.text[-1] in '.!?…:”"') or len(chunk.text) > 180


def is_top_notice(chunk: Chunk) -> bool:
    """Whether a chunk is a correction or a line about an earlier publication."""
    return any(role in {"correction", "republication"} for role, *_ in statement_roles(chunk.text))


def may_be_title(chunk: Chunk) -> bool:
    """Whether a chunk can be a kicker, a title or a standfirst."""
    told = any(char.isalnum() for char in chunk.text)
    return (
        told
        and chunk.kind in _LINES
        and not is_top_notice(chunk)
        and len(chunk.text) <= 200
        and not _is_figure(chunk)
    )


def _is_figure(chunk: Chunk) -> bool:
    return chunk.text.startswith(("[", "{")) or is_credit_or_caption(chunk.text)


def metas_of(zone: Sequence[Chunk], lines: Sequence[Line]) -> dict[int, Meta]:
    """The bylines, dates and identifiers among the lines of a head, by their places."""
    signing = signers(zone, lines)
    found = {}
    for n, chunk in enumerate(zone):
        meta = names_of(chunk.text) if n in signing else _meta_of(zone, n, chunk)
        if meta:
            found[n] = meta
    if any(meta.signed for meta in found.values()):
        # Beside a byline, a name in the date's line is the publication's or the section's.
        for n, meta in found.items():
            if not meta.signed and n not in signing:
                meta.names = [one for one in meta.names if not meta.dates]
    return found


def _meta_of(zone: Sequence[Chunk], n: int, chunk: Chunk) -> Meta | None:
    if chunk.kind not in {*_LINES, "item"} or len(chunk.parts) > 1:
        return None
    meta = read_meta(chunk.text)
    if meta or chunk.kind == "item":
        return meta
    meta = names_without_lead(chunk.text)
    near = [zone[m] for m in (n - 1, n + 1, n - 2) if 0 <= m < len(zone)]
    dated = [one for one in near if (other := read_meta(one.text)) and other.dates]
    if meta and meta.collective:
        dated = [
            one
            for one in dated
            if (one in zone[n + 1 : n + 2] and not one.gap) or (one in zone[n - 1 : n] and not chunk.gap)
        ]
    return meta if dated else None
