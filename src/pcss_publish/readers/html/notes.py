"""What the reading of a page has found out about its elements, before they are laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pcss_publish.model.marks import Claimed
from pcss_publish.readers.layout import Note

#: An element of the page's tree; lxml carries no types.
Element = Any


@dataclass
class Notes:
    """Marks to be laid over elements, what about the comments is doubtful, and data found beside them.

    ``base`` is the page's own address if it is known: what relative links start from.
    """

    base: str = ""
    by_element: dict[Element, list[Note]] = field(default_factory=dict)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    claims: list[Claimed] = field(default_factory=list)

    def add(self, element: Element, note: Note) -> None:
        """Lay a mark over an element."""
        self.by_element.setdefault(element, []).append(note)

    def of(self, element: Element) -> list[Note]:
        """The marks of an element."""
        return self.by_element.get(element, [])

    def bears(self, element: Element, kind: str) -> bool:
        """Whether an element has a mark of a kind."""
        return any(note.kind == kind for note in self.of(element))
