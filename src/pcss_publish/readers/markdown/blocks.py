"""CommonMark blocks laid out in lines with marks (https://spec.commonmark.org/0.31.2/)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Final

from pcss_publish.model.marks import InlineKind, LineKind, Place
from pcss_publish.readers.layout import Layout, Note, Opened

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SPANS: Final[dict[str, InlineKind]] = {
    "em": "emph",
    "strong": "strong",
    "sup": "superscript",
    "sub": "subscript",
}
_TAG: Final = re.compile(r"<(/?)(em|strong|sup|sub)>")
_LABEL: Final = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.)+)\]\{\.label\}(?:\s+|$)")
_NESTING: Final = 60
_TARGETS: Final = ("http://", "https://", "mailto:", "tel:")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables; nothing is made typographic, no address is changed."""
    from markdown_it import MarkdownIt

    made = (
        MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING}).enable("table").disable("html_block")
    )
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return made


class Blocks:
    """Lays the blocks of one part out; ``line`` is where the part begins in the file."""

    def __init__(self, layout: Layout, line: int, path: str) -> None:
        self.layout = layout
        self.line = line
        self.path = path
        self._quotes = 0
        self._items: list[str] = []
        self._fresh = False

    def lay_out(self, text: str) -> None:
        """Parse ``text`` and write its lines."""
        tokens = parser().parse(text)
        for place, token in enumerate(tokens):
            self._at(token)
            self._block(tokens, place)
        self.layout.end_line(gap=True)

    def _at(self, token: Token) -> None:
        if token.map:
            where = Place(
                path=f"{self.path}/{token.type.removesuffix('_open')}", line=self.line + token.map[0]
            )
            self.layout.where = lambda: where

    def _block(self, tokens: Sequence[Token], place: int) -> None:
        token = tokens[place]
        match token.type:
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "bullet_list_open" | "ordered_list_open":
                self.layout.end_line(gap=not self._items)
            case "list_item_open":
                self._items.append(f"{token.info}{token.markup}" if token.info else "•")
                self._fresh = True
            case "list_item_close":
                self._items.pop()
            case "bullet_list_close" | "ordered_list_close" | "table_close":
                self.layout.end_line(gap=True)
            case "inline" if tokens[place - 1].type in {"th_open", "td_open"}:
                self._cell(token)
            case "inline":
                self._paragraph(token, tokens[place - 1])
            case "tr_open":
                self._row(tokens, place)
            case "fence" | "code_block":
                self._code(token)
            case "hr":
                self.layout.end_line(gap=True)
            case _:
                pass

    def _paragraph(self, token: Token, opening: Token) -> None:
        tight = opening.hidden
        self.layout.end_line(gap=not tight)
        note = self._note(opening)
        content, label = token.content, None
        children: Sequence[Token] = token.children or ()
        if self._fresh and (label := _LABEL.match(content)):
            children = parser().parseInline(content[label.end() :])[0].children or ()
        sign = _plain(label["label"]) if label else self._items[-1] if self._fresh else ""
        picture = children[0] if len(children) == 1 and children[0].type == "image" else None
        if picture:
            note = Note("figure", str(picture.attrs.get("src", "")))
        elif self._fresh:
            note = Note("item", number=len(sign))
        opened = self.layout.begin(note) if note else None
        if self._fresh and not picture:
            self.layout.marker(sign)
        self._fresh = False
        self._inline(children)
        self.layout.drop_marker()
        self.layout.end_line(gap=not tight)
        if opened:
            self.layout.finish(opened)

    def _note(self, opening: Token) -> Note | None:
        if opening.type == "heading_open":
            return Note("heading", number=int(opening.tag[1]))
        kind: LineKind | None = "quote" if self._quotes else None
        return Note(kind) if kind else None

    def _row(self, tokens: Sequence[Token], place: int) -> None:
        """A row of a table: cells at its end that are empty are none, a header without words is none."""
        end = next(n for n in range(place, len(tokens)) if tokens[n].type == "tr_close")
        cells = [one for one in tokens[place:end] if one.type == "inline"]
        self.layout.end_line(gap=tokens[place - 1].type == "thead_open")
        self._cells = [bool(one.content) for one in cells]
        self._row_mark = self.layout.begin(Note("row"))
        self._cell_number = 0

    def _cell(self, token: Token) -> None:
        number = self._cell_number
        self._cell_number += 1
        if number and any(self._cells[number:]):
            self.layout.cell()
        self._inline(token.children or ())
        if self._cell_number == len(self._cells):
            self.layout.end_line()
            self.layout.finish(self._row_mark)

    def _code(self, token: Token) -> None:
        self.layout.end_line(gap=True)
        opened = self.layout.begin(Note("verse"))
        self.layout.verbatim(token.content.rstrip("\n"))
        self.layout.end_line(gap=True)
        self.layout.finish(opened)

    def _inline(self, children: Sequence[Token]) -> None:
        opened: list[Opened] = []
        for token in children:
            note, closes = _span(token)
            if note:
                opened.append(self.layout.begin(note))
            elif closes and opened:
                self.layout.finish(opened.pop())
            elif token.type == "hardbreak":
                self.layout.end_line()
            elif not closes:
                self.layout.verbatim(" " if token.type == "softbreak" else _words(token))
        for one in reversed(opened):
            self.layout.finish(one)


def _span(token: Token) -> tuple[Note | None, bool]:
    """The mark that a token begins, and whether it ends one."""
    tag = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
    if tag:
        return (None, True) if tag[1] else (Note(_SPANS[tag[2]]), False)
    if token.type == "link_open":
        target = str(token.attrs.get("href", ""))
        return Note("link", target if target.startswith(_TARGETS) else ""), False
    if token.type in {"em_open", "strong_open"}:
        return Note(_SPANS[token.tag]), False
    return None, token.type in {"em_close", "strong_close", "link_close"}


def _words(token: Token) -> str:
    """What a token says; of a picture within a line its alternative text, else its address."""
    return token.content or str(token.attrs.get("src", ""))


def _plain(text: str) -> str:
    """A label without its escapes."""
    return unescape(re.sub(r"\\(.)", r"\1", text))
