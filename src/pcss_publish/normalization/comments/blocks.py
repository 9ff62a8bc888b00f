"""Read a region of comments by one form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.comments.heads import Head
from pcss_publish.normalization.comments.layouts import INLINE, Item, Layout
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.names import likeness


@dataclass
class Found:
    """One comment as lines: each field's lines, and how well they fit the form."""

    head: Head | None
    fields: dict[str, list[Line]] = field(default_factory=dict)
    body: list[Item] = field(default_factory=list)
    fit: float = 0.0
    stamp: Head | None = None

    @property
    def first(self) -> Line | None:
        """The topmost line."""
        lines = [line for group in self.fields.values() for line in group] + [item.line for item in self.body]
        lines += [self.head.line] if self.head else []
        return min(lines, key=lambda line: line.start, default=None)


class Reading(NamedTuple):
    """A region read by one form."""

    layout: Layout
    found: list[Found]
    prologue: list[Item]
    score: float


def read_by(layout: Layout, items: Sequence[Item], ends_at: int) -> Reading | None:
    """Read ``items`` by ``layout``; None where nothing fits. The form's heads must agree among themselves."""
    anchors = _anchors(layout, items[:ends_at])
    if not anchors:
        return None
    blocks = (
        _below(layout, items, anchors, ends_at) if layout.body == "below" else _above(layout, items, anchors)
    )
    found, prologue = blocks
    return Reading(
        layout, found, prologue, sum(block.fit for block in found) * _at_the_edges(layout, found, prologue)
    )


def _at_the_edges(layout: Layout, found: list[Found], prologue: list[Item]) -> float:
    """A form betrays itself at its edges: words before the first head, none after the last."""
    if layout.body == "above":
        return 1.0
    unfilled = not any(not item.furniture for item in found[-1].body)
    return (0.7 if unfilled and len(found) > 1 else 1.0) * (0.8 if _substance(prologue) else 1.0)


def _anchors(layout: Layout, items: Sequence[Item]) -> list[int]:
    """The places of heads of the anchor's kind and the commonest form."""
    at = [n for n, item in enumerate(items) if item.head and item.head.kind in layout.anchor]
    forms = Counter(_form(items[n]) for n in at)
    if not forms:
        return []
    common, _ = forms.most_common(1)[0]
    found = [n for n in at if _agrees(_form(items[n]), common)]
    if layout.above == ("name",):
        found += [n for n in range(1, len(items)) if _is_described(items, n) and n not in found]
    return sorted(found)


def _is_described(items: Sequence[Item], n: int) -> bool:
    """A stamp with what the person says of himself before it, below a name on a line of its own."""
    head = items[n].head
    below_name = items[n - 1].gap and not items[n].gap and not items[n - 1].furniture
    return bool(
        head and head.kind == "name-stamp" and head.form[-1] in {"·", "•", "|"} and below_name
        and likeness(items[n - 1].line.text) >= 0.5
    )  # fmt: skip


def _form(item: Item) -> tuple[str, ...]:
    return (item.head.kind, *item.head.form) if item.head else ()


def _agrees(form: tuple[str, ...], common: tuple[str, ...]) -> bool:
    """The same form, or one that differs only in the mark or word next to the stamp."""
    if form == common or form[0] not in INLINE:
        return form == common
    return form[:-1] == common[:-1] and bool(form[-1]) == bool(common[-1])


def _group_above(items: Sequence[Item], at: int, floor: int) -> list[int]:
    """The lines directly above ``at`` without a gap, top first."""
    start = at
    while start - 1 >= floor and not items[start].gap and not items[start - 1].furniture:
        start -= 1
    if start == at and at - 1 >= floor and _stands_alone(items, at - 1):
        start -= 1
    return list(range(start, at))


def _stands_alone(items: Sequence[Item], n: int) -> bool:
    """A short line between two gaps, as pages print a name above its stamp."""
    return items[n].gap and not items[n].furniture and len(items[n].line.text) <= 60 and items[n].head is None


def _group_below(items: Sequence[Item], at: int, ceiling: int) -> list[int]:
    """The lines directly below ``at`` without a gap."""
    end = at + 1
    while end < ceiling and not items[end].gap and not items[end].furniture:
        end += 1
    return list(range(at + 1, end))


def _below(
    layout: Layout, items: Sequence[Item], anchors: list[int], ends_at: int
) -> tuple[list[Found], list[Item]]:
    starts, found = [], []
    for place, at in enumerate(anchors):
        floor = anchors[place - 1] + 1 if place else 0
        group = _group_above(items, at, floor)
        block = Found(items[at].head)
        top, block.fit = _name_above(layout, items, group, at, block)
        starts.append(top)
        found.append(block)
    for place, at in enumerate(anchors):
        ceiling = starts[place + 1] if place + 1 < len(anchors) else ends_at
        _take_below(layout, items, at, ceiling, found[place])
    _trim_last(found)
    return found, list(items[: starts[0]])


def _trim_last(found: list[Found]) -> None:
    """Where every comment ends with its buttons, what follows the last one's is the page's foot."""
    usual = max((_stretches(block.body) for block in found[:-1]), default=0)
    if (
        len(found) < 3
        or not usual
        or not all(block.body and block.body[-1].furniture for block in found[:-1])
    ):
        return
    kept: list[Item] = []
    for item in found[-1].body:
        if not item.furniture and _stretches([*kept, item]) > usual:
            break
        kept.append(item)
    found[-1].body = kept


def _stretches(body: Sequence[Item]) -> int:
    """How many runs of words a body has that buttons part."""
    return sum(not item.furniture and (n == 0 or body[n - 1].furniture) for n, item in enumerate(body))


def _name_above(
    layout: Layout, items: Sequence[Item], group: list[int], at: int, block: Found
) -> tuple[int, float]:
    """Give the lines above the anchor their fields; the topmost line's place, and the fit so far."""
    if not layout.above:
        stampless = layout.anchor == ("says",) and not layout.below and not layout.closing
        return at, 0.9 if stampless else 1.0 if items[at].gap or layout.anchor != ("stamp",) else 0.6
    if not group:
        return at, -1.0
    lines = [items[n].line for n in group]
    if layout.above == ("stamp",):
        stamp = items[group[-1]].head
        if stamp is None or stamp.kind != "stamp":
            return at, -1.0
        block.stamp = stamp
        return group[-1], 1.0
    if layout.above == ("name",):
        lines, avatar = _without_initials(lines)
        if avatar:
            block.fields["avatar"] = [avatar]
        if len(lines) > 4:
            return at, -1.0
        block.fields["name"] = lines[:1]
        block.fields["affiliation"] = lines[1:]
        return group[0], likeness(lines[0].text) * 1.1
    if len(lines) != len(layout.above):
        return at, -1.0
    for key, line in zip(layout.above, lines, strict=True):
        block.fields[key] = [line]
    name = block.fields.get("name")
    return group[0], likeness(name[0].text) if name else _subject(lines[0])


def _subject(line: Line) -> float:
    """How much a line looks like a letter's subject."""
    return (
        1.05
        if line.folded.startswith(("re:", "re ", "aw:", "antw:"))
        else 0.7
        if len(line.text) < 100
        else 0.0
    )


def _without_initials(lines: list[Line]) -> tuple[list[Line], Line | None]:
    """Drop what a page printed above the name for an avatar: its initials, or the name itself."""
    if len(lines) >= 2 and lines[0].folded == lines[1].folded:
        return lines[1:], lines[0]
    if len(lines) < 2 or len(lines[0].text) > 3:
        return lines, None
    initials = lines[0].text.casefold()
    words = lines[1].text.replace("_", " ").casefold().split()
    return (lines[1:], lines[0]) if words and words[0].startswith(initials[0]) else (lines, None)


def _take_below(layout: Layout, items: Sequence[Item], at: int, ceiling: int, block: Found) -> None:
    """Give the lines below the anchor their fields and the body."""
    rest = list(items[at + 1 : ceiling])
    if layout.below == ("stamp",):
        if not rest or not rest[0].head or rest[0].head.kind != "stamp":
            block.fit -= 1
        else:
            block.stamp, rest = rest[0].head, rest[1:]
    if layout.below == ("name",) and layout.body == "below":
        named = next((item for item in rest if not item.furniture), None)
        block.fields["name"] = [named.line] if named else []
        block.fit += (
            likeness(named.line.text.split(",")[0] if named else "") - 1 + (0.1 if layout.above else 0)
        )
        rest = [item for item in rest if item is not named]
    if layout.closing:
        solid = [item for item in rest if not item.furniture]
        last = solid[-1] if solid else None
        if last is None or not last.head or last.head.kind != "stamp":
            block.fit -= 1
        else:
            block.stamp = last.head
            rest = [item for item in rest if item is not last]
    _title_behind_button(block, rest)
    block.body = [item for item in rest if item.line not in block.fields.get("title", [])]
    if not any(not item.furniture for item in block.body):
        block.fit -= 1.5


def _title_behind_button(block: Found, rest: Sequence[Item]) -> None:
    """A short line between the button 'Permalink' and a gap is the comment's title."""
    for button, title, body in zip(rest, rest[1:], rest[2:], strict=False):
        if button.furniture and title.gap and not title.furniture and body.gap and not body.furniture:
            if _is_permalink(button.line) and len(title.line.text) <= 80:
                block.fields["title"] = [title.line]
            return


def _is_permalink(line: Line) -> bool:
    return line.folded in lexicon.words("comments.permalink")


def _above(layout: Layout, items: Sequence[Item], anchors: list[int]) -> tuple[list[Found], list[Item]]:
    found: list[Found] = []
    floor, prologue = 0, []
    for at in anchors:
        block = Found(items[at].head, fit=0.95)
        group = list(items[floor:at])
        if not found:
            prologue = [item for item in group if item.furniture]
            group = [item for item in group if not item.furniture]
        if layout.opening:
            solid = [item for item in group if not item.furniture]
            opening = solid[0] if solid else None
            block.fields[layout.opening[0]] = [opening.line] if opening else []
            block.fit = _opening_fit(layout, opening)
            group = [item for item in group if item is not opening]
            if layout.opening == ("name",) and _tells_calling(group):
                block.fields["affiliation"] = [group[0].line]
                group = group[1:]
        floor = at + 1
        if layout.below == ("name",):
            below = _group_below(items, at, len(items))
            lines = [items[n].line for n in below]
            block.fields["name"], block.fields["affiliation"] = lines[:1], lines[1:]
            block.fit += (likeness(lines[0].text) if 0 < len(lines) <= 5 else -1.0) - 0.9
            floor = below[-1] + 1 if below else floor
        block.body = group
        if not any(not item.furniture for item in group):
            block.fit -= 1.5
        found.append(block)
    trailing = _substance([item for item in items[floor : floor + 1] if not item.gap])
    found[-1].fit -= trailing
    _doubt_first(found)
    return found, prologue


def _tells_calling(group: Sequence[Item]) -> bool:
    """Whether the line below a name says what the person does: it goes on below, and is no sentence."""
    if len(group) < 2 or group[0].furniture or group[1].gap or len(group[0].line.text) > 60:
        return False
    text = group[0].line.text
    named = lexicon.pattern("comments.calling", r"{}\s.+").fullmatch(text)
    return bool(named) or (text[-1] not in ".!?…,:" and len(text.split()) >= 2 and likeness(text) >= 0.75)


def _doubt_first(found: list[Found]) -> None:
    """A first body far longer than the others is the article, not a comment."""
    sizes = sorted(len(block.body) for block in found[1:])
    usual = sizes[len(sizes) // 2] if sizes else 6
    if len(found[0].body) > 4 * usual + 8:
        found[0].fit -= 0.6 * len(found) + 1


def _opening_fit(layout: Layout, opening: Item | None) -> float:
    if opening is None or not opening.gap:
        return -0.5
    if layout.opening == ("name",):
        return likeness(opening.line.text)
    return 1.0 if len(opening.line.text) < 100 and opening.line.text[-1:] not in ".!" else 0.3


def _substance(items: Sequence[Item]) -> int:
    """How many lines read as sentences."""
    return sum(
        not item.furniture and len(item.line.text) > 40 and item.line.text[-1] in '.!?…”"' for item in items
    )


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


def with_stamp(block: Found) -> Found:
    """The block with the anchor's own stamp where it has one."""
    stamped = block.head if block.head and block.head.stamp else block.stamp
    return replace(block, stamp=stamped)
