"""From decoded text to the typed document: ordered small passes, none of which loses a code point."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document, Span
from pcss_publish.model.guidance import Guidance
from pcss_publish.model.ledger import line_from
from pcss_publish.model.received import Received
from pcss_publish.normalization.authored import read_authored
from pcss_publish.normalization.claims import compare_claims
from pcss_publish.normalization.comments.doubts import doubt_absence, doubt_talk
from pcss_publish.normalization.comments.marked import claim_voices
from pcss_publish.normalization.comments.region import Region, find_region
from pcss_publish.normalization.comments.told import idle, noted, refuse_head, told_by
from pcss_publish.normalization.dates import day_first, stamps
from pcss_publish.normalization.document import build_document
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.figures import find_figures, is_placeholder
from pcss_publish.normalization.footnotes import find_marked_notes
from pcss_publish.normalization.head import read_head
from pcss_publish.normalization.language import language_of
from pcss_publish.normalization.lexicon import LANGUAGES
from pcss_publish.normalization.lines import split_lines, wrap_column
from pcss_publish.normalization.marks import Marks, numbers, told
from pcss_publish.normalization.notices import find_notices
from pcss_publish.normalization.page import find_furniture
from pcss_publish.normalization.tail import read_tail
from pcss_publish.normalization.turns import read_turns
from pcss_publish.wording import counted

__all__ = ["PASSES", "Normalized", "normalize"]

# Comments whose markup is not known may stand where a page has its foot and its forms.
_MAY_HOLD_COMMENTS = frozenset({"footer", "form", "comments"})


class Normalized(NamedTuple):
    """The document, and what about reading it an editor has to know."""

    document: Document
    findings: tuple[Finding, ...]


def _read_lines(draft: Draft) -> None:
    draft.lines = told(split_lines(draft.text), draft.marks)
    draft.margin = None if draft.marks.structured else wrap_column(draft.lines)
    named = (code for claim in draft.marks.claim("language") if (code := claim[:2].lower()) in LANGUAGES)
    draft.language = next(named, None) or language_of(draft.text)


def _ask_for_file(draft: Draft) -> None:
    """What the reader asks about the file itself."""
    for one in draft.marks.markup.asked:
        found = finding(one.code, one.message, hint=one.hint, node=one.ref, span=Span(one.at, one.at + 1))
        draft.findings.append(found.model_copy(update={"line": one.place.line}))


def _read_dates(draft: Draft) -> None:
    found = [stamp for line in draft.lines if not line.blank for stamp in stamps(line.text)]
    draft.day_first, said = day_first(found, draft.language)
    doubtful = [stamp for stamp in found if stamp.numeric and len(set(stamp.numeric)) == 2]
    if doubtful and not said and draft.language == "en":
        order = "day first" if draft.day_first else "month first"
        others = f" and {counted(len(doubtful) - 1, 'other date')} are" if len(doubtful) > 1 else " is"
        draft.findings.append(
            finding(
                "D004", f"{doubtful[0].raw!r}{others} read {order}; "
                "nothing on the page tells.",
                hint="Check one date against the page, then settle D004 in the desk file.",
            )
        )  # fmt: skip


def _find_comments(draft: Draft) -> None:
    claim_voices(draft)
    said = draft.guidance.profile or draft.guidance.comments_from
    if draft.voiced or draft.marks.authored:
        draft.findings += [idle(draft.guidance, "the file's markup says who wrote what")] if said else []
        return
    draft.findings += [noted(draft.guidance)] if said else []
    beside = [mark for mark in draft.marks.of("chrome") if mark.value not in _MAY_HOLD_COMMENTS]
    hidden = numbers(draft.lines, beside) | draft.noted
    draft.furniture |= hidden - draft.noted
    seen = [line.emptied() if line.number in hidden else line for line in draft.lines]
    draft.region = find_region(seen, told_by(draft.guidance, draft.lines, _file_lines(draft)))
    if draft.region is None:
        doubt_absence(draft)
    doubt_talk(draft)


def _file_lines(draft: Draft) -> list[int] | None:
    """The file's line of each line of the text; None where the text is the file."""
    placed = [(start, place.line) for start, place in draft.marks.markup.places]
    return [line_from(placed, line.start) for line in draft.lines] if placed else None


def _read_head(draft: Draft) -> None:
    """The head of the article; a picture's place among its lines is no part of it."""
    held = [chunk for chunk in draft.chunks if is_placeholder(chunk.text)]
    draft.take(held)
    read_head(draft)
    draft.chunks = sorted([*draft.chunks, *held], key=lambda chunk: chunk.line.start)


def _note_file(draft: Draft) -> None:
    """What the characters of the file say about how it was copied."""
    text = draft.text
    if text.startswith("\ufeff") or "\r" in text:
        draft.findings.append(
            finding(
                "S001",
                "The file has a byte order mark or Windows line ends; they are kept in the ledger.",
                hint="Nothing is lost by them; settle S001, or save the copy in UTF-8 with plain line ends.",
                span=Span(0, 1),
            )
        )
    soft = text.find("\u00ad")
    if soft >= 0:
        draft.findings.append(
            finding(
                "S003",
                f"The text holds {text.count(chr(0xAD))} soft hyphens, copied with the words.",
                hint="Mend them by an [[edit]] where they disturb, then settle S003.",
                span=Span(soft, soft + 1),
            )
        )


PASSES: tuple[Callable[[Draft], None], ...] = (
    _read_lines,
    _note_file,
    _ask_for_file,
    _read_dates,
    find_marked_notes,
    _find_comments,
    find_furniture,
    _read_head,
    compare_claims,
    find_figures,
    read_turns,
    read_tail,
    find_notices,
)


# Where the markup names the parts, none is looked for by the wording.
AUTHORED: tuple[Callable[[Draft], None], ...] = (
    _read_lines,
    _note_file,
    _ask_for_file,
    _read_dates,
    _find_comments,
    read_authored,
)


def normalize(received: Received, guidance: Guidance | None = None) -> Normalized:
    """Read one source as an article.

    A document that comes as JSON is returned as it is. Pure: the same text gives the same document.

    Args:
        received: the source.
        guidance: what a person says of it that its text does not show.

    Raises:
        ConfigError, UsageError: what was said cannot be: no such line, or one in the article's head.
    """
    said = guidance or Guidance()
    if received.document is not None:
        given = [idle(said, "the source is a document")] if said != Guidance() else []
        return Normalized(received.document, tuple(given))
    draft = Draft(source=received.source, text=received.text, marks=Marks(received.markup), guidance=said)
    for step in AUTHORED if draft.marks.authored else PASSES:
        step(draft)
    if said.comments_from and draft.region and not _stands_above(draft, draft.region):
        raise refuse_head(said)
    document = build_document(draft)
    return Normalized(document, _placed(draft))


def _stands_above(draft: Draft, region: Region) -> bool:
    """Whether anything of the article but its head stands above the comments."""
    start = draft.lines[region.start].start if region.start < len(draft.lines) else len(draft.text)
    return any(part.start < start for part in draft.parts)


def _placed(draft: Draft) -> tuple[Finding, ...]:
    """The findings in the order of the text, each with its file and line."""
    at = [(start, place.line) for start, place in draft.marks.markup.places]
    line_of = (lambda offset: line_from(at, offset)) if at else draft.line_at
    named = [
        one.model_copy(
            update={
                "source": draft.source.name,
                "line": one.line or (line_of(one.span.start) if one.span else 0),
            }
        )
        for one in draft.findings
    ]
    return tuple(sorted(named, key=lambda one: (one.line, one.code, one.node)))
