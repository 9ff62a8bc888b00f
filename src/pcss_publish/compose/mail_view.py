"""What the mail shows of an article, decided before the templates see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pcss_publish.compose.flow import NUMERAL, Group, after_panels, are_letters
from pcss_publish.compose.mail_blocks import MailRenderer
from pcss_publish.model import (
    Block,
    Comment,
    Published,
    Section,
    block_text,
    label_text,
)

DEEPEST = 3
"""Levels by which replies are indented; a phone has room for no more."""

PREHEADER = 130
"""Characters that the widest list of mails shows."""


class Hosted(NamedTuple):
    """A picture on the web; ``width`` is its own in pixels, 0 where it is unknown."""

    address: str
    width: int


class Step(NamedTuple):
    """A group with what its place in the article gives it.

    Attributes:
        kind: the group's, or ``letter`` for a question that is no heading.
        r: renderer for its blocks; their highest heading stands one level below the heading above.
        label: tag of an answer's label.
    """

    kind: str
    group: Group
    r: MailRenderer
    label: str


def steps(
    groups: tuple[Group, ...], renderer: Callable[[int], MailRenderer], *, headed: bool
) -> Iterator[Step]:
    """The groups with their heading levels, none skipped.

    Args:
        groups: in order.
        renderer: makes a renderer for a level of headings.
        headed: whether a heading of level 2 stands before them.
    """
    letters = are_letters(groups)
    for group, after_panel in zip(groups, after_panels(groups), strict=True):
        kind = "letter" if letters and group.kind == "question" else group.kind
        label = "h3" if headed and not after_panel else "h2"
        headed = headed or _has_heading(kind, group)
        yield Step(kind, group, renderer(3 if headed else 2), label)


def _has_heading(kind: str, group: Group) -> bool:
    """Whether a heading of level 2 stands in the group."""
    first = group.nodes[0]
    label = label_text(getattr(first, "label", None))
    if kind in ("panel", "question", "statements"):
        return True
    if kind == "letter":
        return len(label) > NUMERAL
    if kind == "answer":
        return bool(label)
    return any(node.heading for node in group.nodes if isinstance(node, Section))


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
