"""Which type an element of the markup has in the structure of a PDF (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROLES = {
    "article": "Art", "section": "Sect", "aside": "Sect", "nav": "Sect", "header": "Div", "footer": "Div",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6", "p": "P",
    "blockquote": "BlockQuote", "ul": "L", "ol": "L", "li": "LI", "table": "Table", "thead": "THead",
    "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD", "img": "Figure", "a": "Link",
}  # fmt: skip
ROLES_WITH_ID = {"div": "Div", "span": "Span"}
ITEMS = {"L": "LI", "TOC": "TOCI"}
GROUPING = {
    "Document", "Art", "Sect", "Div", "L", "LI", "LBody", "TOC", "TOCI", "Table", "THead", "TBody", "TR",
    "BlockQuote",
}  # fmt: skip
NUMBERING = {"ul": "Disc", "ol": "Decimal"}
SCOPES = {"row": "Row", "col": "Column"}

Parents = Mapping[Any, Any]


def role_of(element: Any, parents: Parents) -> str | None:
    """The type of an element; None for one whose content is that of the element around it.

    ``data-tag`` names a type for which HTML has no element: ``L`` and ``LI`` of comments, ``TOC``, ``Lbl``.

    Args:
        element: of the markup.
        parents: the parent of each element.
    """
    told = element.get("data-tag")
    if told == "LI" or element.tag == "li":
        above = parents.get(element)
        told = ITEMS.get(role_of(above, parents) or "") if above is not None else None
    if told:
        return str(told)
    if element.tag == "a" and not element.get("href"):
        return None
    named = any(element.get(key) for key in ("id", "lang", "data-actual"))
    return ROLES.get(element.tag) or (ROLES_WITH_ID.get(element.tag) if named else None)


def item_around(element: Any, parents: Parents) -> Any:
    """The list item in which an element stands, or the outermost element."""
    while role_of(element, parents) not in ("LI", "TOCI") and element in parents:
        element = parents[element]
    return element
