"""Text, place and owner of everything that a page shows (ISO 32000-1, 8.4, 9.4, 14.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from pcss_publish.proof import pdf_fonts
from pcss_publish.proof.pdf_paint import Canvas, Run
from pcss_publish.proof.pdf_spoken import retell
from pcss_publish.proof.pdf_state import UNIT, Matrix, Point, State, around, colour, point, shared, times

_DEEPEST_FORM = 8


@dataclass(slots=True)
class PageText:
    """Runs of one page by marked-content id, of its artefacts, and of what is not marked at all."""

    by_mcid: dict[int, list[Run]] = field(default_factory=dict)
    artefacts: list[Run] = field(default_factory=list)
    unmarked: list[Run] = field(default_factory=list)

    def every(self) -> list[Run]:
        """All runs."""
        tagged = [run for runs in self.by_mcid.values() for run in runs]
        return [*self.artefacts, *tagged, *self.unmarked]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Marked content that has not ended; ``since`` is how many runs it found."""

    runs: list[Run]
    actual: str | None = None
    layer: bool = False
    since: int = 0


class Reader:
    """Walks content streams, each once.

    Args:
        number: 0-based number of the page.
        fonts: fonts already loaded, by object number; shared by all pages.
    """

    def __init__(self, number: int, fonts: dict[tuple[int, int], pdf_fonts.Font]) -> None:
        self.text = PageText()
        self._canvas = Canvas()
        self._number = number
        self._fonts = fonts
        self._marks: list[_Mark] = []
        self._paths: list[list[Point]] = []
        self._clipping = False
        self._line = self._at = UNIT

    def page(self, page: Any) -> PageText:
        """Read a ``pikepdf.Page``; what is seen lies in its media box, its crop box and its trim box."""
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        shown = (left, bottom, right, top)
        for box in (page.cropbox, page.trimbox):
            left, bottom, right, top = (float(edge) for edge in box)
            shown = shared(shown, (left, bottom, right, top))
        self._stream(page.obj, page.obj.get("/Resources", {}), State(UNIT, shown), 0)
        self._canvas.judge()
        return self.text

    def _stream(self, stream: Any, resources: Any, state: State, depth: int) -> None:
        import pikepdf

        stack: list[State] = []
        for step in pikepdf.parse_content_stream(stream):
            name, operands = str(step.operator), step.operands
            if name == "q":
                stack.append(state)
            elif name == "Q":
                state = stack.pop() if stack else state
            elif name == "Do":
                self._object(operands[0], resources, state, depth)
            elif name in _SHOWS:
                self._show(name, operands, state)
            elif name in _MARKS:
                self._mark(name, operands, resources)
            elif name in _PATHS:
                self._draw(name, operands, state.ctm)
            elif name in _ENDS:
                state = self._end_path(name, state)
            elif name in _MOVES:
                self._move(name, operands)
            elif name in _STATES:
                state = self._set(name, operands, resources, state)

    def _object(self, name: Any, resources: Any, state: State, depth: int) -> None:
        """A picture covers a square of one unit; a form is a stream of its own."""
        found = resources.get("/XObject", {}).get(str(name))
        kind = "" if found is None else str(found.get("/Subtype", ""))
        if kind == "/Image" and "/SMask" not in found:
            self._canvas.fill([_corners((0, 0, 1, 1), state.ctm)], replace(state, fill=None))
        if kind != "/Form" or depth > _DEEPEST_FORM:
            return
        matrix: Any = tuple(float(n) for n in found.get("/Matrix", UNIT))
        ctm = times(matrix, state.ctm)
        clip = shared(state.clip, around(_corners([float(n) for n in found.BBox], ctm)))
        inner = replace(state, ctm=ctm, clip=clip, alpha=1.0, group=state.opacity)
        self._marks.append(self._inside(layer="/OC" in found))
        self._stream(found, found.get("/Resources", resources), inner, depth + 1)
        self._marks.pop()

    def _set(self, name: str, operands: Any, resources: Any, state: State) -> State:
        match name:
            case "cm":
                matrix: Any = tuple(float(n) for n in operands)
                return replace(state, ctm=times(matrix, state.ctm))
            case "Tf":
                return replace(state, font=self._load(resources, str(operands[0])), size=float(operands[1]))
            case "Tr":
                return replace(state, mode=int(operands[0]))
            case "Ts":
                return replace(state, rise=float(operands[0]))
            case "gs":
                settings = resources.get("/ExtGState", {}).get(str(operands[0]), {})
                return replace(state, alpha=float(settings["/ca"])) if "/ca" in settings else state
            case _:
                return replace(state, fill=colour(name, operands))

    def _load(self, resources: Any, name: str) -> pdf_fonts.Font | None:
        font = resources.get("/Font", {}).get(name)
        if font is None:
            return None
        if font.objgen not in self._fonts or font.objgen == (0, 0):
            self._fonts[font.objgen] = pdf_fonts.load(font)
        return self._fonts[font.objgen]

    def _move(self, name: str, operands: Any) -> None:
        if name == "BT":
            self._line = self._at = UNIT
        elif name == "Tm":
            matrix: Any = tuple(float(n) for n in operands)
            self._line = self._at = matrix
        else:
            self._line = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._line)
            self._at = self._line

    def _show(self, name: str, operands: Any, state: State) -> None:
        # WeasyPrint writes neither ' nor "; unread text shows as missing
        if state.font is None or name in {"'", '"'}:
            return
        texts, advance = [], 0.0
        for item in operands[0] if name == "TJ" else operands[:1]:
            if isinstance(item, (int, Decimal)):
                advance -= float(item)
                continue
            text, width = state.font.show(bytes(item))
            texts.append(text)
            advance += width
        width = advance * state.size / 1000
        self._put("".join(texts), width, state)
        self._at = times((1, 0, 0, 1, width, 0), self._at)

    def _put(self, text: str, width: float, state: State) -> None:
        whole = times(self._at, state.ctm)
        x, y = point(0, 0, whole)
        end, _ = point(width, 0, whole)
        size = abs(state.size * (whole[3] or whole[1]))
        font = state.font.key if state.font else (0, 0)
        run = Run(text, self._number, min(x, end), y, max(x, end), size, font=font)
        if any(mark.layer for mark in self._marks):
            run.hidden = "on a layer that can be switched off"
        up = state.size * 0.3 + state.rise
        self._canvas.text(run, tuple(point(width * part, up, whole) for part in (0.5, 0.1, 0.9)), state)
        (self._marks[-1].runs if self._marks else self.text.unmarked).append(run)

    def _mark(self, name: str, operands: Any, resources: Any) -> None:
        if name == "EMC":
            if self._marks:
                ended = self._marks.pop()
                retell(ended.actual, ended.runs[ended.since :])
            return
        import pikepdf

        properties: Any = operands[1] if name == "BDC" else {}
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), {})
        actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
        self._marks.append(self._inside(str(operands[0]), int(properties.get("/MCID", -1)), actual))

    def _inside(
        self, kind: str = "", mcid: int = -1, actual: str | None = None, *, layer: bool = False
    ) -> _Mark:
        """What marked content of this kind begins: its runs are those of its id, or of what is around it."""
        if kind == "/Artifact":
            runs = self.text.artefacts
        elif mcid >= 0:
            runs = self.text.by_mcid.setdefault(mcid, [])
        else:
            runs = self._marks[-1].runs if self._marks else self.text.unmarked
        return _Mark(runs, actual, layer or kind == "/OC", len(runs))

    def _draw(self, name: str, operands: Any, ctm: Matrix) -> None:
        if name in {"W", "W*"}:
            self._clipping = True
            return
        numbers = [float(n) for n in operands]
        if name == "re":
            x, y, width, height = numbers
            self._paths.append(_corners((x, y, x + width, y + height), ctm))
            return
        if name == "m" or not self._paths:
            self._paths.append([])
        self._paths[-1] += [point(x, y, ctm) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]

    def _end_path(self, name: str, state: State) -> State:
        if name in _FILLS:
            self._canvas.fill(self._paths, state, even_odd=name.endswith("*"))
        points = [place for path in self._paths for place in path]
        if self._clipping and points:
            state = replace(state, clip=shared(state.clip, around(points)))
        self._paths, self._clipping = [], False
        return state


def _corners(box: Sequence[float], ctm: Matrix) -> list[Point]:
    return [point(x, y, ctm) for x in (box[0], box[2]) for y in (box[1], box[3])]


_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_MARKS = frozenset({"BMC", "BDC", "EMC"})
_PATHS = frozenset({"m", "l", "c", "v", "y", "re", "W", "W*"})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_ENDS = _FILLS | {"n", "S", "s"}
_MOVES = frozenset({"BT", "Tm", "Td", "TD"})
_STATES = frozenset({"cm", "Tf", "Tr", "Ts", "gs", "g", "rg", "k", "cs", "sc", "scn"})
