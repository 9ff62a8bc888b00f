"""A Markdown source as text with marks."""

from __future__ import annotations

import re
from typing import Any, Final

from pcss_publish.errors import SourceError
from pcss_publish.model.marks import Claimed, FieldKind, MarkKind, Place
from pcss_publish.model.nodes import Source
from pcss_publish.model.received import Received
from pcss_publish.readers.layout import Layout, Note
from pcss_publish.readers.markdown import front_matter
from pcss_publish.readers.markdown.blocks import Blocks
from pcss_publish.readers.markdown.divs import Div, check_ids, divs, is_opening, split_front_matter

MEDIA_TYPE: Final = "text/markdown"
_KEY: Final = re.compile(r"[A-Za-z][\w-]*:(?:\s.*)?")
_FIELDS: Final[tuple[tuple[str, FieldKind], ...]] = (("label", "label"), ("heading", "part-heading"))
_COMMENT: Final[tuple[tuple[str, MarkKind], ...]] = (
    ("label", "label"), ("title", "comment-title"), ("name", "comment-name"),
    ("affiliation", "comment-affiliation"), ("date", "comment-stamp"),
)  # fmt: skip


def recognise(text: str) -> bool:
    """Whether it begins with front matter, or a line opens a div of an article.

    Copied text may look like other Markdown; it is read as copied.
    """
    front, body, _ = split_front_matter(text.lstrip("\ufeff").replace("\r\n", "\n"))
    keys = [line for line in front.split("\n") if line.strip()]
    return bool(keys and _KEY.fullmatch(keys[0])) or any(map(is_opening, body.split("\n")))


def read(text: str, source: Source) -> Received:
    """Front matter as the head, divs as the parts, CommonMark as their text.

    Raises:
        SourceError: front matter or a div is broken, or there is no text; says where.
    """
    front, body, first = split_front_matter(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    layout = Layout()
    claims: tuple[Claimed, ...] = ()
    if front:
        known = front_matter.load(front, source.name)
        _head(layout, known)
        if known.get("language"):
            claims = (Claimed(source="front matter", key="language", value=str(known["language"])),)
    parts = list(divs(body, first, source.name))
    check_ids(parts, source.name)
    for number, div in enumerate(parts, 1):
        path = f"/{div.kind or 'body'}[{number}]"
        _part(layout, div if div.id else div._replace(id=path), path)  # no id has such signs
    words, markup = layout.done(claims)
    if not words.strip():
        raise SourceError(
            "the file holds no text", place=source.name, hint="Write the article below the front matter."
        )
    return Received(source=source, text=words, markup=markup)


def _head(layout: Layout, front: dict[str, Any]) -> None:
    layout.where = lambda: Place(path="/front matter", line=1)
    for key, kind in front_matter.HEADS.items():
        _field(layout, str(front.get(key, "")), Note(kind))
    collective = front.get("byline-kind") == "collective"
    for name, role in front_matter.names(front):
        _field(layout, name, Note("byline", "collective" if collective else role))
    for role, date in front_matter.dates(front):
        _field(layout, date, Note("date", ref=role))
    for scheme, value in front_matter.identifiers(front):
        _field(layout, value, Note("identifier", ref=scheme))
    layout.end_line(gap=True)


def _field(layout: Layout, text: str, note: Note) -> None:
    if text:
        layout.end_line(gap=True)
        opened = layout.begin(note)
        layout.verbatim(text)
        layout.end_line()
        layout.finish(opened)


def _part(layout: Layout, div: Div, path: str) -> None:
    layout.end_line(gap=True)
    layout.where = lambda: Place(path=path, line=div.line)
    opened = layout.begin(_note(div)) if div.kind else None
    said = div.attributes
    for key, kind in _COMMENT if div.kind == "comment" else _FIELDS:
        _field(layout, said.get(key, ""), Note(kind, ref=div.id))
    _field(layout, said.get("placeholder", ""), Note("figure"))
    layout.end_line(gap=div.kind != "picture")
    body = _body_note(div)
    inner = layout.begin(body) if body else None
    Blocks(layout, div.line, path).lay_out(div.text)
    if inner:
        layout.finish(inner)
    _field(layout, said.get("signature", ""), Note("signature"))
    _field(layout, said.get("credit", ""), Note("credit"))
    if opened:
        layout.finish(opened)
    layout.end_line(gap=True)


def _body_note(div: Div) -> Note | None:
    kinds: dict[str, Note] = {"comment": Note("comment-body", ref=div.id), "picture": Note("caption")}
    return kinds.get(div.kind)


def _note(div: Div) -> Note:
    said = div.attributes
    value = {
        "answer": said.get("answers", ""), "section": said.get("kind", "body"),
        "statement": said.get("roles", ""), "comment": said.get("to", ""),
    }.get(div.kind, "")  # fmt: skip
    number = said.get("number", "")
    kind: MarkKind = div.kind  # type: ignore[assignment]
    return Note(kind, value, div.id, int(number) if number.isascii() and number.isdigit() else 0)
