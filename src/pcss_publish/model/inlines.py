"""Inline nodes, named as pandoc names them (https://hackage.haskell.org/package/pandoc-types).

``t`` is the discriminator. Text runs carry the span they were read from; nodes that an editor
supplied have none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from pcss_publish.model.base import Model, Span, Text


class Str(Model):
    """A run of text, verbatim; unlike pandoc's it may hold spaces and no-break spaces."""

    t: Literal["Str"] = "Str"
    text: Text
    span: Span | None = None


class SoftBreak(Model):
    """A line end inside a paragraph of hard-wrapped text; reads as one space."""

    t: Literal["SoftBreak"] = "SoftBreak"
    span: Span | None = None


class LineBreak(Model):
    """A line end that is kept as a line end."""

    t: Literal["LineBreak"] = "LineBreak"
    span: Span | None = None


class Emph(Model):
    """Emphasis."""

    t: Literal["Emph"] = "Emph"
    inlines: tuple[Inline, ...]


class Strong(Model):
    """Strong importance."""

    t: Literal["Strong"] = "Strong"
    inlines: tuple[Inline, ...]


class Superscript(Model):
    """Superscript, note marks included."""

    t: Literal["Superscript"] = "Superscript"
    inlines: tuple[Inline, ...]


class Subscript(Model):
    """Subscript."""

    t: Literal["Subscript"] = "Subscript"
    inlines: tuple[Inline, ...]


class Link(Model):
    """Text with a known target. ``bare`` when the text itself was the address."""

    t: Literal["Link"] = "Link"
    target: str
    inlines: tuple[Inline, ...]
    bare: bool = False


class LostLink(Model):
    """Text that was a link on the page it was copied from; the target did not come along."""

    t: Literal["LostLink"] = "LostLink"
    id: str
    text: Text
    span: Span | None = None


class Opaque(Model):
    """A pandoc node of a kind this model does not know: kept and queried, never dropped."""

    t: Literal["Opaque"] = "Opaque"
    api_version: str
    pandoc: JsonValue
    text: Text


Inline = Annotated[
    Str | SoftBreak | LineBreak | Emph | Strong | Superscript | Subscript | Link | LostLink | Opaque,
    Field(discriminator="t"),
]


def text_of(inlines: Iterable[Inline]) -> str:
    """The text that a reader sees: a soft break is a space, a line break a newline."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Str() | LostLink() | Opaque():
                parts.append(node.text)
            case SoftBreak():
                parts.append(" ")
            case LineBreak():
                parts.append("\n")
            case _:
                parts.append(text_of(node.inlines))
    return "".join(parts)


for _node in (Emph, Strong, Superscript, Subscript, Link):
    _node.model_rebuild()
