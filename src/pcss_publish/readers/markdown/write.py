"""A document as Markdown with front matter and fenced divs: what the reader of that form reads back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pcss_publish.model import (
    Answer,
    CallToAction,
    Comment,
    Document,
    Figure,
    Node,
    Question,
    Section,
    Statement,
    Str,
    text_of,
)
from pcss_publish.readers.markdown.write_blocks import blocks_text, inlines_text


def write(document: Document) -> str:
    """The article in its authoring form. Ledger, awards and rights are not in it: they are found again."""
    parts = [_front_matter(document), *map(_node, document.nodes()), *map(_comment, document.comments.items)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front_matter(document: Document) -> str:
    import yaml

    heads = (
        ("section", document.section), ("series", document.series), ("title", document.title),
        ("subtitle", document.subtitle),
    )  # fmt: skip
    said: dict[str, Any] = {key: text.text for key, text in heads if text}
    if document.byline:
        said["byline"] = [
            one.name if one.role == "author" else {"name": one.name, "role": one.role}
            for one in document.byline.names
        ]
        if document.byline.kind == "collective":
            said["byline-kind"] = "collective"
    rest = document.dates
    if rest and rest[0].role == "published":
        said["date"], rest = rest[0].raw, rest[1:]
    if rest:
        said["dates"] = [{date.role: date.raw} for date in rest]
    if document.identifiers:
        said["identifiers"] = [{one.scheme: one.value} for one in document.identifiers]
    said["language"] = document.language
    dumped = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{dumped}---"


def _node(node: Node) -> str:
    match node:
        case Question():
            told = {"label": _said(node.label), "signature": _said(node.signature)}
            return _div("question", node.id, told, blocks_text(node.blocks))
        case Answer():
            told = {"label": _said(node.label), "answers": " ".join(node.answers)}
            return _div("answer", "", told, blocks_text(node.blocks))
        case Statement():
            roles = " ".join(dict.fromkeys(role.role for role in node.roles))
            told = {"roles": roles, "heading": _said(node.heading), "label": _said(node.label)}
            return _div("statement", "", told, blocks_text(node.blocks))
        case Section():
            kind = "intro" if node.kind == "intro" else "section"
            told = {
                "kind": "" if node.kind in {"intro", "body"} else node.kind,
                "heading": _said(node.heading),
            }
            return _div(kind, "", told, blocks_text(node.blocks))
        case CallToAction():
            return _div("cta", "", {"label": _said(node.label)}, inlines_text(node.inlines))
        case Figure():
            told = {
                "label": _said(node.label), "placeholder": _said(node.placeholder),
                "credit": text_of(node.credit),
            }  # fmt: skip
            return _div("picture", "", told, inlines_text(node.caption))


def _comment(comment: Comment) -> str:
    told = {
        "number": str(comment.ordinal), "to": comment.parent or "", "label": _said(comment.label),
        "title": _said(comment.title), "name": _said(comment.name), "affiliation": _said(comment.affiliation),
        "date": comment.stamp.raw if comment.stamp else "",
    }  # fmt: skip
    return _div("comment", comment.id, told, blocks_text(comment.blocks))


def _said(text: Str | None) -> str:
    return text.text if text else ""


def _div(kind: str, ident: str, attributes: dict[str, str], text: str) -> str:
    head = " ".join(_attributes(kind, ident, attributes.items()))
    return f"::: {{{head}}}\n{text}\n:::" if text else f"::: {{{head}}}\n:::"


def _attributes(kind: str, ident: str, said: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f".{kind}"
    if ident:
        yield f"#{ident}"
    for key, value in said:
        if value:
            yield f"{key}={json.dumps(value, ensure_ascii=False)}"
