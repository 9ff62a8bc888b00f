"""The published view: what may be seen once the editor's decisions are laid over the import."""

from __future__ import annotations

from typing import Literal

from pcss_publish.model.base import Model
from pcss_publish.model.blocks import Block, leaves
from pcss_publish.model.document import (
    Document,
    comment_units,
    head_units,
    node_units,
)
from pcss_publish.model.units import Unit, text_unit


class Withheld(Model):
    """Comments that are not printed, counted by a reason in general words (a key of the house words)."""

    reason: str
    count: int


class Edit(Model):
    """A marked edit: the leaf whose text was changed, and why. The changed text stands in the document."""

    unit: str
    reason: str
    by: str


class PullQuote(Model):
    """Words of one unit that a page shows once more in large type, above the unit."""

    unit: str
    text: str


class CommentDesk(Model):
    """What the comments section says about itself.

    ``declared`` is the count that the page states; it is ``printed`` + ``withheld`` where none is missing.
    """

    declared: int | None = None
    printed: int = 0
    withheld: tuple[Withheld, ...] = ()
    undecided: tuple[str, ...] = ()
    order: Literal["oldest-first", "newest-first", "as-shown"] = "as-shown"

    @property
    def withheld_count(self) -> int:
        """How many comments are withheld."""
        return sum(item.count for item in self.withheld)


class Published(Model):
    """A document with nothing withheld in it, and what the desk adds.

    Attributes:
        document: comments that are withheld, dropped nodes and the ledger are gone from it.
        state: ``proof`` while a blocking query is open.
        open: keys of the open blocking queries.
        date: ISO date for metadata: the article's, else the one that the build was given, else empty.
        dropped: ids of nodes that a decision removed, for the certificate.
        pull_quotes: repeats that pages show, where the format has any.
    """

    document: Document
    state: Literal["release", "proof"]
    open: tuple[str, ...] = ()
    date: str = ""
    standfirst: str | None = None
    editors_note: tuple[Block, ...] = ()
    reprint: str | None = None
    original_url: str | None = None
    captured: str | None = None
    keywords: tuple[str, ...] = ()
    comments: CommentDesk = CommentDesk()
    edits: tuple[Edit, ...] = ()
    dropped: tuple[str, ...] = ()
    pull_quotes: tuple[PullQuote, ...] = ()

    @property
    def title(self) -> str:
        """The title, or the series, or the id: what the article is called where it must have a name."""
        document = self.document
        named = document.title or document.series
        return named.text if named else document.id

    @property
    def queries(self) -> int:
        """How many open queries a proof is marked with; each undecided comment is one."""
        more = len(self.comments.undecided) - 1 if "C013" in self.open else 0
        return max(1, len(self.open) + more)

    def units(self) -> tuple[Unit, ...]:
        """What every product must show, in this order: head, desk's texts, body, comments."""
        document = self.document
        desk = [text_unit("standfirst", "standfirst", self.standfirst)] if self.standfirst else []
        note = [
            Unit(id=leaf.path, role="editors-note", text=leaf.text)
            for leaf in leaves(self.editors_note, "note")
        ]
        body = [unit for node in document.nodes() for unit in node_units(node)]
        comments = [unit for comment in document.comments.items for unit in comment_units(comment)]
        return (*head_units(document), *desk, *note, *body, *comments)
