"""Places of pictures: placeholders, captions, credits."""

from __future__ import annotations

import re
from functools import cache

from pcss_publish.model import Span
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.cues import caption_label, opens_credit, sentences
from pcss_publish.normalization.draft import Draft, Part

_LONGEST_CAPTION = 400
_FILE = re.compile(r"\[?\S+\.(?:jpe?g|png|gif|webp|svg|tiff?)\]?", re.IGNORECASE)
_MARKUP = re.compile(r"!\[[^\]\n]*\]\([^)\n]+\)|<img\b[^>\n]*>", re.IGNORECASE)
_BRACKETS = {"[": "]", "(": ")", "<": ">", "{": "}"}


@cache
def _placeholder() -> re.Pattern[str]:
    return lexicon.pattern("figures.placeholder")


@cache
def _announced() -> re.Pattern[str]:
    """What brackets hold in place of a picture: 'photo of the barn', 'image: a barn', 'map not available'."""
    leads, noun, goes_on = (lexicon.choice(f"figures.noun{key}") for key in ("_leads", "", "_goes_on"))
    return re.compile(
        rf"(?:(?:{leads})\s)?(?:{noun})(?: \d+)?(?:\s?[:–-]\s?.{{2,200}}|\s(?:{goes_on})(?!\w).{{0,200}})?",
        re.IGNORECASE,
    )


def is_placeholder(text: str) -> bool:
    """Whether a line, whatever stands around it, holds a picture's place."""
    if _MARKUP.fullmatch(text) or _FILE.fullmatch(text):
        return True
    inner = text[1:-1].strip()
    if not inner or _BRACKETS.get(text[0]) != text[-1] or inner[-1] in ".!?":
        return False
    return bool(_announced().fullmatch(inner) or _placeholder().fullmatch(inner))


def find_figures(draft: Draft) -> None:
    """Turn placeholder, caption and credit lines that stand together into one figure."""
    chunks = draft.chunks
    taken: list[Chunk] = []
    current: Part | None = None
    for n, chunk in enumerate(chunks):
        follows = current is not None and n > 0 and chunks[n - 1] in taken[-1:] and not chunk.gap
        part = _figure_line(draft, chunk, current if follows else None, near_top=n < 3 and not draft.parts)
        if part is None:
            current = None
            continue
        if part is not current:
            draft.parts.append(part)
        current = part
        taken.append(chunk)
    draft.take(taken)


def _figure_line(draft: Draft, chunk: Chunk, current: Part | None, *, near_top: bool) -> Part | None:
    """Read one line as part of a figure: of ``current`` or of a new one."""
    text = chunk.text
    if chunk.line.kind == "figure":
        return Part("figure", placeholder=chunk.span)
    if chunk.kind not in {"para", "verse"} or len(text) > _LONGEST_CAPTION:
        return None
    bare = near_top and chunk.words <= 6 and text[-1] not in ".!?:" and _placeholder().fullmatch(text)
    if bare or is_placeholder(text):
        return Part("figure", placeholder=chunk.span)
    credit = opens_credit(text)
    if credit and len(text) <= 200 and (current or chunk.words <= 20):
        part = current or Part("figure")
        part.credit = chunk.span
        return part
    label = caption_label(text)
    if label and not re.match(r"(?:table|tabelle|tabla|tabel|tableau)\b", text, re.IGNORECASE):
        part = current if current and current.placeholder and not current.caption else Part("figure")
        part.label = Span(chunk.span.start, chunk.span.start + len(label.group().rstrip()))
        _caption(draft, chunk, part, label.end())
        return part
    if current and not current.caption and current.placeholder and not current.credit:
        _caption(draft, chunk, current, 0)
        return current
    return None


def _caption(draft: Draft, chunk: Chunk, part: Part, start: int) -> None:
    """The caption, and the credit that stands in the same paragraph."""
    at = chunk.span.start
    while start < len(chunk.text) and draft.text[at + start].isspace():
        start += 1
    if _FILE.fullmatch(chunk.text[start:]):
        part.placeholder = Span(at + start, chunk.span.end)
        return
    end = len(chunk.text)
    for sentence in sentences(chunk.text)[1:] if len(chunk.parts) == 1 else []:
        if sentence.start > start and opens_credit(sentence.text):
            part.credit = Span(at + sentence.start, chunk.span.end)
            end = sentence.start
            break
    part.caption = (
        Span(at + start, at + len(chunk.text[:end].rstrip()))
        if len(chunk.parts) == 1
        else Span(at + start, chunk.span.end)
    )
