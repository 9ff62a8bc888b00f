"""A published article as a pandoc document: the one function through which each pandoc writer is reached.

Every paragraph stands in a ``Div`` with a ``custom-style`` that names its role, every run in a role of its
own in a ``Span``. Text goes in as it is, spaces and all: pandoc's ``Str`` may hold spaces, and nothing is
parsed from text. JSON of https://hackage.haskell.org/package/pandoc-types, version 1.23.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pcss_publish.compose.blocks import invitation
from pcss_publish.compose.flow import Group, groups, is_letter
from pcss_publish.compose.house import House
from pcss_publish.compose.lines import Line, colophon_lines, comment_lines, replies
from pcss_publish.compose.notices import notices
from pcss_publish.compose.pandoc_blocks import blocks, div, inlines, para, span, string
from pcss_publish.model import (
    Answer,
    CallToAction,
    Comment,
    DateClaim,
    Figure,
    HouseText,
    Node,
    Published,
    Question,
    Section,
    Statement,
    Str,
    label_text,
)
from pcss_publish.settings import Config

API: Final = (1, 23, 1)
STYLES: Final = {
    "section": "Kicker", "series": "Series", "title": "Title", "subtitle": "Subtitle", "byline": "Byline",
    "date": "Date", "standfirst": "Standfirst", "note": "EditorsNote", "question": "Question",
    "letter": "Letter",
    "signature": "Signature", "answer": "Answer", "intro": "Intro", "body": "Body", "aside": "Aside",
    "notes": "Notes", "references": "References", "heading": "Heading", "cta": "CallToAction",
    "statement": "Statement", "funding": "Funding", "placeholder": "FigurePlaceholder", "caption": "Caption",
    "credit": "Credit", "comment-title": "CommentTitle", "comment-name": "CommentName",
    "comment-affiliation": "CommentAffiliation", "comment-stamp": "CommentStamp", "comment": "Comment",
    "house": "House", "house-heading": "HouseHeading", "proof": "Proof",
}  # fmt: skip
"""Name of the paragraph style for each role; labels, lost links and house words have styles of runs."""

Json = dict[str, Any]


def pandoc_document(published: Published, config: Config) -> tuple[Json, tuple[HouseText, ...]]:
    """The article as pandoc JSON, and the house texts in it."""
    made = _Composer(published, config)
    body = list(made.document())
    meta = {"lang": {"t": "MetaInlines", "c": [string(published.document.language)]}}
    return {"pandoc-api-version": list(API), "meta": meta, "blocks": body}, made.house.texts


class _Composer:
    def __init__(self, published: Published, config: Config) -> None:
        self.published, self.config = published, config
        self.language = config.publication.language
        self.house = House(self.language)

    def document(self) -> Iterator[Json]:
        if self.published.state == "proof":
            yield self.words("proof", "proof", n=self.published.queries)
        yield from self.head()
        for group in groups(self.published.document):
            yield from self.group(group)
        yield from self.comments()
        yield from (self.line(line) for line in colophon_lines(self.published, self.config))

    def head(self) -> Iterator[Json]:
        document, published = self.published.document, self.published
        texts = {key: getattr(document, key) for key in ("section", "series", "title", "subtitle")}
        yield from (_one(key, (text,)) for key, text in texts.items() if text)
        if document.byline and document.byline.names:
            names = ", ".join(person.name for person in document.byline.names)
            yield div("Byline", [para([self.run("by"), string(" "), string(names)])])
        yield from map(self.date, document.dates)
        if published.standfirst:
            yield _one("standfirst", (Str(text=published.standfirst),))
        if published.editors_note:
            yield self.words("editors-note", "house-heading")
            yield div("EditorsNote", blocks(published.editors_note))

    def date(self, date: DateClaim) -> Json:
        own = [self.run(date.role), string(" ")] if date.role != "published" else []
        return div(STYLES["date"], [para([*own, string(date.raw)])])

    def group(self, group: Group) -> Iterator[Json]:
        if group.kind == "panel":
            yield self.words("questions", "house-heading")
        if group.kind == "statements":
            yield from self.notices(node for node in group.nodes if isinstance(node, Statement))
        else:
            for node in group.nodes:
                yield from self.node(node)

    def notices(self, statements: Iterable[Statement]) -> Iterator[Json]:
        for notice in notices(statements, self.language):
            if notice.key:
                self.house.show("span", notice.key, notice.words)
                yield div(STYLES["house-heading"], [para([string(notice.words)])])
            for statement in notice.statements:
                yield from self.node(statement)

    def node(self, node: Node) -> Iterator[Json]:
        match node:
            case Question():
                yield _labelled("letter" if is_letter(node) else "question", node)
                if node.signature:
                    yield _one("signature", (node.signature,))
            case Answer():
                yield _labelled("answer", node)
            case Statement():
                yield from _heading(node.heading)
                funding = any(part.role == "funding" for part in node.roles)
                yield _labelled("funding" if funding else "statement", node)
            case Section():
                yield from _heading(node.heading)
                yield div(STYLES[node.kind], blocks(node.blocks))
            case CallToAction():
                yield _one("cta", invitation(node.inlines))
            case Figure():
                yield from self.figure(node)

    def figure(self, figure: Figure) -> Iterator[Json]:
        if figure.placeholder and not figure.asset:
            placeholder = inlines((figure.placeholder,))
            missing = self.run("figure-missing")
            yield div("FigurePlaceholder", [para([missing, string(" "), *placeholder])])
        label = label_text(figure.label)
        if label or figure.caption:
            marked = [span("Label", [string(label)]), string(" ")] if label else []
            yield div("Caption", [para([*marked, *inlines(figure.caption)])])
        if figure.credit:
            yield _one("credit", figure.credit)

    def comments(self) -> Iterator[Json]:
        lines = comment_lines(self.published, self.language)
        items = self.published.document.comments.items
        if lines or items:
            yield self.words("comments", "house-heading")
        yield from (self.line(line) for line in lines)
        answered = replies(self.published.document, self.language)
        for comment in items:
            yield from self.comment(comment, answered.get(comment.id, ""))

    def comment(self, comment: Comment, answered: str) -> Iterator[Json]:
        if comment.title:
            yield _one("comment-title", (comment.title,))
        if comment.name:
            yield _one("comment-name", (comment.name,))
        else:
            yield div("CommentName", [para([self.run("unsigned")])])
        if comment.affiliation:
            yield _one("comment-affiliation", (comment.affiliation,))
        if comment.stamp:
            yield _one("comment-stamp", (Str(text=comment.stamp.raw),))
        if comment.id in self.published.comments.undecided:
            yield self.words("undecided", "house")
        if answered:
            yield self.line(Line("reply-to", answered))
        yield div("Comment", blocks(comment.blocks))

    def run(self, key: str) -> Json:
        """House words within a paragraph of the article."""
        return span("HouseWords", [string(self.house.plain(key))])

    def words(self, key: str, role: str, **values: object) -> Json:
        return div(STYLES[role], [para([string(self.house.plain(key, **values))])])

    def line(self, line: Line) -> Json:
        for key, text in ((line.key, line.words), (f"{line.key}-text", line.text)):
            if text:
                self.house.show("span", key, text)
        own = " ".join(text for text in (line.words, line.text) if text)
        return div("House", [para([string(own)])])


def _one(role: str, nodes: Iterable[Any]) -> Json:
    return div(STYLES[role], [para(inlines(tuple(nodes)))])


def _heading(heading: Str | None) -> list[Json]:
    return [_one("heading", (heading,))] if heading else []


def _labelled(role: str, node: Question | Answer | Statement) -> Json:
    """The blocks of a node; its label runs in with the first paragraph."""
    drawn, label = blocks(node.blocks), label_text(node.label)
    if label:
        mark = [span("Label", [string(label)])]
        if drawn and drawn[0]["t"] == "Para":
            drawn[0] = para([*mark, string(" "), *drawn[0]["c"]])
        else:
            drawn.insert(0, para(mark))
    return div(STYLES[role], drawn)
