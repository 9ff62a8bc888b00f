"""Small files for the proof's own tests, made by hand and by the layout engine; all invented."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from pcss_publish.engines import weasy
from pcss_publish.model import HouseText, Unit
from pcss_publish.proof import Aside, Piece, Reading
from pcss_publish.theme import load

PAGE = (
    "@page{size:90mm 80mm;margin:8mm} body{font:11pt/14pt 'Source Serif 4 Text'} "
    "p,h1,h2{margin:0;font-size:11pt}"
)

TITLE = (HouseText(id="t", kind="repeat", text="T"),)
"""What every one of these files is called."""


@dataclass(frozen=True)
class File:
    """A finished file as an exporter hands it over."""

    data: bytes
    house: tuple[HouseText, ...] = ()
    left_out: tuple[str, ...] = ()


def unit(name: str, text: str, role: str = "answer") -> Unit:
    return Unit(id=name, role=role, text=text)


def piece(name: str, text: str) -> Piece:
    return Piece(f"pcss-{name}" if name else "", text)


def reading(*pieces: Piece, asides: tuple[Aside, ...] = (), exact: bool = True) -> Reading:
    return Reading("test", pieces, asides=asides, exact=exact)


def pdf(body: str, css: str = "", model: str = "{}") -> bytes:
    """A tagged PDF of some markup, set in the magazine's fonts."""
    markup = f'<html lang="en"><head><title>T</title></head><body><article>{body}</article></body></html>'
    layout = weasy.lay_out(markup, (PAGE, css), load("magazine"), {})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
        return weasy.write(layout, model, "model", "")[0]


def page(body: str, head: str = "") -> bytes:
    """An HTML page."""
    return (
        f"<!doctype html><html lang=en><head><title>T</title>{head}</head><body>{body}</body></html>".encode()
    )


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def epub(*chapters: str, metadata: str = "", nav: str = "", css: str = "", drawing: str = "<svg/>") -> bytes:
    """A book of these chapters, its spine in reverse order of its manifest."""
    names = [f"c{n}" for n, _ in enumerate(chapters)]
    items = "".join(
        f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in reversed(names)
    )
    extra = (
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="css" href="b.css" media-type="text/css"/>'
        '<item id="svg" href="d.svg" media-type="image/svg+xml"/>'
    )
    spine = "".join(f'<itemref idref="{n}"/>' for n in names)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}{extra}</manifest><spine>{spine}</spine></package>"
    )
    held = BytesIO()
    with ZipFile(held, "w") as book:
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("OPS/p.opf", package)
        book.writestr("OPS/nav.xhtml", _xhtml(nav))
        book.writestr("OPS/b.css", css)
        book.writestr("OPS/d.svg", drawing)
        for name, body in zip(names, chapters, strict=True):
            book.writestr(f"OPS/{name}.xhtml", _xhtml(body))
    return held.getvalue()


def _xhtml(body: str) -> str:
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{body}</body></html>'
    )
