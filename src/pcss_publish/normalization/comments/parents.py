"""Whom each comment answers."""

from __future__ import annotations

from pcss_publish.model import Span
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.comments.voices import Voice
from pcss_publish.normalization.draft import Draft


def find_parents(draft: Draft, voices: list[Voice]) -> None:
    """Whom each comment answers: as its head says, else by indentation."""
    names = [_fold(draft, voice.name) for voice in voices]
    for voice in voices:
        _named_below(draft, voice, names)
        if voice.reply_to is None:
            continue
        said = " ".join(voice.reply_to.casefold().split())
        wanted = said.rstrip("….: ")
        # Some pages name the comment's title and its writer: 'In reply to TITLE by NAME (not verified)'.
        whose = said.rpartition(" by ")[2].partition(" (")[0]
        earlier = [
            n
            for n in range(voice.place)
            if names[n] and (names[n] in {said, wanted, whose} or said.startswith(f"{names[n]} ("))
        ]
        earlier = earlier or [n for n in range(voice.place) if _opens_with(draft, voices[n], wanted)]
        if earlier:
            voice.parent = earlier[-1]
        if len(earlier) > 1 and len({names[n] for n in earlier}) == 1 and _are_strangers(names[earlier[0]]):
            voice.doubts.append(
                f"it answers {voice.reply_to!r}, a name that {len(earlier)} comments before it bear"
            )
        if not earlier:
            voice.doubts.append(f"it answers {voice.reply_to!r}, and no comment before it bears that name")
    _by_buttons(voices)
    _by_indent(voices)


def _named_below(draft: Draft, voice: Voice, names: list[str]) -> None:
    """A line below the name that is an earlier commenter's name says whom this one answers."""
    if voice.affiliation and _fold(draft, voice.affiliation) in names[: voice.place]:
        voice.reply_to = draft.text[voice.affiliation.start : voice.affiliation.end]
        voice.reply_lines += [
            line for line in draft.lines_in(voice.affiliation) if line not in voice.reply_lines
        ]
        voice.affiliation = None


def _by_buttons(voices: list[Voice]) -> None:
    """Pages that nest one level give answers a shorter row of buttons than what they answer."""
    rows = [_buttons(voice) for voice in voices]
    top = frozenset(lexicon.entries("comments.reply_buttons"))
    nested = frozenset(lexicon.entries("comments.nested_buttons"))
    last: int | None = None
    for voice, row in zip(voices, rows, strict=True):
        if row in top:
            last = voice.place
        elif row in nested and last is not None and voice.parent is None:
            voice.parent = last


def _buttons(voice: Voice) -> str:
    """The first button below a comment's words."""
    seen = False
    for item in voice.found.body:
        if item.furniture and seen:
            return item.line.folded
        seen = seen or not item.furniture
    return ""


def _are_strangers(name: str) -> bool:
    """Whether a name is one that anybody may bear."""
    return name in {
        "anonymous",
        "guest",
        "unknown",
        "anonym",
        "gast",
        "anonyme",
        "invité",
        "anónimo",
        "anoniem",
        "admin",
    }


def _opens_with(draft: Draft, voice: Voice, words: str) -> bool:
    body = " ".join(draft.text[line.start : line.end] for line in voice.body[:2])
    return len(words) >= 12 and " ".join(body.casefold().split()).startswith(words.rstrip())


def _fold(draft: Draft, span: Span | None) -> str:
    return " ".join(draft.text[span.start : span.end].casefold().split()) if span else ""


def _by_indent(voices: list[Voice]) -> None:
    """A head that stands further in than the one above it answers it."""
    indents = [voice.found.head.line.indent if voice.found.head else -1 for voice in voices]
    if min(indents, default=-1) < 0 or len(set(indents)) < 2 or indents[0] != min(indents):
        return
    stack: list[int] = []
    for voice, indent in zip(voices, indents, strict=True):
        while stack and indents[stack[-1]] >= indent:
            stack.pop()
        if stack and voice.parent is None:
            voice.parent = stack[-1]
        stack.append(voice.place)
