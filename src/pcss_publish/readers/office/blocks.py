"""Pandoc's blocks laid out in lines with marks, each with its paragraph's place and role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pcss_publish.model.marks import LineKind, Place
from pcss_publish.normalization.cues import caption_label
from pcss_publish.readers.layout import Layout, Note, Opened
from pcss_publish.readers.office.inlines import Inline, Inlines, leaves
from pcss_publish.readers.office.prepared import SIGN, Paragraph, Prepared
from pcss_publish.readers.office.roles import FIELDS, HEADS, LINES, Part, parts_of
from pcss_publish.readers.office.shapes import Block, held, is_data, line_of, rows_of


class Blocks:
    """One walk through pandoc's document.

    Attributes:
        heard: by the number of each paragraph, what pandoc gave of it.
    """

    def __init__(self, layout: Layout, prepared: Prepared) -> None:
        self._layout = layout
        self._prepared = prepared
        self._parts = parts_of(prepared.paragraphs)
        self._inlines = Inlines(layout, prepared.links, self._hear, self._footnote)
        self._part: tuple[Part, Opened] | None = None
        self._begins = ""
        self._notes: list[tuple[str, list[Block]]] = []
        self._count = 0
        self._waiting: list[int] = []
        self._pictured = False
        self._shown: set[int] = set()
        self._current = -1
        self.heard: dict[int, list[str]] = {}

    def through(self, blocks: Sequence[Block]) -> None:
        """Lay the document out, its notes below."""
        self._all(blocks)
        self._enter(None)
        if self._notes:
            self._layout.end_line(gap=True)
            opened = self._layout.begin(Note("section", "notes"))
            while self._notes:
                number, note = self._notes.pop(0)
                self._begins = number
                self._all(note)
            self._layout.finish(opened)
        self._layout.end_line(gap=True)

    def _all(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        kind, content = block["t"], block.get("c", [])
        match kind:
            case "Para" | "Plain":
                self._paragraph(content)
            case "Header":
                self._paragraph(content[2], level=content[0])
            case "CodeBlock" | "RawBlock":
                self._verbatim(content[1])
            case "Table":
                self._table(content)
            case _:
                # What is left only holds others: the numbers of lists were taken before.
                self._all(held(kind, content))

    def _paragraph(self, inlines: Sequence[Inline], *, level: int = 0) -> None:
        paragraph = self._first(inlines)
        sign = self._sign(paragraph)
        level = level or (paragraph.level if paragraph else 0)
        role = paragraph.role if paragraph else ""
        self._layout.end_line(gap=not self._captions(role, inlines))
        self._enter(self._parts.get(self._current) if paragraph else None)
        self._pictures_before(inlines)
        if sign and self._part and self._part[0].kind == "question":
            sign = self._label(sign)
        note = self._note(role, level, sign)
        opened = self._layout.begin(note) if note else None
        if sign:
            self._layout.marker(sign)
        self._inlines.lay_out(inlines)
        self._layout.drop_marker()
        self._layout.end_line()
        if opened:
            self._layout.finish(opened)
        self._pictures()

    def _captions(self, role: str, inlines: Sequence[Inline]) -> bool:
        """Whether a paragraph belongs to the picture above it: by its style, or as it begins."""
        below, self._pictured = self._pictured, False
        words = SIGN.sub("", "".join(leaves(inlines))).strip()
        return role == "caption" or (below and caption_label(words) is not None)

    def _label(self, sign: str) -> str:
        """Put the sign of a question on a line of its own, as its label; none is left."""
        opened = self._layout.begin(Note("label"))
        self._layout.text(sign)
        self._layout.end_line()
        self._layout.finish(opened)
        return ""

    def _pictures_before(self, inlines: Sequence[Inline]) -> None:
        """Show the pictures with which a paragraph begins above its words."""
        for text in leaves(inlines):
            self._waiting += [int(sign[2]) for sign in SIGN.finditer(text) if sign[1] == "i"]
            if SIGN.sub("", text).strip():
                break
        self._shown |= set(self._waiting)
        self._pictures()

    def _sign(self, paragraph: Paragraph | None) -> str:
        """The sign that is printed before a paragraph: its list's, or the number of its note."""
        number, self._begins = self._begins, ""
        return number or (paragraph.sign if paragraph else "")

    def _note(self, role: str, level: int, sign: str) -> Note | None:
        if role in HEADS:
            return Note(HEADS[role])
        if role in FIELDS:
            part = self._part[0] if self._part else None
            return Note(FIELDS[role], ref=part.ref if part else "")
        if role in LINES:
            kind: LineKind = LINES[role]
            return Note(kind)
        if level or role in {"heading", "question"}:
            # A question's style without one for answers is as good as a heading.
            inside = self._part is not None and self._part[0].kind == "question"
            return None if inside else Note("heading", number=level or 2)
        return Note("item", number=len(sign)) if sign else None

    def _first(self, inlines: Sequence[Inline]) -> Paragraph | None:
        """The paragraph that begins here; from now on lines are placed in it."""
        return self._at(
            next((m for text in leaves(inlines) for m in SIGN.finditer(text) if m[1] == "p"), None)
        )

    def _at(self, found: Any) -> Paragraph | None:
        if found is None:
            return None
        self._current = int(found[2])
        paragraph = self._prepared.paragraphs[self._current]
        self._place(paragraph.place)
        return paragraph

    def _place(self, place: Place) -> None:
        self._layout.where = lambda: place

    def _hear(self, kind: str, said: str) -> None:
        if kind == "p":
            self._current = int(said)
            self.heard.setdefault(self._current, [])
        elif kind == "i":
            self._waiting += [int(said)] if int(said) not in self._shown else []
        elif self._current >= 0:
            self.heard.setdefault(self._current, []).append(said)

    def _enter(self, part: Part | None) -> None:
        """Close the part that was open where another begins."""
        now = self._part[0] if self._part else None
        if part == now:
            return
        self._layout.end_line(gap=True)
        if self._part:
            self._layout.finish(self._part[1])
        self._part = (part, self._layout.begin(part.note)) if part else None

    def _footnote(self, blocks: list[Block]) -> str:
        self._count += 1
        self._notes.append((str(self._count), blocks))
        return str(self._count)

    def _pictures(self) -> None:
        for number in self._waiting:
            picture = self._prepared.pictures[number]
            self._layout.end_line(gap=True)
            opened = self._layout.begin(Note("figure", picture.name))
            self._layout.text(picture.shown)
            self._layout.end_line()
            self._layout.finish(opened)
        self._pictured = bool(self._waiting) or self._pictured
        self._waiting.clear()

    def _verbatim(self, words: str) -> None:
        paragraph = self._at(SIGN.search(words))
        self._layout.end_line(gap=True)
        self._enter(self._parts.get(self._current) if paragraph else None)
        opened = self._layout.begin(Note("verse"))
        for line in words.split("\n"):
            self._inlines.text(line)
            self._layout.end_line()
        self._layout.finish(opened)
        self._layout.end_line(gap=True)

    def _table(self, content: list[Any]) -> None:
        """Rows as lines with tabs, unless the table only lays the page out."""
        rows = rows_of(content)
        self._all(content[1][1])
        if not is_data(rows):
            for cells in rows:
                for cell in cells:
                    self._all(cell[4])
            return
        self._layout.end_line(gap=True)
        for cells in rows:
            self._row([line_of(cell[4]) for cell in cells])
        self._pictures()
        self._layout.end_line(gap=True)

    def _row(self, cells: Sequence[Sequence[Inline]]) -> None:
        """A row of a table; cells at its end that are empty are none."""
        while cells and not cells[-1]:
            cells = cells[:-1]
        paragraph = self._first([inline for cell in cells for inline in cell])
        self._enter(self._parts.get(self._current) if paragraph else None)
        opened = self._layout.begin(Note("row"))
        for place, cell in enumerate(cells):
            if place:
                self._layout.cell()
            self._inlines.lay_out(cell)
        self._layout.end_line()
        self._layout.finish(opened)
