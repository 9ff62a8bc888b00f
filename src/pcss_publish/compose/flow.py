"""How the nodes of an article follow one another on a page, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable
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
    block_text,
    label_text,
)

GroupKind = Literal["panel", "question", "answer", "section", "ctas", "statements", "figure"]


class Group(NamedTuple):
    """Nodes that a reader sees as one thing. ``panel``: several questions that stand together."""

    kind: GroupKind
    nodes: tuple[Node, ...]


NUMERAL: Final = 3
"""A label of so many characters stands beside its text as a numeral; a longer one stands above it."""

SHORT_QUESTION: Final = 240
"""A single question of one paragraph and so many characters is a heading; a longer one is a letter."""

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


def after_panels(found: Iterable[Group]) -> tuple[bool, ...]:
    """For each group, whether the questions that were asked last before it stand together in a panel."""
    told, latest = [], False
    for group in found:
        told.append(latest)
        if group.kind in ("panel", "question"):
            latest = group.kind == "panel"
    return tuple(told)


def numeral(node: Question | Answer | Statement) -> str:
    """The node's label if it is short enough to stand beside the text."""
    shown = label_text(node.label)
    return shown if len(shown) <= NUMERAL else ""


def is_letter(question: Question) -> bool:
    """Whether a question that stands alone reads as a letter rather than as a heading."""
    one = len(question.blocks) == 1 and isinstance(question.blocks[0], Para)
    return bool(question.signature) or not one or len(block_text(question.blocks)) > SHORT_QUESTION


def are_letters(found: Iterable[Group]) -> bool:
    """Whether the questions that stand alone are letters; one is enough, so that all of them look alike."""
    alone = (node for group in found if group.kind == "question" for node in group.nodes)
    return any(is_letter(node) for node in alone if isinstance(node, Question))
