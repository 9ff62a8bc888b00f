"""The comments of an export that readers of the site could see; what is private of them stays behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pcss_publish.readers.wxr.fields import Element, Field, Tally, field_of, named, spoken

#: ``wp:comment_type`` of what a reader wrote; versions before 5.5 leave it empty.
_READERS_OWN: Final = frozenset({"", "comment"})
_SHOWN: Final = ("wp:comment_author", "wp:comment_date", "wp:comment_content")
_PRIVATE: Final = ("wp:comment_author_email", "wp:comment_author_IP")


@dataclass
class Said:
    """One approved comment; ``parent`` is its place among the approved ones, None for none."""

    name: Field
    date: Field
    gmt: str
    content: Field
    line: int
    parent: int | None = None
    lost: bool = False


def approved_of(comments: list[Element], tally: Tally) -> list[Said]:
    """The comments that readers of the site could see, in the order of the export."""
    found: list[Said] = []
    places: dict[str, int] = {}
    for number, comment in enumerate(comments, 1):
        path = f"/rss/channel/item/wp:comment[{number}]"
        parts: dict[str, Element] = {}
        for child in comment:
            tally.tail(child, path)
            parts.setdefault(named(child), child)
        said = {key: (child.text or "").strip() for key, child in parts.items()}
        hidden = _hidden(said)
        if hidden:
            tally.add(hidden, path, comment, sum(len(text) for text in comment.itertext()))
            continue
        one = _one(comment, parts, said, path, tally)
        above = said.get("wp:comment_parent", "") or "0"
        one.parent = places.get(above)
        one.lost = above != "0" and one.parent is None
        places.setdefault(said.get("wp:comment_id", ""), len(found))
        found.append(one)
    return found


def _hidden(said: dict[str, str]) -> str:
    """Why the site did not show it as a reader's comment; empty if it did."""
    kind = said.get("wp:comment_type", "")
    if kind not in _READERS_OWN:
        return f"comment of the type {kind}"
    return "" if said.get("wp:comment_approved") == "1" else "comment that is not approved"


def _one(comment: Element, parts: dict[str, Element], said: dict[str, str], path: str, tally: Tally) -> Said:
    line = comment.sourceline or 1
    for key, child in parts.items():
        if key not in _SHOWN:
            tally.leaves(child, path)
    name, date, content = (field_of(parts[key]) if key in parts else Field("", line) for key in _SHOWN)
    shown = spoken(name.text)
    if "@" in shown or shown in {spoken(said.get(key, "")) for key in _PRIVATE} - {""}:
        tally.leaves(parts["wp:comment_author"], path)
        name = Field("", name.line)
    return Said(name, date, said.get("wp:comment_date_gmt", ""), content, line)
