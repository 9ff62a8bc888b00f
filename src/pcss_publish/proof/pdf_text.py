"""Text, place and owner of everything that a page shows (ISO 32000-1, 8.4, 9.4, 14.6)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from pcss_publish.proof import pdf_fonts

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST_FORM = 8
_SLACK = 0.5  # points by which the middle of a text may lie outside what is shown


@dataclass(slots=True)
class Run:
    """Text that was shown at one go; ``x``, ``y``, ``end`` and ``size`` in points of the page."""

    text: str
    page: int
    x: float
    y: float
    end: float
    size: float
    hidden: str = ""


@dataclass(slots=True)
class PageText:
    """Runs of one page by marked-content id, of its artefacts, and of what is not marked at all."""

    by_mcid: dict[int, list[Run]] = field(default_factory=dict)
    artefacts: list[Run] = field(default_factory=list)
    unmarked: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state as far as text depends on it."""

    ctm: Matrix
    clip: Box
    font: pdf_fonts.Font | None = None
    size: float = 0.0
    mode: int = 0
    alpha: float = 1.0
    group: float = 1.0
    rise: float = 0.0


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _point(x: float, y: float, m: Matrix) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


class Reader:
    """Walks content streams, each once.

    Args:
        number: 0-based number of the page.
        fonts: fonts already loaded, by object number; shared by all pages.
    """

    def __init__(self, number: int, fonts: dict[tuple[int, int], pdf_fonts.Font]) -> None:
        self.text = PageText()
        self._number = number
        self._fonts = fonts
        self._marks: list[tuple[list[Run], str | None]] = []
        self._path: list[tuple[float, float]] = []
        self._clipping = False
        self._line = self._at = _UNIT

    def page(self, page: Any) -> PageText:
        """Read a ``pikepdf.Page``."""
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        self._stream(page.obj, page.obj.get("/Resources", {}), _State(_UNIT, (left, bottom, right, top)), 0)
        return self.text

    def _stream(self, stream: Any, resources: Any, state: _State, depth: int) -> None:
        import pikepdf

        stack: list[_State] = []
        for step in pikepdf.parse_content_stream(stream):
            name, operands = str(step.operator), step.operands
            if name == "q":
                stack.append(state)
            elif name == "Q":
                state = stack.pop() if stack else state
            elif name == "Do":
                self._form(operands[0], resources, state, depth)
            elif name in _SHOWS:
                self._show(name, operands, state)
            elif name in _MARKS:
                self._mark(name, operands, resources)
            elif name in _PATHS:
                self._draw(name, operands, state.ctm)
            elif name in _ENDS:
                state = self._end_path(state)
            elif name in _MOVES:
                self._move(name, operands)
            elif name in _STATES:
                state = self._set(name, operands, resources, state)

    def _form(self, name: Any, resources: Any, state: _State, depth: int) -> None:
        form = resources.get("/XObject", {}).get(str(name))
        if form is None or str(form.get("/Subtype", "")) != "/Form" or depth > _DEEPEST_FORM:
            return
        matrix: Any = tuple(float(n) for n in form.get("/Matrix", _UNIT))
        ctm = _times(matrix, state.ctm)
        left, bottom, right, top = (float(n) for n in form.BBox)
        corners = [_point(x, y, ctm) for x in (left, right) for y in (bottom, top)]
        inner = replace(
            state, ctm=ctm, clip=_shared(state.clip, corners), alpha=1.0, group=state.group * state.alpha
        )
        self._stream(form, form.get("/Resources", resources), inner, depth + 1)

    def _set(self, name: str, operands: Any, resources: Any, state: _State) -> _State:
        match name:
            case "cm":
                matrix: Any = tuple(float(n) for n in operands)
                return replace(state, ctm=_times(matrix, state.ctm))
            case "Tf":
                return replace(state, font=self._font(resources, str(operands[0])), size=float(operands[1]))
            case "Tr":
                return replace(state, mode=int(operands[0]))
            case "Ts":
                return replace(state, rise=float(operands[0]))
            case _:
                settings = resources.get("/ExtGState", {}).get(str(operands[0]), {})
                return replace(state, alpha=float(settings["/ca"])) if "/ca" in settings else state

    def _font(self, resources: Any, name: str) -> pdf_fonts.Font | None:
        font = resources.get("/Font", {}).get(name)
        if font is None:
            return None
        if font.objgen not in self._fonts or font.objgen == (0, 0):
            self._fonts[font.objgen] = pdf_fonts.load(font)
        return self._fonts[font.objgen]

    def _move(self, name: str, operands: Any) -> None:
        if name == "BT":
            self._line = self._at = _UNIT
        elif name == "Tm":
            matrix: Any = tuple(float(n) for n in operands)
            self._line = self._at = matrix
        else:
            self._line = _times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._line)
            self._at = self._line

    def _show(self, name: str, operands: Any, state: _State) -> None:
        if state.font is None or name in {
            "'",
            '"',
        }:  # WeasyPrint writes neither; unread text shows as missing
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
        self._at = _times((1, 0, 0, 1, width, 0), self._at)

    def _put(self, text: str, width: float, state: _State) -> None:
        whole = _times(self._at, state.ctm)
        x, y = _point(0, 0, whole)
        end, _ = _point(width, 0, whole)
        size = abs(state.size * (whole[3] or whole[1]))
        middle = _point(width / 2, state.size * 0.3 + state.rise, whole)
        run = Run(text, self._number, min(x, end), y, max(x, end), size, _unseen(middle, state))
        if not self._marks:
            self.text.unmarked.append(run)
            return
        runs, actual = self._marks[-1]
        if actual is None:
            runs.append(run)
        elif not runs:
            runs.append(replace(run, text=actual))

    def _mark(self, name: str, operands: Any, resources: Any) -> None:
        if name == "EMC":
            if self._marks:
                self._marks.pop()
            return
        import pikepdf

        properties: Any = operands[1] if name == "BDC" else {}
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), {})
        actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
        if str(operands[0]) == "/Artifact":
            runs = self.text.artefacts
        elif "/MCID" in properties:
            runs = self.text.by_mcid.setdefault(int(properties["/MCID"]), [])
        else:
            runs, outer = self._marks[-1] if self._marks else (self.text.unmarked, None)
            actual = actual if outer is None else outer
        self._marks.append((runs, actual))

    def _draw(self, name: str, operands: Any, ctm: Matrix) -> None:
        if name in {"W", "W*"}:
            self._clipping = True
            return
        numbers = [float(n) for n in operands]
        if name == "re":
            x, y, width, height = numbers
            numbers = [x, y, x + width, y, x, y + height, x + width, y + height]
        self._path += [_point(x, y, ctm) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]

    def _end_path(self, state: _State) -> _State:
        if self._clipping and self._path:
            state = replace(state, clip=_shared(state.clip, self._path))
        self._path, self._clipping = [], False
        return state


_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_MARKS = frozenset({"BMC", "BDC", "EMC"})
_PATHS = frozenset({"m", "l", "c", "v", "y", "re", "W", "W*"})
_ENDS = frozenset({"n", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*"})
_MOVES = frozenset({"BT", "Tm", "Td", "TD"})
_STATES = frozenset({"cm", "Tf", "Tr", "Ts", "gs"})


def _shared(clip: Box, points: list[tuple[float, float]]) -> Box:
    """The clip once a path is clipped to as well, taken as the rectangle around it."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return max(clip[0], min(across)), max(clip[1], min(up)), min(clip[2], max(across)), min(clip[3], max(up))


def _unseen(middle: tuple[float, float], state: _State) -> str:
    x, y = middle
    left, bottom, right, top = state.clip
    if not (left - _SLACK <= x <= right + _SLACK and bottom - _SLACK <= y <= top + _SLACK):
        return "outside what the page shows"
    if state.mode == 3:
        return "text rendering mode 3"
    return "transparent" if state.alpha * state.group == 0 else ""
