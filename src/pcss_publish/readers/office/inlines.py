"""Pandoc's inlines (https://hackage.haskell.org/package/pandoc-types) laid out with their marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlsplit

from pcss_publish.model.marks import InlineKind
from pcss_publish.readers.layout import Layout, Note, Opened
from pcss_publish.readers.office.prepared import SIGN

_MARKS: Final[dict[str, InlineKind]] = {
    "Emph": "emph", "Strong": "strong", "Superscript": "superscript", "Subscript": "subscript",
}  # fmt: skip
_PLAIN: Final = frozenset({"Underline", "Strikeout", "SmallCaps"})
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})

Inline = dict[str, Any]


def children(inline: Inline) -> list[Inline]:
    """The inlines within one."""
    kind, content = inline["t"], inline.get("c", [])
    if kind in _MARKS or kind in _PLAIN:
        return list(content)
    if kind in {"Link", "Image", "Span", "Quoted", "Cite"}:
        return list(content[1])
    return []


def words_of(inline: Inline) -> str:
    """The text that an inline is itself, without those within it."""
    kind = inline["t"]
    if kind in {"Space", "SoftBreak"}:
        return " "
    if kind == "Str":
        return str(inline["c"])
    if kind in {"Code", "Math", "RawInline"}:
        return str(inline["c"][1])
    return ""


def merged(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """The inlines, with words that pandoc cut in two made whole: our signs may be cut too."""
    for kind, run in groupby(inlines, key=lambda inline: inline["t"]):
        if kind == "Str":
            yield {"t": kind, "c": "".join(inline["c"] for inline in run)}
        else:
            yield from run


def leaves(inlines: Sequence[Inline]) -> Iterator[str]:
    """All text of a paragraph without its notes, piece by piece."""
    for inline in merged(inlines):
        yield words_of(inline)
        yield from leaves(children(inline))


class Inlines:
    """Lays out the inlines of one paragraph.

    Args:
        layout: where they go.
        links: the addresses that signs of links name.
        hear: told every text, and the number of each paragraph and picture at its sign.
        note: told the blocks of a footnote; gives the number that is shown for it.
    """

    def __init__(
        self,
        layout: Layout,
        links: Sequence[str],
        hear: Callable[[str, str], None],
        note: Callable[[list[Any]], str],
    ) -> None:
        self._layout = layout
        self._links = links
        self._open: list[Opened | None] = []
        self._hear = hear
        self._note = note

    def lay_out(self, inlines: Sequence[Inline]) -> None:
        """Write them in their order."""
        for inline in merged(inlines):
            self._one(inline)

    def _one(self, inline: Inline) -> None:
        kind = inline["t"]
        if kind == "LineBreak":
            self._layout.line_break()
        elif kind == "Note":
            opened = self._layout.begin(Note("superscript"))
            self._layout.text(self._note(inline["c"]))
            self._layout.finish(opened)
        else:
            note = _mark(inline)
            opened_mark = self._layout.begin(note) if note else None
            self.text(words_of(inline))
            self.lay_out(children(inline))
            if opened_mark:
                self._layout.finish(opened_mark)

    def text(self, words: str) -> None:
        """Write words with our signs in them."""
        at = 0
        for sign in SIGN.finditer(words):
            self._say(words[at : sign.start()])
            at = sign.end()
            if sign[1] == "c":
                self._say(chr(int(sign[2])))
            elif sign[1] == "l":
                found = _link(self._links[int(sign[2])])
                self._open.append(self._layout.begin(found) if found else None)
            elif sign[1] == "z":
                if self._open and (opened := self._open.pop()):
                    self._layout.finish(opened)
            else:
                self._hear(sign[1], sign[2])
        self._say(words[at:])

    def _say(self, words: str) -> None:
        if words:
            self._hear("", words)
            self._layout.text(words)


def _mark(inline: Inline) -> Note | None:
    kind = inline["t"]
    if kind in _MARKS:
        return Note(_MARKS[kind])
    return _link(inline["c"][2][0]) if kind == "Link" else None


def _link(address: str) -> Note | None:
    """A link to where it leads; one within the file is none, one without a known scheme is lost."""
    target = "".join(address.split())
    if target.startswith("#"):
        return None
    try:
        scheme = urlsplit(target).scheme.lower()
    except ValueError:
        return Note("link")
    if scheme in _SCHEMES:
        return Note("link", target)
    return Note("link") if not scheme else None
