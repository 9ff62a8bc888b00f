"""A letter and an answer that nothing on the page sets apart: asked about, never attributed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.turn import ends_asking, is_plain

_LONGEST_LETTER = 12  # paragraphs
_LONGEST_NAME = 8  # words
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|„[^„“]*“|«[^«»]*»")
_SIGNED_IN_LINE = re.compile(r"(?P<mark>[.?!])['’”\"»]?\s+[—–-]{1,2}\s?(?P<name>[^\W\d_a-z][^.?!\n]{1,60})$")


def unlabelled_letter(chunks: Sequence[Chunk]) -> Chunk | None:
    """The chunk that signs a letter on top of the article, where prose that may answer it follows."""
    short = [n for n in range(1, len(chunks) - 1) if _stands_alone(chunks[n])]
    for n, chunk in enumerate(chunks[: min(len(chunks) - 1, _LONGEST_LETTER)]):
        letter = chunks[: n + 1]
        prose_below = any(is_plain(one) and one.words > _LONGEST_NAME for one in chunks[n + 1 :])
        if not prose_below or not any(in_own_voice(one.text) for one in letter):
            continue
        asks = any(_asks(one) for one in letter)
        if asks and is_plain(chunk) and _SIGNED_IN_LINE.search(chunk.text):
            return chunk
        alone = asks and (short == [n] or _all_below_questions(chunks, short))
        if n in short and (alone or _is_closing(chunk) or _is_opened(letter)):
            return chunk
    return None


def _all_below_questions(chunks: Sequence[Chunk], short: Sequence[int]) -> bool:
    """Whether every short line closes a paragraph that asks, as signatures do and headings do not."""
    return all(_asks(chunks[n - 1]) for n in short)


def _asks(chunk: Chunk) -> bool:
    """Whether a paragraph ends with a question, perhaps with a signature behind it, that is not quoted."""
    return ends_asking(_SIGNED_IN_LINE.sub(r"\g<mark>", _QUOTED.sub("", chunk.text)))


def in_own_voice(text: str) -> bool:
    """Whether somebody speaks of himself outside quotation marks, as a letter does and a report does not."""
    return bool(lexicon.pattern("labels.letter_voice", r"\b{}\b").search(_QUOTED.sub("", text)))


def _stands_alone(chunk: Chunk) -> bool:
    """A short line that is no sentence, as a signature or a heading is."""
    return (
        is_plain(chunk)
        and chunk.words <= _LONGEST_NAME
        and bool(chunk.text.strip())
        and chunk.text.rstrip("”\"’'»)")[-1:] not in ".?!:;,…"
    )


def _is_closing(chunk: Chunk) -> bool:
    return bool(lexicon.pattern("labels.letter_closing").match(chunk.text))


def _is_opened(letter: Sequence[Chunk]) -> bool:
    """Whether a salutation stands on top."""
    return any(lexicon.pattern("labels.letter_opening").match(one.text) for one in letter[:2])
