"""House texts: words in a product that the article does not hold, or holds once and shows again."""

from __future__ import annotations

from typing import Literal

from pcss_publish.model.base import Model


class HouseText(Model):
    """``editorial``: words that the house adds; ``repeat``: the article's own words shown once more.

    ``id`` is that of the element that shows it, without the ``pcss-h-`` before it.
    """

    id: str
    kind: Literal["editorial", "repeat"]
    text: str


def house_element_id(text_id: str) -> str:
    """The id of the element that shows a house text, in every format."""
    return f"pcss-h-{text_id}"
