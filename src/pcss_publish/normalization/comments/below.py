"""Forms whose words stand below the head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.comments.found import Found
from pcss_publish.normalization.comments.layouts import INLINE, Item, Layout
from pcss_publish.normalization.lines import Line
from pcss_publish.normalization.names import likeness

_TITLE = 80
"""Characters of a comment's title, at most."""


def read_below(
    layout: Layout, items: Sequence[Item], anchors: list[int], ends_at: int
) -> tuple[list[Found], list[Item]]:
    """The comments whose heads are ``anchors``, and what stands above the first."""
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
        if layout.anchor == INLINE and _lone_name(items, group):
            return at, 0.6
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


def _lone_name(items: Sequence[Item], group: list[int]) -> bool:
    """Whether what stands directly above is one line between a gap and the head, as a name has it."""
    return len(group) == 1 and items[group[0]].gap and likeness(items[group[0]].line.text) >= 0.6


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
    """Drop what a page printed above the name for an avatar: its initials, or the name with a word or two."""
    if len(lines) >= 2 and _names_picture(lines[0].folded, lines[1].folded):
        return lines[1:], lines[0]
    if len(lines) < 2 or len(lines[0].text) > 3:
        return lines, None
    initials = lines[0].text.casefold()
    words = lines[1].text.replace("_", " ").casefold().split()
    return (lines[1:], lines[0]) if words and words[0].startswith(initials[0]) else (lines, None)


def _names_picture(said: str, name: str) -> bool:
    """Whether a line says whose picture stood there: the name, and nothing but words for a picture."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)
    beside = said[: found.start()] + " " + said[found.end() :] if found else said
    return found is not None and lexicon.words("comments.picture").issuperset(re.findall(r"\w+", beside))


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
        rest = _part_calling(block, rest)
    if layout.closing:
        solid = [item for item in rest if not item.furniture]
        last = solid[-1] if solid else None
        if last is None or not last.head or last.head.kind != "stamp":
            block.fit -= 1
        else:
            block.stamp = last.head
            rest = [item for item in rest if item is not last]
    title = _title_behind_button(rest) or _title_from_words(rest)
    if title:
        block.fields["title"] = [title]
    block.body = [item for item in rest if item.line not in block.fields.get("title", [])]
    if not any(not item.furniture for item in block.body):
        block.fit -= 1.5


def _part_calling(block: Found, rest: list[Item]) -> list[Item]:
    """Short lines that follow the name at once, with a gap below them, say what the person does and where."""
    end = 0
    while end < len(rest) and not rest[end].gap and not rest[end].furniture:
        end += 1
    told = rest[:end]
    if 0 < end < len(rest) and end <= 2 and all(_is_no_sentence(item.line) for item in told):
        block.fields["affiliation"] = [item.line for item in told]
        return rest[end:]
    return rest


def _is_no_sentence(line: Line) -> bool:
    return len(line.text) <= 60 and line.text[-1] not in ".?!:…"


def _title_behind_button(rest: Sequence[Item]) -> Line | None:
    """A short line between the button 'Permalink' and a gap is the comment's title."""
    for button, title, body in zip(rest, rest[1:], rest[2:], strict=False):
        if button.furniture and title.gap and not title.furniture and body.gap and not body.furniture:
            permalink = _is_permalink(button.line) and len(title.line.text) <= _TITLE
            return title.line if permalink else None
    return None


def _title_from_words(rest: Sequence[Item]) -> Line | None:
    """A short line by itself that the words begin with again: Drupal makes subjects so."""
    solid = [item for item in rest if not item.furniture][:2]
    if len(solid) < 2 or not solid[1].gap:
        return None
    title, words = (item.line for item in solid)
    said = title.folded.rstrip(".… ")
    again = words.folded.startswith(said) and not words.folded[len(said) : len(said) + 1].isalnum()
    brief = len(words.folded) > len(title.folded) and len(title.text) <= _TITLE
    return title if again and brief and len(said.split()) > 1 else None


def _is_permalink(line: Line) -> bool:
    return line.folded in lexicon.words("comments.permalink")
