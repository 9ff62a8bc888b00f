"""The comments of a region as nodes, with what is doubtful about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pcss_publish.findings import finding
from pcss_publish.model import Comment, Comments, DateClaim, Declared, Span
from pcss_publish.normalize import lexicon
from pcss_publish.normalize.build import Builder
from pcss_publish.normalize.chunks import chunked
from pcss_publish.normalize.comments.heads import name_prefix
from pcss_publish.normalize.comments.layouts import Found, Item, with_stamp
from pcss_publish.normalize.comments.region import Region
from pcss_publish.normalize.dates import Stamp
from pcss_publish.normalize.draft import Draft
from pcss_publish.normalize.lines import Line
from pcss_publish.normalize.names import is_credential

_TWO_NAMES = re.compile(r"\s{2,}|\s+[▸►→↳›»>]\s+|\s+replied to\s+", re.IGNORECASE)


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


def read_comments(draft: Draft, builder: Builder) -> Comments:
    """Build the comments of the page and say what about them an editor has to settle."""
    region = draft.region
    if region is None:
        return Comments()
    declared = Declared(count=region.count.number, span=region.count.span) if region.count else None
    if region.reading is None:
        return Comments(declared=declared, items=_unreadable(draft, builder, region))
    voices = [_voice(draft, place, block) for place, block in enumerate(region.reading.found)]
    _find_parents(draft, voices)
    _doubt_form(draft, region, voices)
    _doubt_sequence(draft, voices)
    items = tuple(_comment(draft, builder, voice) for voice in voices)
    for voice in voices:
        _report(draft, voice)
    return Comments(declared=declared, shown_order=_shown_order(items), items=items)


def _voice(draft: Draft, place: int, block: Found) -> Voice:
    voice = Voice(place, with_stamp(block))
    head = block.head
    if head and head.name:
        voice.name = head.name
    elif block.fields.get("name"):
        voice.name = _without_prefix(block.fields["name"][0])
    if voice.name:
        # In journals calling and town follow the name; where they have lines of their own the name is whole.
        _part_name(draft, voice, titled="title" in block.fields and not (head and head.name) and not block.fields.get("affiliation"))
    under = block.fields.get("affiliation") or []
    for line in [line for line in under if _reply_target(line.text)]:
        voice.reply_to = _reply_target(line.text)
        voice.reply_lines.append(line)
    plain = [line for line in under if line not in voice.reply_lines]
    if plain:
        voice.affiliation = Span(plain[0].start, plain[-1].end)
    if not voice.name:
        voice.doubts.append("no name was found for it")
    _take_body(draft, voice, block.body)
    return voice


def _without_prefix(line: Line) -> Span:
    """A line that is a name, without a word such as 'From:' before it."""
    prefix = name_prefix(line.text)
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
    surname_first = len(pieces) == 2 and len(pieces[0].split()) == 1 and len(pieces[1].split()) == 1 and pieces[1].strip()[:1].isupper()
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
    match = _reply().fullmatch(text) if len(text) <= 160 else None
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


def _find_parents(draft: Draft, voices: list[Voice]) -> None:
    """Whom each comment answers: as its head says, else by indentation."""
    names = [_fold(draft, voice.name) for voice in voices]
    for voice in voices:
        if voice.reply_to is None:
            continue
        said = " ".join(voice.reply_to.casefold().split())
        wanted = said.rstrip("….: ")
        earlier = [n for n in range(voice.place) if names[n] and (names[n] in {said, wanted} or said.startswith(f"{names[n]} ("))]
        earlier = earlier or [n for n in range(voice.place) if _opens_with(draft, voices[n], wanted)]
        if earlier:
            voice.parent = earlier[-1]
        if len(earlier) > 1 and len({names[n] for n in earlier}) == 1 and _are_strangers(names[earlier[0]]):
            voice.doubts.append(f"it answers {voice.reply_to!r}, a name that {len(earlier)} comments before it bear")
        if not earlier:
            voice.doubts.append(f"it answers {voice.reply_to!r}, and no comment before it bears that name")
    _by_indent(voices)


def _are_strangers(name: str) -> bool:
    """Whether a name is one that anybody may bear."""
    return name in {"anonymous", "guest", "unknown", "anonym", "gast", "anonyme", "invité", "anónimo", "anoniem", "admin"}


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


def _doubt_form(draft: Draft, region: Region, voices: list[Voice]) -> None:
    """Forms that can be read in two ways are put to an editor, however well they fit."""
    assert region.reading is not None
    layout = region.reading.layout
    first, last = voices[0].found.first, voices[-1].body
    where = f"lines {first.number}–{last[-1].number}" if first and last else "the comments"
    if not layout.sure or region.reading.score < 0.5 * len(voices):
        draft.findings.append(
            finding(
                "C007",
                f"In {where} the comments are read in the form '{layout.name}': check that each name belongs to its text.",
                hint="Settle C007 in the desk file once every name has been compared with the page.",
                span=Span(first.start, last[-1].end) if first and last else None,
            )
        )  # fmt: skip
    if region.count and region.count.number != len(voices):
        draft.findings.append(
            finding(
                "C001",
                f"The page states {region.count.number} comments, {len(voices)} were found in {where}.",
                hint="Look for a head that was not recognised, for hidden comments ('load more'), and for pingbacks.",
                span=region.count.span,
            )
        )  # fmt: skip


def _doubt_sequence(draft: Draft, voices: list[Voice]) -> None:
    """Numbers that jump tell of a head that was not recognised: its words stand under the name before."""
    shown = [(voice, voice.found.head.ordinal) for voice in voices if voice.found.head and voice.found.head.ordinal is not None]
    if not shown or len(shown) != len(voices):
        return
    step = -1 if len(shown) > 1 and shown[0][1] > shown[-1][1] else 1
    for (one, a), (_, b) in zip(shown, shown[1:], strict=False):
        if b != a + step and one.body:
            one.doubts.append(f"the next number is {b}, not {a + step}: a head may be missing in lines {_range(one)}")
    if step == 1 and shown[0][1] != 1:
        shown[0][0].doubts.append(f"the first number is {shown[0][1]}: comments before it may be missing")
    if step == -1 and shown[-1][1] != 1:
        shown[-1][0].doubts.append(f"the last number is {shown[-1][1]}: comments after it may be missing in lines {_range(shown[-1][0])}")
    del draft


def _range(voice: Voice) -> str:
    first = voice.found.first
    return f"{first.number if first else voice.body[0].number}–{voice.body[-1].number}"


def _comment(draft: Draft, builder: Builder, voice: Voice) -> Comment:
    head, owner = voice.found.head, voice.id
    title = voice.found.fields.get("title")
    name = draft.string(voice.name, "head", owner) if voice.name else None
    affiliation = draft.string(voice.affiliation, "head", owner) if voice.affiliation else None
    stamp = _stamp(draft, voice)
    label = draft.string(head.label, "label", owner) if head and head.label else None
    shown = draft.string(title[0].span, "head", owner) if title else None
    heads = [line for group in voice.found.fields.values() for line in group] + voice.reply_lines
    heads += [one.line for one in (head, voice.found.stamp) if one]
    for line in heads:
        draft.claim(line.span, "mark", owner)
    chunks = chunked(voice.body, draft.text, draft.margin)
    ordinal = head.ordinal if head and head.ordinal is not None else voice.place + 1
    return Comment(
        id=owner, ordinal=ordinal, label=label, title=shown, name=name, affiliation=affiliation, stamp=stamp,
        parent=f"c{voice.parent + 1}" if voice.parent is not None else None,
        blocks=builder.blocks(chunks, owner, lost=False),
    )  # fmt: skip


def _stamp(draft: Draft, voice: Voice) -> DateClaim | None:
    stamp: Stamp | None = voice.found.stamp.stamp if voice.found.stamp else None
    if stamp is None:
        return None
    settled = stamp.resolved(draft.day_first)
    span = Span(stamp.start, stamp.end)
    draft.claim(span, "head", voice.id)
    return DateClaim(
        role="stamp", raw=draft.text[span.start : span.end], span=span, value=settled.value,
        precision=settled.precision, zone=stamp.zone,
    )  # fmt: skip


def _report(draft: Draft, voice: Voice) -> None:
    if not voice.doubts:
        return
    name = draft.text[voice.name.start : voice.name.end] if voice.name else "no name"
    first = voice.found.first
    draft.findings.append(
        finding(
            "C007", f"Comment {voice.place + 1} ({name}), lines {_range(voice)}: {'; '.join(voice.doubts)}.",
            hint=f"Compare it with the page, then settle C007:{voice.id} in the desk file.",
            node=voice.id, span=first.span if first else None,
        )
    )  # fmt: skip


def _unreadable(draft: Draft, builder: Builder, region: Region) -> tuple[Comment, ...]:
    """Comments are stated, but no form fits: their text is kept in one comment that bears no name."""
    if not region.count or not region.count.number:
        draft.furniture |= {item.line.number for item in region.rest}
        return ()
    body = [item.line for item in region.rest if not item.furniture]
    draft.furniture |= {item.line.number for item in region.rest if item.furniture}
    first, last = (body[0].number, body[-1].number) if body else (0, 0)
    draft.findings.append(
        finding(
            "C001", f"The page states {region.count.number} comments, none could be told apart in lines {first}–{last}.",
            hint="The text is kept as one comment without a name; part it by hand, or omit it in the desk file.",
            span=region.count.span,
        )
    )  # fmt: skip
    if not body:
        return ()
    draft.findings.append(
        finding("C007", f"Who wrote lines {first}–{last} is not known.", node="c1", span=Span(body[0].start, body[-1].end))
    )
    return (Comment(id="c1", ordinal=1, blocks=builder.blocks(chunked(body, draft.text, draft.margin), "c1", lost=False)),)


def _shown_order(items: Sequence[Comment]) -> str:  # type: ignore[return]
    values = [item.stamp.value for item in items if item.stamp and item.stamp.value and not item.parent]
    if len(values) < 2 or values == sorted(values, reverse=True) == sorted(values):
        return "unknown"
    if values == sorted(values):
        return "oldest-first"
    return "newest-first" if values == sorted(values, reverse=True) else _mostly(values)


def _mostly(values: list[str]) -> str:
    """The seed of doubt is one stamp that a clock set wrong; most pairs decide."""
    rising = sum(a <= b for a, b in zip(values, values[1:], strict=False))
    falling = sum(a >= b for a, b in zip(values, values[1:], strict=False))
    if rising > 2 * falling:
        return "oldest-first"
    return "newest-first" if falling > 2 * rising else "unknown"
