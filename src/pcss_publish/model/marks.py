"""What a structured source knows of its own text: marks over it, and where in the file each line stood."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from pcss_publish.model.base import Model, Span

LineKind = Literal["heading", "item", "quote", "row", "verse", "figure", "caption", "credit"]
InlineKind = Literal["emph", "strong", "superscript", "subscript", "link"]
HeadKind = Literal["kicker", "series", "title", "subtitle", "byline", "date", "identifier"]
RoleKind = Literal["intro", "question", "answer", "section", "statement", "cta", "picture"]
FieldKind = Literal["label", "part-heading", "signature"]
EdgeKind = Literal["notice"]
CommentKind = Literal[
    "comment", "comment-title", "comment-name", "comment-affiliation", "comment-stamp", "comment-body"
]
AwardKind = Literal["award", "award-id", "award-name", "award-funder", "award-funder-id", "award-recipient"]
MarkKind = (
    LineKind
    | InlineKind
    | HeadKind
    | RoleKind
    | FieldKind
    | EdgeKind
    | CommentKind
    | AwardKind
    | Literal["article", "chrome"]
)

INLINE: frozenset[str] = frozenset(get_args(InlineKind))
LINES: frozenset[str] = frozenset(get_args(LineKind))
ROLES: frozenset[str] = frozenset(get_args(RoleKind))


class Mark(NamedTuple):
    """A stretch of the text of which the markup says what it is.

    ``value`` by kind: link, the target, empty where it is lost; figure, the picture's address; byline, the
    person's role, or ``collective``; date and comment-stamp, the time in ISO 8601 if the markup has it;
    section, its kind; statement and notice, its roles (a notice is a statement of an article whose other
    parts are left to its wording); answer, the ids of the questions it serves; chrome, what it is
    (``nav``, ``form``, ``hidden``, ``pingback`` …); comment, the id of the one it answers.
    ``ref``: the id of the question, comment or award that the mark stands for or belongs to; a date's role,
    an identifier's scheme.
    ``number``: a heading's level, the length of an item's marker, a comment's ordinal (0: by its place).
    """

    kind: MarkKind
    start: int
    end: int
    value: str = ""
    ref: str = ""
    number: int = 0

    @property
    def span(self) -> Span:
        """Where it lies in the text."""
        return Span(self.start, self.end)


class Place(Model):
    """Where a line of the text stands in the file: the element or block, and the file's line (0: unknown)."""

    path: str
    line: int = 0


class Dropped(Model):
    """Something in the file that is no text of the page and was not kept: a script, a style, a tracker."""

    what: str
    place: Place
    characters: int


class Claimed(Model):
    """What a source says of the article outside its text.

    ``source`` is where it says so (``json-ld``, ``meta``), ``key`` title, byline, published or language.
    """

    source: str
    key: Literal["title", "byline", "published", "language"]
    value: str


class Asked(Model):
    """What the reader of a structured source asks an editor: a finding in the making.

    ``code`` is one of the catalogue, ``ref`` tells it from others of its code, ``at`` is the offset in the
    text that it is about, ``place`` the same in the file.
    """

    code: str
    message: str
    hint: str
    ref: str
    at: int
    place: Place


class Markup(Model):
    """All that a structured reader knows beside the text.

    Attributes:
        marks: by place, outer ones first; inline marks nest.
        places: the offset at which each line of the text begins, and where it comes from.
        claims: the article's metadata outside its text, the most trusted source first.
        asked: what the reader has to ask about the file itself.
        doubts: what a comment's markup leaves open, by its id; an empty id means all of them.
    """

    marks: tuple[Mark, ...] = ()
    places: tuple[tuple[int, Place], ...] = ()
    claims: tuple[Claimed, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()
    asked: tuple[Asked, ...] = ()
