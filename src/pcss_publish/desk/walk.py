"""Every text of a document that a decision may touch, leaf by leaf."""

from __future__ import annotations

from typing import NamedTuple

from pcss_publish.desk.rewrite import Change, Inlines, mapped, relinked
from pcss_publish.model import (
    Answer,
    CallToAction,
    Comment,
    Document,
    Figure,
    Inline,
    LostLink,
    Node,
    Question,
    Section,
    Statement,
)

KINDS = ("questions", "answers", "sections", "ctas", "statements", "figures")


class Lost(NamedTuple):
    """A lost link and the node that holds it."""

    holder: Node | Comment
    link: LostLink


def everywhere(document: Document, change: Change) -> Document:
    """``document`` with ``change`` applied to each leaf of its body and comments."""
    update: dict[str, object] = {
        kind: tuple(changed(node, change) for node in getattr(document, kind)) for kind in KINDS
    }
    if document.intro:
        update["intro"] = changed(document.intro, change)
    items = tuple(changed(comment, change) for comment in document.comments.items)
    update["comments"] = document.comments.model_copy(update={"items": items})
    return document.model_copy(update=update)


def changed(node: Node | Comment, change: Change) -> Node | Comment:
    """``node`` with ``change`` applied to each of its leaves, under the ids that units have."""
    match node:
        case Question() | Answer() | Section() | Statement() | Comment():
            return node.model_copy(update={"blocks": mapped(node.blocks, node.id, change)})
        case CallToAction():
            return node.model_copy(update={"inlines": change(f"{node.id}-1", node.inlines)})
        case Figure():
            parts = {key: change(f"{node.id}-{key}", getattr(node, key)) for key in ("caption", "credit")}
            return node.model_copy(update=parts)


def lost_links(document: Document) -> list[Lost]:
    """The lost links of body and comments, in order."""
    holders: list[Node | Comment] = [*document.nodes(), *document.comments.items]
    return [Lost(holder, link) for holder in holders for link in lost_in(holder)]


def lost_in(node: Node | Comment) -> list[LostLink]:
    """The lost links of one node."""
    found: list[LostLink] = []

    def keep(link: LostLink) -> Inline:
        found.append(link)
        return link

    def look(_: str, inlines: Inlines) -> Inlines:
        return relinked(inlines, keep)

    changed(node, look)
    return found
