"""The order of comments in print, replies after what they answer."""

from __future__ import annotations

from collections.abc import Sequence

from pcss_publish.desk.outcome import Order
from pcss_publish.model import Comment, Document


def adopted(shown: Sequence[Comment], every: Sequence[Comment]) -> list[Comment]:
    """``shown`` with each reply to a withheld comment moved up to the nearest one that is printed."""
    parents = {comment.id: comment.parent for comment in every}
    printed = {comment.id for comment in shown}
    return [
        comment.model_copy(update={"parent": _nearest(comment.parent, parents, printed)}) for comment in shown
    ]


def _nearest(parent: str | None, parents: dict[str, str | None], printed: set[str]) -> str | None:
    seen: set[str] = set()
    while parent is not None and parent not in printed and parent not in seen:
        seen.add(parent)
        parent = parents.get(parent)
    return parent if parent in printed else None


def ordered(document: Document, comments: Sequence[Comment], order: Order) -> tuple[Comment, ...]:
    """``comments`` in ``order``; where stamps give none, the page's own order tells which is older."""
    if order == "as-shown":
        return tuple(comments)
    roots = [comment for comment in comments if comment.parent is None]
    answers: dict[str, list[Comment]] = {}
    for comment in comments:
        if comment.parent is not None:
            answers.setdefault(comment.parent, []).append(comment)
    oldest = _oldest_first(document, roots)
    found: list[Comment] = []
    # A stack, since a thread may be deeper than the interpreter recurses.
    stack = list(oldest if order == "newest-first" else reversed(oldest))
    while stack:
        comment = stack.pop()
        found.append(comment)
        stack += reversed(_oldest_first(document, answers.pop(comment.id, [])))
    known = {comment.id for comment in found}
    return (*found, *(comment for comment in comments if comment.id not in known))


def _oldest_first(document: Document, comments: Sequence[Comment]) -> list[Comment]:
    newest_first = document.comments.shown_order == "newest-first"
    page = list(reversed(comments)) if newest_first else list(comments)
    values = [comment.stamp.value if comment.stamp else "" for comment in page]
    if not all(values):
        return page
    return [comment for _, comment in sorted(zip(values, page, strict=True), key=lambda pair: pair[0])]
