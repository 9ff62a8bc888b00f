"""Forms whose words stand above the stamp."""

from __future__ import annotations

from collections.abc import Sequence

from pcss_publish.normalization import lexicon
from pcss_publish.normalization.comments.ending import end_of_text
from pcss_publish.normalization.comments.found import Found, substance
from pcss_publish.normalization.comments.layouts import Item, Layout
from pcss_publish.normalization.cues import bears_role
from pcss_publish.normalization.names import likeness


def read_above(layout: Layout, items: Sequence[Item], anchors: list[int]) -> tuple[list[Found], list[Item]]:
    """The comments that end with ``anchors``, and the page's lines above the first."""
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
    # Words below the last stamp would belong to nobody.
    left = [item for item in items[floor : end_of_text(items, floor)] if not bears_role(item.line.text)]
    found[-1].fit -= min(substance(left), 1) * 0.3 * len(found)
    _doubt_first(found)
    return found, prologue


def _group_below(items: Sequence[Item], at: int, ceiling: int) -> list[int]:
    """The lines directly below ``at`` without a gap."""
    end = at + 1
    while end < ceiling and not items[end].gap and not items[end].furniture:
        end += 1
    return list(range(at + 1, end))


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
