"""Units: the smallest texts that a product must show once, in order, in their role."""

from __future__ import annotations

from pcss_publish.model.base import Model
from pcss_publish.model.inlines import Inline, text_of


class Unit(Model):
    """``id`` is also the id of the element that shows the unit in a product (prefixed ``pcss-``)."""

    id: str
    role: str
    text: str


def text_unit(unit_id: str, role: str, text: str) -> Unit:
    """A unit of plain text."""
    return Unit(id=unit_id, role=role, text=text)


def inline_unit(unit_id: str, role: str, inlines: tuple[Inline, ...]) -> Unit:
    """A unit of inline nodes."""
    return Unit(id=unit_id, role=role, text=text_of(inlines))


def element_id(unit_id: str) -> str:
    """The id of the element that shows a unit, in every format."""
    return f"pcss-{unit_id}"
