"""RTF written anew for pandoc, which loses letters behind others, signs of lists and words of boxes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from pcss_publish.readers.office.changes import ask_comment
from pcss_publish.readers.office.prepared import Prepared, Sign, ask_styles
from pcss_publish.readers.office.rtf_pages import BESIDE, TEXT, Pages
from pcss_publish.readers.office.rtf_story import Look, Story, encoded
from pcss_publish.readers.office.rtf_tables import (
    DESTINATIONS,
    EQUATION,
    LEFT,
    LINK,
    PICTURES,
    SETTINGS,
    SIGNS,
    STORIES,
    TABLES,
    THROUGH,
    Drawn,
    Tables,
)  # fmt: skip
from pcss_publish.readers.office.rtf_tokens import Token, decoded, tokens
from pcss_publish.readers.office.styles import Styles

_ENDS: Final = frozenset({"par", "sect", "page", "column", "\n", "\r"})
_LOOKS: Final = {"b": "bold", "i": "italic", "v": "hidden", "strike": "struck", "striked": "struck"}
_MOST_SKIPPED: Final = 8
_LAST_SHORT: Final = 0xFFFF
# Where the two halves of a character lie that UTF-16 writes in two (Unicode 3.8).
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000


@dataclass
class _State:
    """What a group keeps to itself."""

    story: Story
    look: Look = field(default_factory=Look)
    mode: str = ""  # empty: text; left; fonts, styles, authors
    left: str = ""
    page: str = "cp1252"
    skip: int = 1
    style: int = 0
    row: bool = False
    opens: bool = False
    link: bool = False


class Rtf:
    """One file; :meth:`prepare` makes it ready."""

    def __init__(self, data: bytes, name: str, styles: Styles) -> None:
        self._data = data[data.index(b"{") :]
        self._body = Story("body")
        self._state = _State(self._body)
        self._stack: list[_State] = []
        self._tables = Tables(styles)
        self._bytes = bytearray()
        self._ignored = self._high = 0
        self._star = self._fresh = False
        self._url = self._by = self._property = ""
        self._picture = Drawn()
        self._left: dict[str, int] = {}
        self.prepared = Prepared(name, "rtf")
        self._pages = Pages(self.prepared, self._tables)

    def prepare(self) -> Prepared:
        """The file ready for pandoc.

        Raises:
            SourceError: it ends too early, or nests too deep.
        """
        for token in tokens(self._data, self.prepared.name):
            self._take(token)
        self._pages.finish(self._body)
        for name, size in self._left.items():
            self.prepared.leave(name, "/rtf", size)
        ask_styles(self.prepared, self._pages.unknown)
        self.prepared.data = ("{\\rtf1\\ansi\\uc1 " + "".join(self._body.out) + "}").encode("ascii")
        return self.prepared

    def _take(self, token: Token) -> None:
        if token.kind != "byte" and self._bytes:
            held, self._bytes = bytes(self._bytes), bytearray()
            self._text(decoded(held, self._state.page))
        fresh, self._fresh = self._fresh, False
        if token.kind == "open":
            self._stack.append(self._state)
            self._state = replace(self._state, opens=False, link=False, left="")
            self._fresh, self._star, self._ignored = True, False, 0
        elif token.kind == "close":
            self._close()
        elif token.kind == "word":
            self._word(token.name, token.number, fresh=fresh)
        elif token.kind == "bin":
            self._picture.data += token.data
        elif token.kind == "byte" and not self._ignored:
            self._bytes += token.data
        elif token.kind == "byte":
            self._ignored -= 1
        else:
            gone = min(self._ignored, len(token.data))
            self._ignored -= gone
            self._text(decoded(token.data[gone:], self._state.page))

    def _word(self, name: str, number: int | None, *, fresh: bool) -> None:
        if name == "*":
            self._star = self._fresh = True
            return
        star, self._star = self._star, False
        if fresh and (star or name in DESTINATIONS or SETTINGS.fullmatch(name)):
            self._destination(name, star=star)
        if name == "u":
            self._unicode(number or 0)
        elif name == "uc":
            self._state.skip = min(max(number or 0, 0), _MOST_SKIPPED)
        elif name in SIGNS and self._ignored:
            self._ignored -= 1
        elif name in SIGNS:
            self._text(SIGNS[name])
        elif self._state.mode:
            self._tables.word(self._state.mode, name, number or 0)
        elif self._state.story.kind == "picture":
            self._picture.kind = PICTURES.get(name, self._picture.kind)
        elif name in _ENDS:
            self._pages.end(self._state.story, self._state.style, row=self._state.row)
        elif name in {"cell", "nestcell"}:
            self._pages.cell(self._state.story, self._state.style)
        elif name == "row":
            self._pages.row(self._state.story)
        else:
            self._format(name, number)

    def _destination(self, name: str, *, star: bool) -> None:
        state = self._state
        if name == "ud" and self._stack[-1].left == "upr":
            state.mode = ""  # what stands before it is the same text for older programs
        if state.mode:
            return
        if name in STORIES:
            self._picture = Drawn() if name == "pict" else self._picture
            state.story, state.opens, state.look = Story(STORIES[name]), True, Look()
        elif name in TABLES:
            state.mode = TABLES[name]
        elif name in LEFT or (star and name not in THROUGH) or SETTINGS.fullmatch(name):
            state.mode, state.left = "left", name
        elif name == "fldrslt" and self._url and state.story.kind in TEXT:
            # Pandoc would make a link of each piece of the words.
            state.story.put(encoded(self.prepared.link(self._url)))
            state.link, self._url = True, ""

    def _unicode(self, number: int) -> None:
        code = number % 0x10000 if number <= _LAST_SHORT else min(number, 0x10FFFF)
        if _HIGH <= code < _LOW:
            self._high = code
        elif _LOW <= code < _AFTER:
            high, self._high = self._high, 0
            self._text(chr(0x10000 + ((high - _HIGH) << 10) + code - _LOW) if high else "\ufffd")
        else:
            self._text(chr(code))
        self._ignored = self._state.skip

    def _text(self, words: str) -> None:
        state = self._state
        words = words.replace("\0", "")
        if not words:
            return
        if state.mode == "left":
            name = next((one.left for one in (state, *reversed(self._stack)) if one.left), "")
            self._left[name] = self._left.get(name, 0) + len(words)
        elif state.mode:
            self._tables.text(state.mode, words)
        elif state.story.kind in TEXT:
            self.prepared.refuse_signs(words, self._pages.place)
            state.story.say(state.look, words)
        else:
            state.story.plain.append(words)

    def _format(self, name: str, number: int | None) -> None:
        state, on = self._state, number != 0
        if name in _LOOKS:
            state.look = state.look.switched(_LOOKS[name], on=on)
        elif name in {"super", "sub", "nosupersub"}:
            state.look = state.look._replace(height=name if on and name != "nosupersub" else "")
        elif name in {"deleted", "revised"}:
            change = {"deleted": "deleted", "revised": "inserted"}[name] if on else ""
            state.look = state.look._replace(change=change)
        elif name in {"revauth", "revauthdel"}:
            state.look = state.look._replace(author=number or 0)
        elif name == "plain":
            state.look, state.page = Look(), self._tables.page
        elif name == "pard":
            state.style, state.row = 0, False
        elif name == "s":
            state.style = number or 0
        elif name == "intbl":
            state.row = True
        elif name == "f":
            state.page = self._tables.font(number or 0)
        elif name == "ansicpg":
            self._tables.page = state.page = f"cp{number or 1252}"
        elif name in {"mac", "pc"}:
            self._tables.page = state.page = {"mac": "mac_roman", "pc": "cp437"}[name]

    def _close(self) -> None:
        self._ignored = 0
        state = self._state
        if not self._stack:
            return
        self._state = self._stack.pop()
        # Paragraphs go on behind a group that did not begin a story of its own.
        self._state.style, self._state.row = (self._state.style, self._state.row) if state.opens else (
            state.style, state.row
        )  # fmt: skip
        if state.link:
            state.story.put(encoded(Sign.link_end()))
        if state.opens:
            self._leave_story(state.story, self._state.story)

    def _leave_story(self, story: Story, outer: Story) -> None:
        """What becomes of the words of a story that ends."""
        words = "".join(story.plain).strip()
        kind: Any = story.kind
        if kind in BESIDE:
            self._pages.leave(story, outer, words)
        elif kind == "comment":
            ask_comment(self.prepared, words, "", self._by, "", self._pages.place)
        elif kind == "author":
            self._by = words
        elif kind == "sign":
            outer.sign = words
        elif kind == "code":
            found = LINK.match(words)
            self._url = found[1] if found else ""
            if EQUATION.match(words):
                self._pages.leave(Story("equation"), outer, words)
            elif not found:
                self._left["field"] = self._left.get("field", 0) + len(words)
        elif kind == "name":
            self._property = words
        elif kind == "value" and self._property in {"wzDescription", "wzName"}:
            self._picture.alt = self._picture.alt or words
        elif kind == "picture":
            number = len(self.prepared.pictures) + 1
            sign = self.prepared.show(self._picture.embedded(words, number))
            outer.put(encoded(sign))
