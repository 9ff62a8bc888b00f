"""Small documents around a snippet, for trying one rule at a time."""

from __future__ import annotations

from typing import Any

from pcss_publish.model import (
    Answer,
    Comment,
    Comments,
    DateClaim,
    Document,
    Para,
    RoleSpan,
    Segment,
    Source,
    Span,
    Statement,
    Str,
)

SHA = "0" * 64


def paragraphs(text: str, at: int = 0) -> tuple[Para, ...]:
    """Paragraphs of ``text`` (parted by empty lines), with spans from ``at`` on."""
    made = []
    for part in text.split("\n\n"):
        made.append(Para(inlines=(Str(text=part, span=Span(at, at + len(part))),)))
        at += len(part) + 2
    return tuple(made)


def document(**parts: Any) -> Document:
    """A document of ``parts``, in their order."""
    names = [node.id for key in ("questions", "answers", "sections", "ctas", "statements", "figures")
             for node in parts.get(key, ())]  # fmt: skip
    source = Source(name="case.txt", sha256=SHA, media_type="text/plain", encoding="utf-8")
    return Document(id="case", order=tuple(names), **{"sources": (source,), **parts})


def with_statement(text: str) -> Document:
    """One funding statement."""
    roles = (RoleSpan(role="funding", span=Span(0, len(text))),)
    return document(statements=(Statement(id="s1", blocks=paragraphs(text), roles=roles),))


def with_answer(text: str) -> Document:
    """One answer, dated, with its ledger."""
    ledger = (Segment(start=0, end=len(text), kind="content", owner="a1", text=text),)
    date = DateClaim(role="published", raw="May 4, 2011", value="2011-05-04", precision="day")
    return document(
        answers=(Answer(id="a1", answers=(), blocks=paragraphs(text)),), dates=(date,), ledger=ledger
    )


def comment(ordinal: int, name: str, text: str, stamp: str = "", **more: Any) -> Comment:
    """A comment; ``stamp`` is ISO 8601."""
    claim = DateClaim(role="stamp", raw=stamp, value=stamp, precision="minute") if stamp else None
    return Comment(
        id=f"c{ordinal}", ordinal=ordinal, name=Str(text=name) if name else None, stamp=claim,
        blocks=paragraphs(text), **more,
    )  # fmt: skip


def with_comments(*comments: Comment, **more: Any) -> Document:
    """Comments and nothing else."""
    return document(comments=Comments(items=comments, **more))


def with_comment(text: str) -> Document:
    """One comment."""
    return with_comments(comment(1, "Reader", text, "2015-12-18T11:41"))


def with_pair(text: str) -> Document:
    """Two comments, each a paragraph ``name: text``."""
    pairs = [part.split(": ", 1) for part in text.split("\n\n")]
    made = [comment(n, name, body, f"2015-12-{n:02}T10:00") for n, (name, body) in enumerate(pairs, 1)]
    return with_comments(*made)
