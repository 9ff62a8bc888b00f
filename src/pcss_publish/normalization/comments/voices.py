"""One comment's fields: name, badge, calling, whom it answers, body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pcss_publish.model import Span
from pcss_publish.normalization import lexicon
from pcss_publish.normalization.comments.found import Found, with_stamp
from pcss_publish.normalization.comments.heads import name_prefix
from pcss_publish.normalization.comments.layouts import Item
from pcss_publish.normalization.draft import Draft
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.names import is_credential

_TWO_NAMES = re.compile(r"(?:\s{2,}|\s+[▸►→↳›»>]|\s+replied to)\s*[▸►→↳›»>]*\s*", re.IGNORECASE)
# Text browsers number the items of a list: '2. Yusuf A.'.
_NUMBERED = re.compile(r"\d{1,4}\.\s+(?=[^\W\d_])")
_LAST_DAY = 31
# An arrow before a name, as a line of its own below the writer's.
_POINTED = re.compile(r"[➤➜▸►▶→↳↪⤷]\s*(?P<whom>[^\W_].{0,80})")


@dataclass
class Voice:
    """One comment in the making."""

    place: int
    found: Found
    name: Span | None = None
    affiliation: Span | None = None
    badge: bool = False
    reply_to: str | None = None
    parent: int | None = None
    reply_lines: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The node's id."""
        return f"c{self.place + 1}"

    @property
    def ordinal(self) -> int:
        """The number that the page gives it, else its place."""
        head = self.found.head
        return head.ordinal if head and head.ordinal is not None else self.place + 1

    def head_lines(self) -> list[Line]:
        """The lines around its words."""
        lines = [line for group in self.found.fields.values() for line in group] + self.reply_lines
        return lines + [one.line for one in (self.found.head, self.found.stamp) if one]

    def lines(self) -> list[Line]:
        """Every line of it."""
        return [*self.head_lines(), *self.body]


def voice_of(draft: Draft, place: int, block: Found) -> Voice:
    """Give a block of lines the fields of a comment."""
    voice = Voice(place, with_stamp(block))
    head = block.head
    if block.fields.get("name"):
        voice.name = _without_prefix(block.fields["name"][0])
        voice.affiliation = head.name if head else None
    elif head:
        voice.name = head.name
    if voice.name:
        # In journals calling and town follow the name; where they have lines of their own the name is whole.
        _part_name(
            draft,
            voice,
            titled="title" in block.fields
            and bool(block.fields.get("name"))
            and not block.fields.get("affiliation"),
        )
    under = block.fields.get("affiliation") or []
    for line in [line for line in under if _reply_target(line.text)]:
        voice.reply_to = _reply_target(line.text)
        voice.reply_lines.append(line)
    plain = [line for line in under if line not in voice.reply_lines]
    if plain:
        voice.affiliation = Span(plain[0].start, plain[-1].end)
    if not voice.name:
        voice.doubts.append("no name was found for it")
    stamp = voice.found.stamp.stamp if voice.found.stamp else None
    if stamp and (stamp.parts[2] or 0) > _LAST_DAY:
        voice.doubts.append(
            f"there is no day {stamp.parts[2]}: a number in {stamp.raw!r} may belong to the name"
        )
    _take_body(draft, voice, block.body)
    return voice


def _without_prefix(line: Line) -> Span:
    """A line that is a name, without a word such as 'From:' or the number of a list before it."""
    number = _NUMBERED.match(line.text)
    prefix = name_prefix(line.text) or len(line.text) - len(line.text.lstrip("★☆ "))
    prefix = number.end() if number else prefix
    return Span(line.start + prefix, line.end)


def _part_name(draft: Draft, voice: Voice, *, titled: bool) -> None:
    """Part from the name a badge, the name of whom it answers, and in letters the calling."""
    assert voice.name is not None
    start, end = voice.name
    text = draft.text[start:end]
    two = _TWO_NAMES.search(text)
    if two:
        voice.reply_to = text[two.end() :]
        end = start + two.start()
        voice.doubts.append("its head holds two names, the second taken for the one it answers")
    text = draft.text[start:end]
    badge = _badge().search(text)
    if badge and text[: badge.start()].strip():
        end = start + len(text[: badge.start()].rstrip())
        voice.badge = True
        if not badge.group().strip().startswith("("):
            voice.doubts.append(f"{badge.group().strip()!r} behind the name is taken for a badge")
    comma = _calling(draft.text[start:end]) if titled else 0
    if comma:
        behind = draft.text[start + comma + 1 : end]
        voice.affiliation = Span(start + comma + 1 + _leading(behind), end)
        end = start + comma
    voice.name = Span(start, end)


def _calling(text: str) -> int:
    """The place of the comma behind which a calling or a town follows; 0 where there is none."""
    pieces = text.split(",")
    surname_first = (
        len(pieces) == 2
        and len(pieces[0].split()) == 1
        and len(pieces[1].split()) == 1
        and pieces[1].strip()[:1].isupper()
    )
    at = len(pieces[0])
    for piece in [] if surname_first else pieces[1:]:
        if not is_credential(piece):
            return at
        at += 1 + len(piece)
    return 0


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip())


@cache
def _badge() -> re.Pattern[str]:
    loose, closed = lexicon.choice("comments.badges"), lexicon.choice("comments.bracketed_badges")
    return re.compile(rf"(?:\s+(?:{loose})|\s*[(\[](?:{loose}|{closed})[)\]])$", re.IGNORECASE)


@cache
def _reply() -> re.Pattern[str]:
    return lexicon.pattern("comments.reply_to", r"[↳↪@\s]*{}\s*:?\s+(?P<whom>\S.*)")


def _reply_target(text: str) -> str | None:
    match = (_reply().fullmatch(text) or _POINTED.fullmatch(text)) if len(text) <= 160 else None
    return match["whom"].strip() if match else None


def _take_body(draft: Draft, voice: Voice, items: Sequence[Item]) -> None:
    """The lines of the body; buttons are the page's, unless nothing else would be left."""
    kept = [item.line for item in items if not item.furniture]
    if not kept:
        kept = [item.line for item in items][:1]
    if len(kept) > 1 and not voice.reply_lines:
        target = _reply_target(kept[0].text)
        if target:
            voice.reply_to, voice.reply_lines = target, [kept[0]]
            kept = kept[1:]
    voice.body = kept
    numbers = {line.number for line in kept} | {line.number for line in voice.reply_lines}
    draft.furniture |= {item.line.number for item in items} - numbers
