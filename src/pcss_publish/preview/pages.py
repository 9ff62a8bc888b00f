"""Pages of a PDF as pictures, by pypdfium2. PDFium is not thread-safe: one page at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from io import BytesIO
from typing import Final, Literal

Scale = Literal["thumb", "page"]
WIDTHS: Final[dict[Scale, int]] = {"thumb": 144, "page": 1240}
"""Widths of the pictures in pixels: a page at 1240 is still sharp at 620 on a screen of double density."""
_BYTES = 96 * 2**20
_HIGHEST = 8  # a page is drawn at most this many times as high as wide

_lock = threading.Lock()


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points; none if it is no PDF that can be read."""
    import pypdfium2

    with _lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return []
        try:
            return [document.get_page_size(number) for number in range(len(document))]
        finally:
            document.close()


def draw(pdf: bytes, number: int, scale: Scale) -> bytes | None:
    """Page ``number``, counted from 1, as PNG; None if there is none."""
    import pypdfium2

    with _lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return None
        try:
            if not 1 <= number <= len(document):
                return None
            width, height = document.get_page_size(number - 1)
            if height > _HIGHEST * width:
                return None
            bitmap = document[number - 1].render(scale=WIDTHS[scale] / width)
            out = BytesIO()
            bitmap.to_pil().save(out, "png", compress_level=1)
            return out.getvalue()
        finally:
            document.close()


class Cache:
    """Pictures by digest of their PDF, so that none is ever stale; the least used go when it is full."""

    def __init__(self, limit: int = _BYTES) -> None:
        self._limit, self._size = limit, 0
        self._held: OrderedDict[tuple[str, int, Scale], bytes] = OrderedDict()
        self._turn = threading.Lock()

    def page(self, pdf: bytes, digest: str, number: int, scale: Scale) -> bytes | None:
        """As ``draw``."""
        key = (digest, number, scale)
        with self._turn:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        drawn = draw(pdf, number, scale)
        if drawn is None:
            return None
        with self._turn:
            if key not in self._held:
                self._held[key] = drawn
                self._size += len(drawn)
            while self._size > self._limit and len(self._held) > 1:
                self._size -= len(self._held.popitem(last=False)[1])
        return drawn
