"""Whom a comment answers, as the tree says: nesting, depths, and elements or links that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urldefrag

from pcss_publish.readers.html.notes import Element, Notes
from pcss_publish.readers.html.tree import select

_BELOW: Final = re.compile(
    r"(?:^|[\s_-])(?:indented|children|replies|comment-replies|child-comments)(?:$|[\s_-])"
)
_DEPTH: Final = re.compile(r"(?:^|\s)(?:comment-)?(?:depth|level)-(\d{1,2})(?:\s|$)")
_PARENTS: Final = ("data-parent", "data-parent-id", "data-parentid", "data-comment-parent")


def relate(notes: Notes, items: list[Element]) -> None:
    """Give each comment the id of the one that it answers."""
    refs = {item: f"c{number}" for number, item in enumerate(items, 1)}
    ids = {one: refs[item] for item in items for one in _ids_of(item)}
    stack: list[tuple[int, str]] = []
    for item in items:
        parent = _parent(item, refs) or _named_parent(item, ids)
        depth = _DEPTH.search(item.get("class") or "")
        if depth:
            level = int(depth.group(1))
            stack = [one for one in stack if one[0] < level]
            parent = parent or (stack[-1][1] if stack else "")
            stack.append((level, refs[item]))
        if parent and parent != refs[item]:
            own = notes.by_element[item]
            own[:] = [note._replace(value=parent) if note.kind == "comment" else note for note in own]


def _ids_of(item: Element) -> Iterator[str]:
    for element in (item, *item.iterchildren()):
        for key in ("id", "data-comment-id", "data-id", "name"):
            if value := element.get(key):
                yield from (value, re.sub(r"^\D+", "", value))


def _parent(item: Element, refs: dict[Element, str]) -> str:
    """The comment whose element holds this one, or stands directly before the element of its answers."""
    for above in item.iterancestors():
        if above in refs:
            return refs[above]
        before = above.getprevious()
        if _BELOW.search(above.get("class") or "") and before is not None:
            inner = [before, *before.iter()]
            last = [one for one in inner if one in refs]
            if last:
                return refs[last[0]]
    return ""


def _named_parent(item: Element, ids: dict[str, str]) -> str:
    """The comment that an attribute or a link 'in reply to' names."""
    for key in _PARENTS:
        if found := ids.get(item.get(key) or ""):
            return found
    for link in select(item, ".parent-link, .in-reply-to, .comment-parent a, .reply-to a"):
        target = urldefrag(link.get("href") or "").fragment
        if found := ids.get(target) or ids.get(re.sub(r"^\D+", "", target)):
            return found
    return ""
