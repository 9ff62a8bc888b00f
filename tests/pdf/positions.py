"""Where text stands on the pages of a finished PDF, read from the content streams alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from pcss_publish.exporters.pdfgate.file import Element, File

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Shown:
    """One stretch of text: page from 0, left edge and baseline in points from the lower left corner."""

    page: int
    x: float
    y: float
    size: float
    unit: str


def times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def read(data: bytes) -> list[Shown]:
    """All text that belongs to an element with an id, in the order of painting."""
    with File(data) as file:
        owners = {mark: _name(found[0]) for mark, found in file.owners.items()}
        return [
            shown
            for number, page in enumerate(file.pages)
            for shown in _page(
                number, page, {mcid: name for (key, mcid), name in owners.items() if key == page.objgen}
            )
        ]


def _name(element: Element | None) -> str:
    while element is not None and "/ID" not in element.node:
        element = element.parent
    return bytes(element.node["/ID"]).decode().removeprefix("pcss-") if element else ""


def _page(number: int, page: Any, owners: dict[int, str]) -> list[Shown]:
    found: list[Shown] = []
    stack: list[Matrix] = []
    now, text, size, unit, marks = UNIT, UNIT, 0.0, "", list[str]()
    for step in pikepdf.parse_content_stream(page):
        name, operands = str(step.operator), step.operands
        match name:
            case "q":
                stack.append(now)
            case "Q":
                now = stack.pop()
            case "cm":
                now = times(matrix(operands), now)
            case "BT":
                text = UNIT
            case "Tm":
                text = matrix(operands)
            case "Tf":
                size = float(operands[1])
            case "BDC" | "BMC":
                marks.append(unit)
                unit = owners.get(int(operands[1].get("/MCID", -1)), "") if name == "BDC" else ""
            case "EMC":
                unit = marks.pop()
            case "TJ" | "Tj" if unit:
                place = times(text, now)
                found.append(Shown(number, place[4], place[5], size * abs(place[3]), unit))
    return found


def matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)
