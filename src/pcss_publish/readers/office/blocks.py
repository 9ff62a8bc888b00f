"""Pandoc's blocks laid out in lines with marks, each with its paragraph's place and role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pcss_publish.model.marks import LineKind, Place
from pcss_publish.readers.layout import Layout, Note, Opened
from pcss_publish.readers.office.inlines import Inline, Inlines, leaves
from pcss_publish.readers.office.prepared import SIGN, Paragraph, Prepared
from pcss_publish.readers.office.roles import FIELDS, HEADS, LINES, Part, parts_of

Block = dict[str, Any]


class Blocks:
    """One walk through pandoc's document.

    Attributes:
        heard: by the number of each paragraph, what pandoc gave of it.
    """

    def __init__(self, layout: Layout, prepared: Prepared) -> None:
        self._layout = layout
        self._prepared = prepared
        self._parts = parts_of(prepared.paragraphs)
        self._inlines = Inlines(layout, self._hear, self._footnote)
        self._part: tuple[Part, Opened] | None = None
        self._begins = ""
        self._notes: list[tuple[str, list[Block]]] = []
        self._count = 0
        self._waiting: list[int] = []
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
                number, held = self._notes.pop(0)
                self._begins = number
                self._all(held)
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
                for held in _held(kind, content):
                    self._block(held)

    def _paragraph(self, inlines: Sequence[Inline], *, level: int = 0) -> None:
        paragraph = self._first(inlines)
        sign = self._sign(paragraph)
        level = level or (paragraph.level if paragraph else 0)
        role = paragraph.role if paragraph else ""
        self._layout.end_line(gap=role != "caption")
        self._enter(self._parts.get(self._current) if paragraph else None)
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
            self._waiting.append(int(said))
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
        _, caption, _, head, bodies, foot = content
        rows = [row[1] for row in head[1]]
        for body in bodies:
            rows += [row[1] for row in (*body[2], *body[3])]
        rows += [row[1] for row in foot[1]]
        self._all(caption[1])
        if not _is_data(rows):
            for cells in rows:
                for cell in cells:
                    self._all(cell[4])
            return
        self._layout.end_line(gap=True)
        for cells in rows:
            self._row([_line_of(cell[4]) for cell in cells])
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


def _is_data(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a table holds data: several cells, each with one line at most."""
    cells = [cell[4] for row in rows for cell in row]
    plain = all(len(held) <= 1 and all(one["t"] in {"Para", "Plain"} for one in held) for held in cells)
    breaks = plain and any(
        inline["t"] in {"LineBreak", "Note"} for held in cells for inline in _line_of(held)
    )
    return plain and not breaks and len(rows) > 1 and any(len(row) > 1 for row in rows)


def _line_of(blocks: Sequence[Block]) -> Sequence[Inline]:
    return blocks[0]["c"] if blocks else []


def _held(kind: str, content: Any) -> list[Block]:
    """The blocks within a block that is no line itself."""
    if kind in {"Div", "Figure"}:
        return list(content[-1])
    if kind == "BlockQuote":
        return list(content)
    if kind == "LineBlock":
        return [{"t": "Plain", "c": line} for line in content]
    if kind in {"OrderedList", "BulletList"}:
        return [block for item in (content[1] if kind == "OrderedList" else content) for block in item]
    if kind == "DefinitionList":
        return [
            b
            for term, texts in content
            for b in ({"t": "Plain", "c": term}, *(one for text in texts for one in text))
        ]
    return []
