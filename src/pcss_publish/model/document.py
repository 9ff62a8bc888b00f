"""The typed model of one source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import model_validator

from pcss_publish.model.base import SCHEMA_VERSION, Model
from pcss_publish.model.blocks import Leaf, leaves
from pcss_publish.model.inlines import Str
from pcss_publish.model.ledger import Ledger
from pcss_publish.model.nodes import (
    Answer,
    Award,
    Byline,
    CallToAction,
    Comment,
    Comments,
    DateClaim,
    Figure,
    Identifier,
    Question,
    Right,
    Section,
    Source,
    Statement,
    label_text,
)
from pcss_publish.model.units import Unit, inline_unit, text_unit

Node = Question | Answer | Section | CallToAction | Statement | Figure


class Document(Model):
    """One article as received; what an editor decides about it stands beside it, not in it.

    ``order`` lists the ids of intro, questions, answers, sections, calls to action, statements and
    figures as they stand in the source; comments follow in their own order.
    """

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: str
    sources: tuple[Source, ...]
    language: str = "en"
    section: Str | None = None
    series: Str | None = None
    title: Str | None = None
    subtitle: Str | None = None
    byline: Byline | None = None
    dates: tuple[DateClaim, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    intro: Section | None = None
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    sections: tuple[Section, ...] = ()
    ctas: tuple[CallToAction, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    awards: tuple[Award, ...] = ()
    rights: tuple[Right, ...] = ()
    comments: Comments = Comments()
    order: tuple[str, ...] = ()
    ledger: Ledger = ()

    @property
    def published(self) -> DateClaim | None:
        """The date of publication, if the page gives one."""
        return next((date for date in self.dates if date.role == "published"), None)

    @model_validator(mode="after")
    def _order_names_every_node(self) -> Self:
        if sorted(self.order) != sorted(self._by_id()):
            raise ValueError("order must name every node of the article exactly once")
        return self

    def _by_id(self) -> dict[str, Node]:
        intro = (self.intro,) if self.intro else ()
        asked = (*self.questions, *self.answers)
        other = (*self.sections, *self.ctas, *self.statements, *self.figures)
        return {node.id: node for node in (*intro, *asked, *other)}

    def nodes(self) -> Iterator[Node]:
        """The nodes that ``order`` names, in that order."""
        by_id = self._by_id()
        return (by_id[name] for name in self.order)

    def units(self) -> tuple[Unit, ...]:
        """Every leaf of text with its role, in reading order: what a product must show."""
        body = [unit for node in self.nodes() for unit in node_units(node)]
        comments = [unit for comment in self.comments.items for unit in comment_units(comment)]
        return (*head_units(self), *body, *comments)

    def content(self) -> tuple[tuple[str, str], ...]:
        """Roles, order and text alone: what two imports of one article must agree on."""
        return tuple((unit.role, unit.text) for unit in self.units())


def head_units(document: Document) -> list[Unit]:
    """Kicker, series, title, subtitle, names and dates."""
    texts = (
        ("section", document.section), ("series", document.series),
        ("title", document.title), ("subtitle", document.subtitle),
    )  # fmt: skip
    found = [text_unit(name, name, text.text) for name, text in texts if text]
    if document.byline:
        names = document.byline.names
        found += [text_unit(f"byline-{n}", "byline", person.name) for n, person in enumerate(names, 1)]
    found += [text_unit(f"date-{n}", "date", date.raw) for n, date in enumerate(document.dates, 1)]
    return found


def node_units(node: Node) -> list[Unit]:
    """The units of one node: label, heading, blocks, signature, caption and credit."""
    match node:
        case Question():
            own = _labelled(node.id, "question", node.label, leaves(node.blocks, node.id))
            tail = (
                [text_unit(f"{node.id}-signature", "signature", node.signature.text)]
                if node.signature
                else []
            )
            return own + tail
        case Answer():
            return _labelled(node.id, "answer", node.label, leaves(node.blocks, node.id))
        case Statement():
            return _heading(node.id, node.heading) + _labelled(
                node.id, "statement", node.label, leaves(node.blocks, node.id)
            )
        case Section():
            return _heading(node.id, node.heading) + _labelled(
                node.id, node.kind, None, leaves(node.blocks, node.id)
            )
        case CallToAction():
            return [inline_unit(f"{node.id}-1", "cta", node.inlines)]
        case Figure():
            return _figure_units(node)


def comment_units(comment: Comment) -> list[Unit]:
    """Title, name, affiliation, stamp and body of one comment."""
    heads = (
        ("title", comment.title), ("name", comment.name), ("affiliation", comment.affiliation),
    )  # fmt: skip
    found = [text_unit(f"{comment.id}-{key}", f"comment-{key}", text.text) for key, text in heads if text]
    if comment.stamp:
        found.append(text_unit(f"{comment.id}-stamp", "comment-stamp", comment.stamp.raw))
    found += [
        Unit(id=leaf.path, role="comment", text=leaf.text) for leaf in leaves(comment.blocks, comment.id)
    ]
    return found


def _heading(node_id: str, heading: Str | None) -> list[Unit]:
    return [text_unit(f"{node_id}-heading", "heading", heading.text)] if heading else []


def _labelled(node_id: str, role: str, label: Str | None, found: Iterator[Leaf]) -> list[Unit]:
    shown = label_text(label)
    head = [text_unit(f"{node_id}-label", "label", shown)] if shown else []
    return head + [Unit(id=leaf.path, role=role, text=leaf.text) for leaf in found]


def _figure_units(figure: Figure) -> list[Unit]:
    found = []
    if figure.placeholder and not figure.asset:
        found.append(text_unit(f"{figure.id}-placeholder", "placeholder", figure.placeholder.text))
    if label_text(figure.label):
        found.append(text_unit(f"{figure.id}-label", "label", label_text(figure.label)))
    for key, inlines in (("caption", figure.caption), ("credit", figure.credit)):
        if inlines:
            found.append(inline_unit(f"{figure.id}-{key}", key, inlines))
    return found
