"""What the mail shows of an article, decided before the templates see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pcss_publish.compose.flow import Group
from pcss_publish.compose.mail_blocks import MailRenderer
from pcss_publish.model import (
    Block,
    Comment,
    Para,
    Published,
    Question,
    Section,
    Statement,
    block_text,
    label_text,
)

NUMERAL = 3
"""A label of so many characters stands beside its question as a numeral; a longer one stands above it."""

SHORT_QUESTION = 240
"""A single question of one paragraph and so many characters is a heading; a longer one is a letter."""

DEEPEST = 3
"""Levels by which replies are indented; a phone has room for no more."""

PREHEADER = 130
"""Characters that the widest list of mails shows."""


class Step(NamedTuple):
    """A group with the heading levels that its place in the article gives it.

    Attributes:
        r: renderer for its blocks; their highest heading stands one level below the heading above.
        label: tag of an answer's label.
    """

    group: Group
    r: MailRenderer
    label: str


def steps(groups: Iterable[Group], base: str, *, headed: bool) -> Iterator[Step]:
    """The groups with their heading levels, none skipped.

    Args:
        groups: in order.
        base: direction of the article.
        headed: whether a heading of level 2 stands before them.
    """
    after_panel = False
    for group in groups:
        label = "h3" if headed and not after_panel else "h2"
        headed = headed or has_heading(group)
        yield Step(group, MailRenderer(base, heading=3 if headed else 2), label)
        if group.kind not in ("figure", "ctas"):
            after_panel = group.kind == "panel"


def has_heading(group: Group) -> bool:
    """Whether a heading of level 2 stands in the group."""
    first = group.nodes[0]
    if isinstance(first, Question):
        named = label_text(first.label) and not numeral(first)
        return group.kind == "panel" or not is_letter(first) or bool(named)
    if isinstance(first, Section | Statement):
        return any(node.heading for node in group.nodes if isinstance(node, Section | Statement))
    return group.kind == "answer" and bool(label_text(getattr(first, "label", None)))


def numeral(question: Question) -> str:
    """The question's label if it is short enough to stand beside the question."""
    shown = label_text(question.label)
    return shown if len(shown) <= NUMERAL else ""


def is_letter(question: Question) -> bool:
    """Whether a question that stands alone reads as a letter rather than as a heading."""
    one = len(question.blocks) == 1 and isinstance(question.blocks[0], Para)
    return bool(question.signature) or not one or len(block_text(question.blocks)) > SHORT_QUESTION


def depths(comments: tuple[Comment, ...]) -> dict[str, int]:
    """How deep each comment stands under another; a reply comes after what it replies to."""
    found: dict[str, int] = {}
    for comment in comments:
        found[comment.id] = min(found.get(comment.parent or "", -1) + 1, DEEPEST)
    return found


def preheader(published: Published) -> str:
    """The article's first words for a mail client's list: standfirst, subtitle, intro or what comes first.

    Whole words only, since it shows the article's own words once more.
    """
    document = published.document
    subtitle = document.subtitle.text if document.subtitle else ""
    bodies = (document.intro, *document.questions, *document.sections, *document.answers)
    first: tuple[Block, ...] = next((node.blocks for node in bodies if node), ())
    text = " ".join((published.standfirst or subtitle or block_text(first[:1])).split())
    return text if len(text) <= PREHEADER else text[: PREHEADER + 1].rpartition(" ")[0]
