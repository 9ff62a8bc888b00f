"""How the nodes of an article follow one another on a page, whatever the format."""

from __future__ import annotations

from itertools import groupby
from typing import Final, Literal, NamedTuple

from pcss_publish.model import (
    Answer,
    CallToAction,
    Document,
    Figure,
    Node,
    Para,
    Question,
    Section,
    Statement,
    text_of,
)

GroupKind = Literal["panel", "question", "answer", "section", "ctas", "statements", "figure"]


class Group(NamedTuple):
    """Nodes that a reader sees as one thing. ``panel``: several questions that stand together."""

    kind: GroupKind
    nodes: tuple[Node, ...]


_LONGEST_HEADING: Final = 320  # characters
_KINDS: dict[type, GroupKind] = {
    Question: "question",
    Answer: "answer",
    Section: "section",
    CallToAction: "ctas",
    Statement: "statements",
    Figure: "figure",
}
_TOGETHER = (Question, CallToAction, Statement)


def groups(document: Document) -> tuple[Group, ...]:
    """The article's nodes in order; neighbouring questions, invitations and statements stand together."""
    found: list[Group] = []
    for kind, run in groupby(document.nodes(), type):
        nodes = tuple(run)
        if kind not in _TOGETHER:
            found += [Group(_KINDS[kind], (node,)) for node in nodes]
        else:
            several = kind is Question and len(nodes) > 1
            found.append(Group("panel" if several else _KINDS[kind], nodes))
    return tuple(found)


def is_short(question: Question) -> bool:
    """Whether a question can stand as a heading; a longer one is a letter."""
    first = question.blocks[0] if len(question.blocks) == 1 else None
    return isinstance(first, Para) and len(text_of(first.inlines)) <= _LONGEST_HEADING
