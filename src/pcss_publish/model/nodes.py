"""The parts of an article. Every node has an ``id`` that is stable for one source."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pcss_publish.model.base import Model, Span, Text
from pcss_publish.model.blocks import Block, block_text
from pcss_publish.model.inlines import Inline, Str, text_of
from pcss_publish.model.marks import Dropped


class Picture(Model):
    """A picture that lies within a source: its name there, its digest, its size in bytes."""

    name: str
    sha256: str
    size: int


class Source(Model):
    """One received file. ``captured`` (ISO 8601) is known only where the desk says so.

    ``dropped`` is what a structured file holds beside its text, and what was not kept of it; ``pictures``
    are those that lie within it.
    """

    name: str
    sha256: str
    media_type: str
    encoding: str
    captured: str | None = None
    dropped: Annotated[tuple[Dropped, ...], Field(exclude_if=lambda kept: not kept)] = ()
    pictures: Annotated[tuple[Picture, ...], Field(exclude_if=lambda kept: not kept)] = ()


class DateClaim(Model):
    """A date as the page gives it.

    ``value`` is ISO 8601 in the precision that ``raw`` has, empty where none can be told (a relative
    stamp). ``zone`` is absent unless the page names one.
    """

    role: Literal["published", "updated", "reviewed", "stamp"]
    raw: Text
    span: Span | None = None
    value: str = ""
    precision: Literal["year", "month", "day", "minute", "second", "none"] = "none"
    zone: str | None = None


class Person(Model):
    """One name of the byline, credentials as printed."""

    name: Text
    span: Span | None = None
    role: Literal["author", "interviewer", "compiler", "reviewer"] = "author"


class Byline(Model):
    """Who signs. ``raw`` is the line as printed; a collective (a desk, an expert unnamed) is no person."""

    kind: Literal["person", "collective"]
    raw: Text
    names: tuple[Person, ...]


class Figure(Model):
    """A picture, or the place where one was. ``asset`` is set by the desk only.

    ``embedded`` is the name of the picture within the source that stands here, if it came with the text.
    """

    id: str
    placeholder: Str | None = None
    label: Str | None = None
    caption: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()
    asset: str | None = None
    alt: str | None = None
    embedded: Annotated[str | None, Field(exclude_if=lambda name: name is None)] = None


class Question(Model):
    """One question. ``label`` as received (``1)``, ``Q:``, a speaker's name); ``signature`` of a letter."""

    id: str
    label: Str | None = None
    blocks: tuple[Block, ...]
    signature: Str | None = None


class Answer(Model):
    """One answer and the ids of the questions that it serves (one or several)."""

    id: str
    label: Str | None = None
    answers: tuple[str, ...]
    blocks: tuple[Block, ...]


class Section(Model):
    """Article text that is neither question nor answer."""

    id: str
    kind: Literal["intro", "body", "aside", "notes", "references"]
    heading: Str | None = None
    blocks: tuple[Block, ...]


class CallToAction(Model):
    """An invitation to go somewhere; its links may be lost."""

    id: str
    label: Str | None = None
    inlines: tuple[Inline, ...]


StatementRole = Literal[
    "about", "funding", "republication", "disclaimer", "conflict", "licence", "correction", "notice"
]


class RoleSpan(Model):
    """What a stretch of a statement does; ``span`` is in the source."""

    role: StatementRole
    span: Span


class Statement(Model):
    """A verbatim notice. Locked: nothing downstream may change a code point of it."""

    id: str
    heading: Str | None = None
    label: Str | None = None
    blocks: tuple[Block, ...]
    roles: tuple[RoleSpan, ...]

    @property
    def text(self) -> str:
        """The statement without its heading, paragraphs parted by newlines."""
        return block_text(self.blocks)


class Award(Model):
    """A grant as a statement names it, or the markup; ``id`` is empty where the grant has no number.

    ``statement`` is the id of the one that names it, empty where the markup alone does. ``funder_id`` is what
    the markup identifies the funder by (a DOI of the Funder Registry, a ROR), unverified.
    """

    id: str
    span: Span | None = None
    name: str | None = None
    funder: str | None = None
    funder_id: Annotated[str | None, Field(exclude_if=lambda known: known is None)] = None
    recipient: str | None = None
    statement: str


CommentState = Literal["pending", "published", "omitted", "redacted", "anonymised", "excerpted"]


class Comment(Model):
    """A reader's comment. Name and stamp are verbatim; ``ordinal`` is the number shown, else the place."""

    id: str
    ordinal: int
    label: Str | None = None
    parent: str | None = None
    title: Str | None = None
    name: Str | None = None
    affiliation: Str | None = None
    stamp: DateClaim | None = None
    blocks: tuple[Block, ...]
    state: CommentState = "pending"
    flags: tuple[str, ...] = ()
    permission: str | None = None

    @property
    def text(self) -> str:
        """The body, paragraphs parted by newlines."""
        return block_text(self.blocks)

    @property
    def called(self) -> str:
        """What begins a message about it: the number that the desk file takes, and the name."""
        return f"Comment {self.ordinal} ({self.name.text if self.name else 'unsigned'})"


class Declared(Model):
    """The number of comments that the page states."""

    count: int
    span: Span | None = None


class Comments(Model):
    """The comments in the order of the page."""

    declared: Declared | None = None
    heading: Str | None = None
    shown_order: Literal["oldest-first", "newest-first", "unknown"] = "unknown"
    items: tuple[Comment, ...] = ()


class Right(Model):
    """The permission under which one part may be republished; kept per part, never inferred."""

    part: str
    permission: str
    holder: str | None = None


class Identifier(Model):
    """A DOI, URL or number that the page gives for the article."""

    scheme: Literal["doi", "url", "volume", "other"]
    value: str
    span: Span | None = None


def label_text(label: Str | None) -> str:
    """A label without the punctuation that only set it off: ``1)`` and ``(1)`` are 1, ``Q:`` is Q."""
    shown = label.text.strip().strip("*").rstrip(" \u00a0:.|") if label else ""
    inner = shown.lstrip("(")
    return shown if "(" in inner else inner.rstrip(" \u00a0:.)|")


def inline_text(inlines: tuple[Inline, ...]) -> str:
    """The text of ``inlines`` (see :func:`pcss_publish.model.inlines.text_of`)."""
    return text_of(inlines)
