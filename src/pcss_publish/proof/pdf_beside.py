"""What a PDF holds besides its pages' content: bookmarks, metadata, annotations, attached files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pcss_publish.proof.lines import agree
from pcss_publish.proof.pieces import Aside

_TAG = re.compile(r"<[^>]*>")
_NAMES = ("/Title", "/Author")


def shown(pdf: Any, told: Collection[tuple[int, int]]) -> Iterator[Aside]:
    """What programs show around the pages, and annotations on them.

    Args:
        pdf: the file.
        told: annotations that say the text of their own part of the page.
    """
    yield from (
        Aside(f"document information {key}", str(pdf.docinfo[key])) for key in _NAMES if key in pdf.docinfo
    )
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            yield Aside("bookmark", str(item.title))
            waiting += item.children
    for note in _notes(pdf):
        if note.objgen not in told or note.get("/Subtype") != "/Link":
            yield from _annotation(note)


def telling(kids: Iterable[Any], text: str) -> set[tuple[int, int]]:
    """The annotations among ``kids`` whose words are ``text``."""
    notes = (kid.Obj for kid in kids if not isinstance(kid, int) and "/Obj" in kid)
    return {note.objgen for note in notes if agree(str(note.get("/Contents", "")), text).at is None}


def _annotation(note: Any) -> Iterator[Aside]:
    """A link may say where it leads; anything else on a page is not the article's."""
    kind = str(note.get("/Subtype", "")).removeprefix("/")
    told = str(note.get("/Contents", ""))
    if kind != "Link":
        yield Aside("annotation", f"{kind} {told}", printed=True)
    elif told not in {"", target(note)}:
        yield Aside("annotation", told)


def target(note: Any) -> str:
    """Where an annotation leads outside the file, ``""`` for nowhere."""
    return str(note.A.URI) if "/A" in note and "/URI" in note.A else ""


def loose_links(pdf: Any, owned: Collection[tuple[int, int]]) -> list[str]:
    """Where annotations lead that belong to no part of the text."""
    return [target(note) for note in _notes(pdf) if note.objgen not in owned and target(note)]


def carried(pdf: Any) -> Iterator[Aside]:
    """Metadata, annotations and attached files."""
    for key, value in pdf.docinfo.items():
        yield Aside(f"document information {key}", str(value))
    if "/Metadata" in pdf.Root:
        yield Aside("XMP", _TAG.sub(" ", pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")))
    for note in _notes(pdf):
        for key in ("/Contents", "/T", "/TU"):
            if key in note:
                yield Aside(f"annotation {key}", str(note[key]))
        if target(note):
            yield Aside("link", target(note))
    for name, data in attached(pdf):
        yield Aside(f"attachment {name}", name)
        yield Aside(f"attachment {name}", data.decode("utf-8", "replace"))


def attached(pdf: Any) -> Iterator[tuple[str, bytes]]:
    """Attached files."""
    return ((name, held.get_file().read_bytes()) for name, held in pdf.attachments.items())


def _notes(pdf: Any) -> Iterator[Any]:
    return (note for page in pdf.pages for note in page.obj.get("/Annots", ()))
