"""What the mail shows of an article, decided before the templates see it."""

from __future__ import annotations

from pcss_publish.model import Block, Comment, Para, Published, Question, block_text, label_text

NUMERAL = 3
"""A label of so many characters stands beside its question as a numeral; a longer one stands above it."""

SHORT_QUESTION = 240
"""A single question of one paragraph and so many characters is a heading; a longer one is a letter."""

DEEPEST = 3
"""Levels by which replies are indented; a phone has room for no more."""

PREHEADER = 130
"""Characters that the widest list of mails shows."""


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

