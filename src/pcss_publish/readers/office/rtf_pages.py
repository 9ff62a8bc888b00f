"""Paragraphs, cells and rows of RTF, each written again as it ends, with what has to be asked about it."""

from __future__ import annotations

import re
from typing import Final

from pcss_publish.model.marks import Place
from pcss_publish.readers.office.changes import Change, ask_change
from pcss_publish.readers.office.prepared import (
    Paragraph,
    Prepared,
    ask_box,
    ask_equation,
    ask_object,
    ask_struck,
)
from pcss_publish.readers.office.rtf_story import Look, Story, encoded, written
from pcss_publish.readers.office.rtf_tables import Tables
from pcss_publish.readers.office.styles import role_of

#: Stories whose paragraphs are read.
TEXT: Final = frozenset({"body", "note", "box"})
#: Stories that stand beside the text that they interrupt.
BESIDE: Final = frozenset({"note", "box", "header", "footer", "equation", "class"})
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)


class Pages:
    """Ends the paragraphs of all stories, and counts them.

    Attributes:
        unknown: styles that no table gives a meaning, each with where it stands first.
    """

    def __init__(self, prepared: Prepared, tables: Tables) -> None:
        self._prepared = prepared
        self._tables = tables
        self._line = 1
        self.unknown: dict[str, Place] = {}

    @property
    def place(self) -> Place:
        """The paragraph that is being read."""
        return Place(path=f"/rtf/p[{self._line}]", line=self._line)

    def leave(self, story: Story, outer: Story, words: str) -> None:
        """A story that stands beside another one ends."""
        self.finish(story)
        if story.kind == "note":
            outer.put("{\\footnote " + "".join(story.out) + "}")
        elif story.kind == "box" and story.out:
            ask_box(self._prepared, words, self.place)
            outer.boxes += story.out
        elif story.kind == "equation" and words:
            ask_equation(self._prepared, words, self.place)
        elif story.kind == "class":
            ask_object(self._prepared, words, self.place)
        elif story.kind in {"header", "footer"}:
            self._prepared.put_aside(story.kind, words, self.place)  # type: ignore[arg-type]

    def end(self, story: Story, style: int, *, row: bool, kept: bool = False) -> str:
        """End a paragraph; its code is added to the story, or with ``kept`` given back."""
        story.plain.append("\n")
        if story.kind not in TEXT:
            return ""
        place = self.place
        runs = self._settled(story, place)
        code = ""
        if any(words.strip() for _, words in runs):
            names = self._tables.names(style)
            role = role_of(names, self._tables.roles)
            if names and role is None:
                self.unknown.setdefault(names[0], place)
            role = "" if role in {None, "text"} else role or ""
            level = _HEADING.match(names[-1]) if names else None
            said = [words for look, words in runs if look is not None]
            paragraph = Paragraph(place, role, story.sign, said, int(level[1]) if level else 0)
            code = encoded(self._prepared.begin(paragraph)) + written(runs)
        story.sign = ""
        self._line += 1
        boxes, story.boxes = story.boxes, []
        if kept:
            story.out += boxes
            return code
        if row:
            story.cell += [code] if code else []
        elif code:
            story.out.append(f"\\pard {code}\\par ")
        story.out += boxes
        return ""

    def _settled(self, story: Story, place: Place) -> list[tuple[Look | None, str]]:
        """The runs that are shown; what is hidden or deleted is set aside, changes are asked about."""
        shown: list[tuple[Look | None, str]] = []
        for look, pieces in story.runs:
            words = "".join(pieces)
            if look is not None and look.change:
                author = self._tables.author(look.author)
                ask_change(self._prepared, Change(look.change, words, author, "", place))  # type: ignore[arg-type]
            if look is not None and look.hidden and look.change != "deleted":
                self._prepared.put_aside("hidden", words, place)
            elif look is None or look.change != "deleted":
                shown.append((look, words))
            if look is not None and look.struck and look.change != "deleted":
                ask_struck(self._prepared, words, place)
        story.runs = []
        return shown

    def cell(self, story: Story, style: int) -> None:
        """End a cell of a table."""
        if story.kind in TEXT:
            last = self.end(story, style, row=True, kept=True)
            story.cells.append("\\par ".join([*story.cell, *([last] if last else [])]))
            story.cell = []

    def row(self, story: Story) -> None:
        """End a row of a table."""
        if story.cells:
            widths = "".join(f"\\cellx{1000 * n}" for n in range(1, len(story.cells) + 1))
            cells = "".join(f"{cell}\\cell " for cell in story.cells)
            story.out.append(f"\\trowd{widths}\\pard\\intbl {cells}\\row ")
        story.cells = []

    def finish(self, story: Story) -> None:
        """End the last paragraph of a story, and a row that was not ended."""
        for code in story.cell:
            story.out.append(f"\\pard {code}\\par ")
        story.cell = []
        self.row(story)
        if story.runs or story.boxes:
            self.end(story, 0, row=False)
