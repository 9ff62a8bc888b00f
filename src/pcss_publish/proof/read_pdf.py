"""Reads a tagged PDF back with pikepdf, by its structure tree (ISO 32000-1, 14.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pcss_publish.proof.pdf_text import PageText, Reader, Run
from pcss_publish.proof.pieces import GAP, ID_PREFIX, LINE_END, Aside, Piece, Reading, UnreadableError

_PHRASING = frozenset({"/Span", "/NonStruct", "/Link", "/Code", "/Quote", "/Reference", "/Note"})
_SAME_LINE = 0.7  # of the type size: raised figures stay on their line, the next line is further off
_WIDEST_GAP = 1.5  # of the type size: further right stands another column
_NARROWEST_SPACE = 0.1
_TAG = re.compile(r"<[^>]*>")
_NAMES = ("/Title", "/Author")
_DEEPEST = 200
BOX = "\u25a1"
_MARKER = "marker"  # no id: those begin with pcss-


def read(data: bytes) -> Reading:
    """Read a PDF.

    Raises:
        UnreadableError: no PDF, encrypted, or without a structure tree.
    """
    from io import BytesIO

    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if "/StructTreeRoot" not in pdf.Root:
                raise UnreadableError("no structure tree")
            return _read(pdf)
    except pikepdf.PdfError as error:
        raise UnreadableError(f"no readable PDF: {error}") from error


def _read(pdf: Any) -> Reading:
    fonts: dict[tuple[int, int], Any] = {}
    pages = [Reader(number, fonts).page(page) for number, page in enumerate(pdf.pages)]
    walk = _Walk({page.obj.objgen: number for number, page in enumerate(pdf.pages)}, pages)
    walk.element(pdf.Root.StructTreeRoot, 0, "", 0)
    named = [
        Aside(f"document information {key}", str(pdf.docinfo[key])) for key in _NAMES if key in pdf.docinfo
    ]
    asides = [*walk.asides, *named, *_bookmarks(pdf), *_artefacts(pages, walk.used)]
    return Reading(
        "pikepdf, by structure element",
        walk.found(),
        asides=tuple(asides),
        buried=tuple(_buried(pdf)),
        exact=False,
    )


@dataclass(slots=True)
class _Walk:
    """Goes through the structure tree in order and gives each element its runs."""

    numbers: dict[tuple[int, int], int]
    pages: Sequence[PageText]
    pieces: list[tuple[str, list[Run]]] = field(default_factory=list)
    newest: dict[str, list[Run]] = field(default_factory=dict)
    asides: list[Aside] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)
    loose: bool = False

    def element(self, node: Any, page: int, owner: str, depth: int) -> None:
        """One structure element; ``owner`` is the id that its text goes to."""
        if depth > _DEEPEST:
            raise UnreadableError("the structure tree is nested too deep")
        kind = str(node.get("/S", ""))
        page = self._page(node, page)
        name = str(node.get("/ID", ""))
        own = name if name.startswith(ID_PREFIX) else ""
        marker = kind == "/Lbl" and not own
        here = _MARKER if marker else own or owner
        if own or marker:
            self._open(here)
        self.loose = self.loose and kind in _PHRASING and not own and not marker
        if "/Alt" in node:
            self.asides.append(Aside("alternative text", str(node.Alt)))
        start = len(self.newest.setdefault(here, []))
        for kid in self._kids(node):
            self._kid(kid, page, here, depth)
        if "/ActualText" in node:
            self.newest[here][start:] = _unboxed(self.newest[here][start:], str(node.ActualText))
        if own or marker or kind not in _PHRASING:
            self.loose = False

    def _kid(self, kid: Any, page: int, owner: str, depth: int) -> None:
        if isinstance(kid, int):
            self._content(page, kid, owner)
        elif "/MCID" in kid:
            self._content(self._page(kid, page), int(kid.MCID), owner)
        elif "/S" in kid:
            self.element(kid, page, owner, depth + 1)

    def _content(self, page: int, mcid: int, owner: str) -> None:
        self.used.add((page, mcid))
        runs = self.pages[page].by_mcid.get(mcid, [])
        if not owner and not self.loose:
            self._open("")
            self.loose = True
        self.newest[owner] += runs

    def _open(self, owner: str) -> None:
        self.newest[owner] = []
        self.pieces.append((owner, self.newest[owner]))

    @staticmethod
    def _kids(node: Any) -> Iterator[Any]:
        import pikepdf

        kids = node.get("/K", ())
        yield from kids if isinstance(kids, (pikepdf.Array, tuple)) else (kids,)

    def _page(self, node: Any, page: int) -> int:
        return self.numbers.get(node.Pg.objgen, page) if "/Pg" in node else page

    def found(self) -> tuple[Piece, ...]:
        """The pieces in reading order."""
        shown = (
            (owner, runs) for owner, runs in self.pieces if owner or any(run.text.strip() for run in runs)
        )
        return tuple(_piece(owner, runs) for owner, runs in shown)


def _unboxed(runs: Sequence[Run], actual: str) -> list[Run]:
    """A box stands for a character that no font has, and the actual text says which; other glyphs speak."""
    shown = "".join(run.text for run in runs)
    if set(shown) != {BOX} or len(shown) != len(actual):
        return list(runs)
    chars = iter(actual)
    return [replace(run, text="".join(next(chars) for _ in run.text)) for run in runs]


def _piece(owner: str, runs: Sequence[Run]) -> Piece:
    hidden = next((run.hidden for run in runs if run.hidden), "")
    if owner == _MARKER:
        return Piece("", _joined(runs), "marker", hidden)
    return Piece(owner, _joined(runs), hidden=hidden)


def _joined(runs: Sequence[Run]) -> str:
    """The runs' text with a mark wherever one does not simply continue the one before it."""
    if not runs:
        return ""
    parts = [runs[0].text]
    for before, run in pairwise(runs):
        parts += [_joint(before, run), run.text]
    return "".join(parts)


def _joint(before: Run, run: Run) -> str:
    size = max(before.size, run.size)
    gap = run.x - before.end
    if run.page != before.page or abs(run.y - before.y) > _SAME_LINE * size or gap > _WIDEST_GAP * size:
        return LINE_END
    # A space between two elements is not painted by the engine: it only leaves room for it.
    return GAP if gap > _NARROWEST_SPACE * size and not before.text.endswith(" ") else ""


def _artefacts(pages: Sequence[PageText], used: set[tuple[int, int]]) -> Iterator[Aside]:
    """What stands outside the structure: running heads, folios, and what should not be there."""
    for number, page in enumerate(pages):
        untagged = [run for mcid, runs in page.by_mcid.items() if (number, mcid) not in used for run in runs]
        for what, runs in (
            ("artefacts", page.artefacts),
            ("content outside the structure", untagged),
            ("unmarked content", page.unmarked),
        ):
            text = _joined(runs)
            if text.strip():
                yield Aside(f"{what} of page {number + 1}", text, printed=True)


def _bookmarks(pdf: Any) -> Iterator[Aside]:
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            yield Aside("bookmark", str(item.title))
            waiting += item.children


def _buried(pdf: Any) -> Iterator[Aside]:
    """Metadata, annotations and attached files."""
    for key, value in pdf.docinfo.items():
        yield Aside(f"document information {key}", str(value))
    if "/Metadata" in pdf.Root:
        yield Aside("XMP", _TAG.sub(" ", pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")))
    for page in pdf.pages:
        for note in page.obj.get("/Annots", ()):
            for key in ("/Contents", "/T", "/TU"):
                if key in note:
                    yield Aside(f"annotation {key}", str(note[key]))
            if "/A" in note and "/URI" in note.A:
                yield Aside("link", str(note.A.URI))
    for name, attached in pdf.attachments.items():
        yield Aside(f"attachment {name}", name)
        yield Aside(f"attachment {name}", attached.get_file().read_bytes().decode("utf-8", "replace"))
