"""The content of one page or form, walked once: what is marked, what is painted, with which glyphs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pikepdf

SHOWING = {"Tj", "TJ", "'", '"'}
PAINTING = SHOWING | {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"}
INKS = {"k", "K"}
_READ = " ".join(("BDC", "BMC", "EMC", "Tf", "q", "Q", "BI", "ID", "EI", *sorted(PAINTING | INKS)))

Key = tuple[int, int]


@dataclass
class Content:
    """What one stream marks and paints.

    Attributes:
        mcids: how often each MCID is opened.
        shown: the strings shown in each font, by the font's object.
        painted: how often each form or picture is painted, by its object.
        inks: whether a colour is given as printing inks.
    """

    mcids: Counter[int] = field(default_factory=Counter)
    artefact_in_tagged: int = 0
    tagged_in_artefact: int = 0
    unmarked: list[str] = field(default_factory=list)
    unbalanced: bool = False
    shown: dict[Key, set[bytes]] = field(default_factory=dict)
    painted: Counter[Key] = field(default_factory=Counter)
    inks: bool = False


@dataclass
class Walk:
    """The state in the middle of a stream: what encloses the next operator."""

    resources: Any
    found: Content = field(default_factory=Content)
    marks: list[str] = field(default_factory=list)
    font: Key | None = None
    saved: list[Key | None] = field(default_factory=list)

    def step(self, name: str, operands: Any) -> None:
        """Take one operator."""
        if name == "EMC":
            self._close()
        elif name in ("BDC", "BMC"):
            self.marks.append(self._opened(operands))
        elif name == "Tf":
            self.font = self._resource("/Font", operands[0])
        elif name == "q":
            self.saved.append(self.font)
        elif name == "Q":
            self.font = self.saved.pop() if self.saved else None
        elif name in PAINTING:
            self._paint(name, operands)
        elif name in INKS:
            self.found.inks = True

    def _close(self) -> None:
        if self.marks:
            self.marks.pop()
        else:
            self.found.unbalanced = True

    def _opened(self, operands: Any) -> str:
        """What a marked-content operator opens: ``artefact``, ``tagged`` or nothing that counts."""
        if operands[0] == "/Artifact":
            self.found.artefact_in_tagged += "tagged" in self.marks
            return "artefact"
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = self.resources.get("/Properties", {}).get(properties)
        if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
            self.found.tagged_in_artefact += "artefact" in self.marks
            self.found.mcids[int(properties["/MCID"])] += 1
            return "tagged"
        return ""

    def _paint(self, name: str, operands: Any) -> None:
        if not any(self.marks):
            self.found.unmarked.append(name)
        if name == "Do" and (key := self._resource("/XObject", operands[0])):
            self.found.painted[key] += 1
        if name in SHOWING and self.font:
            self.found.shown.setdefault(self.font, set()).update(_strings(operands))

    def _resource(self, kind: str, name: Any) -> Key | None:
        found = self.resources.get(kind, {}).get(name)
        return found.objgen if found is not None else None


def _strings(operands: Any) -> list[bytes]:
    last = operands[-1]
    parts = last if isinstance(last, pikepdf.Array) else [last]
    return [bytes(part) for part in parts if isinstance(part, pikepdf.String)]


def read(stream: Any, resources: Any) -> Content:
    """Walk the operators of a page or a form.

    Args:
        stream: a page or a form XObject.
        resources: what its names stand for.
    """
    walk = Walk(resources)
    for instruction in pikepdf.parse_content_stream(stream, _READ):
        walk.step(str(instruction.operator), instruction.operands)
    walk.found.unbalanced = walk.found.unbalanced or bool(walk.marks)
    return walk.found
