"""A PDF taken apart once, for all rules."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple, Self

import pikepdf

from pcss_publish.errors import SourceError
from pcss_publish.preflight.painted import Painted, TooMuchError
from pcss_publish.preflight.state import Box
from pcss_publish.preflight.walk import Walker
from pcss_publish.preflight.xmp import Properties, read

BROKEN = (
    pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError,
    RuntimeError,
)  # fmt: skip
"""What reading a damaged file may raise: pikepdf hands on whatever an object was not."""
_MOST_XMP = 4_000_000  # bytes
_HINT = "Name a PDF."


class Page(NamedTuple):
    """One page: its boxes by name, what it paints, and, if it could not be read, why."""

    number: int
    page: Any
    boxes: dict[str, Box]
    painted: Painted
    damage: str = ""


class File:
    """An opened PDF.

    Raises:
        SourceError: it is none, cannot be opened, or holds more than a file for print does.
    """

    def __init__(self, data: bytes, name: str) -> None:
        try:
            self.pdf = pikepdf.open(io.BytesIO(data))
        except pikepdf.PasswordError as error:
            hint = "Save it without a password."
            raise SourceError("cannot be opened without its password", place=name, hint=hint) from error
        except pikepdf.PdfError as error:
            raise SourceError(f"is no readable PDF: {error}", place=name, hint=_HINT) from error
        self.root: Any = self.pdf.Root
        self.trailer: Any = self.pdf.trailer
        walker = Walker()
        try:
            self.pages = [_page(number, page, walker) for number, page in enumerate(self.pdf.pages, 1)]
        except TooMuchError as error:
            self.pdf.close()
            raise SourceError("holds more on its pages than is looked at", place=name, hint=_HINT) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.pdf.close()

    @cached_property
    def xmp(self) -> Properties | None:
        """Its metadata by name; None where there are none that can be read."""
        stream = self.root.get("/Metadata")
        if not isinstance(stream, pikepdf.Stream):
            return None
        data = stream.read_bytes()
        return read(data) if len(data) <= _MOST_XMP else None

    @property
    def info(self) -> Any:
        """The document information."""
        return self.trailer.get("/Info", {})

    def intents(self, kind: str) -> list[Any]:
        """Output intents of a kind (``/GTS_PDFX``)."""
        return [one for one in self.root.get("/OutputIntents", []) if one.get("/S") == kind]

    def annotations(self) -> Iterator[tuple[Page, Any]]:
        """Each annotation, with its page."""
        return ((page, item) for page in self.pages for item in page.page.get("/Annots", []))

    @property
    def claim(self) -> str:
        """The profile that the file says it follows, empty for one that we do not know."""
        told = self.xmp or {}
        if told.get("pdfxid:GTS_PDFXVersion", "").startswith("PDF/X-4"):
            return "x-4"
        named = told.get("pdfaid:part", ""), told.get("pdfaid:conformance", "").upper()
        return "a-2a" if named == ("2", "A") else ""


def _page(number: int, page: Any, walker: Walker) -> Page:
    try:
        boxes = {key: box for key in _BOXES if (box := _box(_inherited(page.obj, key)))}
        return Page(number, page.obj, boxes, walker.page(page.obj))
    except BROKEN as error:
        return Page(number, page.obj, {}, Painted(), str(error) or type(error).__name__)


_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_INHERITED = {"/MediaBox", "/CropBox"}


def _inherited(node: Any, key: str) -> Any:
    for _ in range(50):  # levels of the page tree
        if key in node:
            return node[key]
        if key not in _INHERITED or "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _box(value: Any) -> Box | None:
    if value is None or len(value) != 4:
        return None
    x, y, u, v = (float(n) for n in value)
    return min(x, u), min(y, v), max(x, u), max(y, v)
