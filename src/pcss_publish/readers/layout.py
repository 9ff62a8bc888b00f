"""Text nodes laid out in lines as a person would copy them, with marks over what the markup knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pcss_publish.model.marks import INLINE, LINES, Claimed, Mark, MarkKind, Markup, Place

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_ROW_END = re.compile(r"[\n\r\f]+")


class Note(NamedTuple):
    """A mark to be laid over what an element shows, or with ``keep`` over these words in it."""

    kind: MarkKind
    value: str = ""
    ref: str = ""
    number: int = 0
    keep: str = ""


class Opened(NamedTuple):
    """A mark that waits for its end."""

    note: Note
    place: int
    piece: int


class Layout:
    """Builds the text of a structured source; ``where`` gives the place in the file of a line that begins.

    White space is that of the page: runs of blanks are one space, none at a line's edges, unless ``pre``.
    The text gets its marks in the order of the source, outer before inner.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._line = 0
        self._gap = False
        self._space = False
        self._marks: list[Mark] = []
        self._places: list[tuple[int, Place]] = []
        self._sign = ""
        self._later: list[tuple[str, Note, Callable[[], Place]]] = []
        self.where: Callable[[], Place] = lambda: Place(path="")

    def text(self, words: str, *, pre: bool = False) -> None:
        """Add words to the line; with ``pre``, their line ends end lines."""
        if pre:
            lines = _ROW_END.sub("\n", words).split("\n")
            for number, line in enumerate(lines):
                if number:
                    self.end_line()
                self._put(line.expandtabs(4) if line.strip() else "")
            return
        if words[:1] and _BLANKS.match(words):
            self._space = True
        self._put(_BLANKS.sub(" ", words).strip(" \t\n\r\f"))
        if words.strip(" \t\n\r\f") and words[-1] in " \t\n\r\f":
            self._space = True

    def _put(self, words: str) -> None:
        if not words:
            return
        if self._length == self._line:
            if self._gap and self._length:
                self._write("\n")
            self._line = self._length
            self._gap = False
            self._places.append((self._length, self.where()))
            if self._sign:
                self._write(f"{self._sign} ")
                self._sign = ""
        elif self._space and not words.startswith("\t") and self._pieces[-1][-1:] != "\t":
            self._write(" ")
        self._space = False
        self._write(words)

    def _write(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def verbatim(self, words: str) -> None:
        """Add words whose blanks stay as they are; their line ends end lines."""
        for number, line in enumerate(words.split("\n")):
            if number:
                self.end_line()
            self._put(line)

    def marker(self, sign: str) -> None:
        """Show a sign before what comes next, if anything does before ``drop_marker``."""
        self._sign = sign

    def drop_marker(self) -> None:
        """An item ends: a sign without words is not shown."""
        self._sign = ""

    def end_line(self, *, gap: bool = False) -> None:
        """End the line, if it holds anything; with ``gap`` a blank line will stand before the next."""
        if self._length > self._line:
            self._write("\n")
            self._line = self._length
        self._space = False
        self._gap = self._gap or gap
        waiting, self._later = self._later, []
        for words, note, where in waiting:
            self.where, before = where, self.where
            opened = self.begin(note)
            self.text(words)
            self.end_line()
            self.finish(opened)
            self.where = before

    def line_break(self) -> None:
        """End the line; where none was begun, leave a blank one."""
        self.end_line(gap=self._length == self._line)

    def cell(self) -> None:
        """Go on to the next cell of a table's row."""
        self._space = False
        self._put("\t")

    def later(self, words: str, note: Note) -> None:
        """Show words that stand in the line, but are not seen there, on a line of their own below it."""
        self._later.append((words, note, self.where))

    def begin(self, note: Note) -> Opened:
        """Lay a mark over what comes until ``finish``."""
        opened = Opened(note, len(self._marks), len(self._pieces))
        self._marks.append(Mark(note.kind, self._length, -1, note.value, note.ref, note.number))
        return opened

    def finish(self, opened: Opened) -> None:
        """End a mark; one over nothing that is seen is none."""
        mark = self._marks[opened.place]._replace(end=self._length)
        if opened.note.keep:
            shown = "".join(self._pieces[opened.piece :])
            found = re.search(r"\s+".join(map(re.escape, opened.note.keep.split())), shown)
            if found:
                mark = mark._replace(start=mark.start + found.start(), end=mark.start + found.end())
        self._marks[opened.place] = mark

    def done(
        self, claims: tuple[Claimed, ...] = (), doubts: tuple[tuple[str, str], ...] = ()
    ) -> tuple[str, Markup]:
        """The text, and all that is known of it."""
        self.end_line()
        text = "".join(self._pieces).rstrip("\n")
        marks = (_trimmed(mark, text) for mark in self._marks)
        kept = [piece for mark in marks if mark.end > mark.start for piece in _by_line(mark, text)]
        kept.sort(key=lambda mark: (mark.start, -mark.end))
        return text, Markup(marks=tuple(kept), places=tuple(self._places), claims=claims, doubts=doubts)


def _by_line(mark: Mark, text: str) -> list[Mark]:
    """Inline marks end with their line."""
    if mark.kind not in INLINE or "\n" not in text[mark.start : mark.end]:
        return [mark]
    at, found = mark.start, []
    for line in text[mark.start : mark.end].split("\n"):
        found += [mark._replace(start=at, end=at + len(line))] if line else []
        at += len(line) + 1
    return found


def _trimmed(mark: Mark, text: str) -> Mark:
    """The mark without line ends, and inline marks without blanks, at its edges."""
    start, end = mark.start, min(mark.end, len(text))
    edges = "\n" if mark.kind in LINES else " \n\t" if mark.kind in INLINE else " \n\t\u00a0"
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return mark._replace(start=start, end=end)
