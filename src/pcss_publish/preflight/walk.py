"""What each page paints: colours, pictures and lines, at their places in points of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf

from pcss_publish.preflight import colour
from pcss_publish.preflight.colour import CMYK, GRAY, RGB, Colour, Space
from pcss_publish.preflight.painted import Mark, Painted, TooMuchError, What
from pcss_publish.preflight.state import (
    UNIT,
    Box,
    Matrix,
    Point,
    State,
    around,
    corners,
    empty,
    point,
    scales,
    shared,
    times,
)
from pcss_publish.preflight.tables import limit

_DEEPEST_FORM = 12
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_ENDS = _FILLS | _STROKES | {"n"}
_PATHS = frozenset({"m", "l", "c", "v", "y", "re"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_DEVICES: dict[str, Space] = {"g": GRAY, "rg": RGB, "k": CMYK}
_FILLING, _STROKING = frozenset({0, 2, 4, 6}), frozenset({1, 2, 5, 6})  # text rendering modes (table 106)


class Walker:
    """Walks the content of pages; one for a whole file, so that what it may cost is bounded."""

    def __init__(self) -> None:
        self._left = int(limit("operators"))
        self._found = Painted()
        self._paths: list[Point] = []
        self._clips = False
        self._line = UNIT

    def page(self, page: Any) -> Painted:
        """What one page paints.

        Raises:
            TooMuchError: the file holds more than is looked at.
            pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError: the page is damaged.
        """
        self._found = Painted()
        self._stream(page, page.get("/Resources", {}), State(), 0)
        return self._found

    def _stream(self, stream: Any, resources: Any, state: State, depth: int) -> None:
        stack: list[State] = []
        self._paths, self._clips = [], False
        for step in pikepdf.parse_content_stream(stream):
            self._left -= 1
            if self._left < 0:
                raise TooMuchError
            name, operands = str(step.operator), step.operands
            if name == "q":
                stack.append(state)
            elif name == "Q":
                state = stack.pop() if stack else state
            elif name in _ENDS:
                state = self._end(name, state)
            elif name in _PATHS:
                self._draw(name, operands, state.ctm)
            elif name in _SHOWS:
                self._show(state)
            elif name == "Do":
                self._object(operands[0], resources, state, depth)
            elif name == "sh":
                self._shade(operands[0], resources, state)
            elif name == "INLINE IMAGE":
                self._picture(step.iimage.obj, resources, state)  # type: ignore[union-attr]
            else:
                state = self._set(name, operands, resources, state)

    def _set(self, name: str, operands: Any, resources: Any, state: State) -> State:
        match name:
            case "W" | "W*":
                self._clips = True
            case "cm":
                return replace(state, ctm=times(_matrix(operands), state.ctm))
            case "w":
                return replace(state, width=float(operands[0]))
            case "gs":
                return self._graphics(resources.get("/ExtGState", {}).get(str(operands[0])), state)
            case "Tf" | "Tr" | "BT" | "Tm" | "Td" | "TD":
                return self._set_text(name, operands, resources, state)
        return _coloured(name, operands, resources, state)

    def _set_text(self, name: str, operands: Any, resources: Any, state: State) -> State:
        match name:
            case "Tf":
                self._font(resources, str(operands[0]))
                return replace(state, size=float(operands[1]))
            case "Tr":
                return replace(state, mode=int(operands[0]))
            case "BT":
                self._line = UNIT
            case "Tm":
                self._line = _matrix(operands)
            case _:
                self._line = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._line)
        return state

    def _graphics(self, settings: Any, state: State) -> State:
        """An entry of ExtGState (table 58)."""
        if settings is None:
            return state
        self._found.postscript += [key for key in ("/TR", "/HTP") if key in settings]
        if "/TR2" in settings and settings["/TR2"] != pikepdf.Name.Default:
            self._found.postscript.append("/TR2")
        blend = settings.get("/BM", "/Normal")
        modes = {str(one) for one in blend} if isinstance(blend, pikepdf.Array) else {str(blend)}
        self._found.blends |= modes - {"/Normal", "/Compatible"}
        soft = settings.get("/SMask", pikepdf.Name("/None")) != pikepdf.Name("/None")
        faint = any(float(settings.get(key, 1)) < 1 for key in ("/ca", "/CA"))
        self._found.transparent |= soft or faint or bool(modes - {"/Normal", "/Compatible"})
        stroke = bool(settings.get("/OP", state.over_stroke))
        fill = bool(settings.get("/op", stroke if "/OP" in settings else state.over_fill))
        width = float(settings.get("/LW", state.width))
        return replace(state, over_stroke=stroke, over_fill=fill, width=width)

    def _font(self, resources: Any, name: str) -> None:
        font = resources.get("/Font", {}).get(name)
        if font is not None:
            self._found.fonts[font.objgen] = font

    def _draw(self, name: str, operands: Any, ctm: Matrix) -> None:
        numbers = [float(n) for n in operands]
        if name == "re":
            x, y, width, height = numbers
            self._paths += corners((x, y, x + width, y + height), ctm)
        else:
            self._paths += [point(x, y, ctm) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]

    def _end(self, name: str, state: State) -> State:
        if self._paths:
            whole = around(self._paths)
            box = shared(whole, state.clip)
            if name in _FILLS and not empty(box):
                least = min(box[2] - box[0], box[3] - box[1])
                self._mark("area", state.fill, box, least, state.over_fill)
            if name in _STROKES and not empty(box):
                width = state.width * min(scales(state.ctm))
                self._mark("line", state.stroke, box, width, state.over_stroke)
            if self._clips:
                state = replace(state, clip=box)
        self._paths, self._clips = [], False
        return state

    def _show(self, state: State) -> None:
        x, y = point(0, 0, times(self._line, state.ctm))
        size = state.size * max(scales(times(self._line, state.ctm)))
        if state.mode in _FILLING:
            self._mark("text", state.fill, (x, y, x, y), size, state.over_fill)
        if state.mode in _STROKING:
            self._mark("text", state.stroke, (x, y, x, y), size, state.over_stroke)

    def _mark(self, what: What, paint: Colour, box: Box, size: float, over: bool) -> None:
        if paint.space.kind != "none":
            self._found.marks.append(Mark(what, paint, box, size, over))

    def _object(self, name: Any, resources: Any, state: State, depth: int) -> None:
        found = resources.get("/XObject", {}).get(str(name))
        kind = "" if found is None else str(found.get("/Subtype", ""))
        if kind == "/Image":
            self._picture(found, resources, state)
        elif kind == "/PS" or (kind == "/Form" and "/PS" in found):
            self._found.postscript.append("a PostScript XObject")
        elif kind == "/Form" and depth < _DEEPEST_FORM:
            self._form(found, resources, state, depth)

    def _form(self, form: Any, resources: Any, state: State, depth: int) -> None:
        inside = form.get("/Resources", resources)
        if "/Group" in form:
            self._found.transparent = True
            if "/CS" in form.Group:
                self._found.groups.append(colour.space(form.Group.CS, inside))
        ctm = times(_matrix(form.get("/Matrix", UNIT)), state.ctm)
        clip = shared(state.clip, around(corners([float(n) for n in form.BBox], ctm)))
        kept = self._line
        self._stream(form, inside, replace(state, ctm=ctm, clip=clip), depth + 1)
        self._line, self._paths, self._clips = kept, [], False

    def _picture(self, picture: Any, resources: Any, state: State) -> None:
        box = shared(around(corners((0, 0, 1, 1), state.ctm)), state.clip)
        if empty(box):
            return
        self._found.transparent |= "/SMask" in picture
        wide, high = scales(state.ctm)
        pixels = (picture.get("/Width", picture.get("/W", 0)), picture.get("/Height", picture.get("/H", 0)))
        sides = zip(pixels, (wide, high), strict=True)
        ppi = min((float(n) * 72 / side for n, side in sides if side), default=0.0)
        if picture.get("/ImageMask", picture.get("/IM", False)):
            paint = state.fill
        else:
            paint = Colour(colour.space(picture.get("/ColorSpace", picture.get("/CS")), resources), None)
        self._found.marks.append(Mark("picture", paint, box, ppi, state.over_fill, picture))

    def _shade(self, name: Any, resources: Any, state: State) -> None:
        found = resources.get("/Shading", {}).get(str(name))
        if found is not None:
            paint = Colour(colour.space(found.get("/ColorSpace"), resources), None)
            self._mark("gradient", paint, state.clip, 0.0, state.over_fill)


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(n) for n in operands)
    return a, b, c, d, e, f


def _colour(where: Space, operands: Any) -> Colour:
    values = [float(n) for n in operands if not isinstance(n, pikepdf.Name)]
    return colour.colour(where, values)


def _coloured(name: str, operands: Any, resources: Any, state: State) -> State:
    match name:
        case "g" | "rg" | "k":
            return replace(state, fill=_colour(_DEVICES[name], operands))
        case "G" | "RG" | "K":
            return replace(state, stroke=_colour(_DEVICES[name.lower()], operands))
        case "cs":
            return replace(state, fill=colour.initial(colour.space(operands[0], resources)))
        case "CS":
            return replace(state, stroke=colour.initial(colour.space(operands[0], resources)))
        case "sc" | "scn":
            return replace(state, fill=_colour(state.fill.space, operands))
        case "SC" | "SCN":
            return replace(state, stroke=_colour(state.stroke.space, operands))
    return state
