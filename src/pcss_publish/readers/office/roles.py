"""From the styles of paragraphs to the parts of the article that they make up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from pcss_publish.model.marks import CommentKind, HeadKind, LineKind, MarkKind
from pcss_publish.readers.layout import Note
from pcss_publish.readers.office.prepared import Paragraph

HEADS: Final[dict[str, HeadKind]] = {
    "title": "title", "subtitle": "subtitle", "kicker": "kicker", "series": "series", "byline": "byline",
    "date": "date",
}  # fmt: skip
LINES: Final[dict[str, LineKind]] = {"caption": "caption", "credit": "credit", "quote": "quote"}
FIELDS: Final[dict[str, CommentKind]] = {
    "comment-author": "comment-name", "comment-date": "comment-stamp", "comment": "comment-body",
}  # fmt: skip
_MARKED: Final[dict[str, tuple[MarkKind, str]]] = {
    "intro": ("intro", ""), "funding": ("statement", "funding"), "disclaimer": ("statement", "disclaimer"),
    "statement": ("statement", "notice"), "call-to-action": ("cta", ""), "aside": ("section", "aside"),
    "references": ("section", "references"),
}  # fmt: skip


class Part(NamedTuple):
    """One part of the article, made of one paragraph or several."""

    kind: MarkKind
    value: str
    ref: str
    number: int

    @property
    def note(self) -> Note:
        """The mark to be laid over it."""
        return Note(self.kind, self.value, self.ref)


def is_authored(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the styles name questions and answers both: then the parts are as they say.

    Styles for one of them alone would leave all else of the article without a role.
    """
    return {"question", "answer"} <= {paragraph.role for paragraph in paragraphs}


def parts_of(paragraphs: Sequence[Paragraph]) -> dict[int, Part]:
    """The part that each paragraph belongs to; those of the head, and what has no role, belong to none.

    What stands between the head and the first question is the introduction. A paragraph without a role
    between two of one answer is that answer's: a list, a heading.
    """
    return _Parts(paragraphs, authored=is_authored(paragraphs)).found


class _Parts:
    def __init__(self, paragraphs: Sequence[Paragraph], *, authored: bool) -> None:
        self.found: dict[int, Part] = {}
        self._authored = authored
        self._open: Part | None = None
        self._between: list[int] = []
        self._asked: list[str] = []
        self._count = 0
        self._questions = 0
        self._comments = 0
        for number, paragraph in enumerate(paragraphs):
            self._take(number, paragraph)

    def _take(self, number: int, paragraph: Paragraph) -> None:
        role = paragraph.role
        if role in {"", "text", "heading", "quote", "caption", "credit"}:
            self._between.append(number)
            return
        part = self._part(paragraph)
        if part is not None and part == self._open:
            self.found |= dict.fromkeys(self._between, part)
        if part is not None:
            self.found[number] = part
        self._open, self._between = part, []

    def _part(self, paragraph: Paragraph) -> Part | None:
        role, opened = paragraph.role, self._open
        if role in FIELDS:
            within = opened is not None and opened.kind == "comment" and role != "comment-author"
            if within:
                return opened
            self._comments += 1
            return self._new("comment", "", f"c{self._comments}")
        if not self._authored or role in HEADS:
            return None
        if role == "question":
            self._introduce()
            if opened and opened.kind == "question" and not paragraph.sign and not self._between:
                return opened
            self._questions += 1
            if opened is None or opened.kind != "question":
                self._asked = []
            self._asked.append(f"q{self._questions}")
            return self._new("question", "", f"q{self._questions}")
        if role == "answer":
            same = opened is not None and opened.kind == "answer"
            return opened if same else self._new("answer", " ".join(self._asked), "")
        kind, value = _MARKED[role]
        same = opened is not None and (opened.kind, opened.value) == (kind, value) and not self._between
        return opened if same else self._new(kind, value, "")

    def _introduce(self) -> None:
        """What stands between the head and the first question introduces it."""
        if not self._questions and self._between:
            part = self._new("intro", "", "")
            self.found |= dict.fromkeys(self._between, part)
            self._between = []

    def _new(self, kind: MarkKind, value: str, ref: str) -> Part:
        self._count += 1
        return Part(kind, value, ref, self._count)
