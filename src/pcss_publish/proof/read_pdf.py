"""Reads a tagged PDF back with pikepdf, by its structure tree (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pcss_publish.proof import pdf_beside
from pcss_publish.proof.pdf_paint import Run
from pcss_publish.proof.pdf_spoken import joined, retell
from pcss_publish.proof.pdf_text import PageText, Reader
from pcss_publish.proof.pieces import (
    HOUSE_PREFIX,
    ID_PREFIX,
    LINE_END,
    Aside,
    Beginning,
    Piece,
    Reading,
    UnreadableError,
)

_PHRASING = frozenset({"/Span", "/NonStruct", "/Link", "/Code", "/Quote", "/Reference", "/Note"})
_DEEPEST = 200
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
    asides = [*walk.asides, *pdf_beside.shown(pdf, walk.told), *_artefacts(pages, walk.used)]
    return Reading(
        "pikepdf, by structure element",
        walk.found(),
        asides=tuple(asides),
        buried=tuple(pdf_beside.carried(pdf)),
        exact=False,
        links=None if _for_press(pdf) else walk.links | {"": pdf_beside.loose_links(pdf, walk.notes)},
        pages=tuple(joined(page.every()).replace(LINE_END, " ") for page in pages),
        attached=tuple(pdf_beside.attached(pdf)),
        beginnings=walk.beginnings(),
    )


def _for_press(pdf: Any) -> bool:
    """Whether it is PDF/X, whose pages bear no links (ISO 15930-7, 6.17)."""
    return any(one.get("/S") == "/GTS_PDFX" for one in pdf.Root.get("/OutputIntents", ()))


@dataclass(slots=True)
class _Walk:
    """Goes through the structure tree in order and gives each element its runs."""

    numbers: dict[tuple[int, int], int]
    pages: Sequence[PageText]
    pieces: list[tuple[str, list[Run]]] = field(default_factory=list)
    newest: dict[str, list[Run]] = field(default_factory=dict)
    asides: list[Aside] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)
    trail: list[Run] = field(default_factory=list)
    links: dict[str, list[str]] = field(default_factory=dict)
    notes: set[tuple[int, int]] = field(default_factory=set)
    told: set[tuple[int, int]] = field(default_factory=set)
    """Links that say in words what is printed where they stand."""
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
        for key in ("/Alt", "/E"):
            if key in node:
                self.asides.append(Aside("alternative text", str(node[key]), spoken=True))
        since = len(self.trail)
        for kid in self._kids(node):
            self._kid(kid, page, here, depth)
        if "/ActualText" in node:
            retell(str(node.ActualText), self.trail[since:])
        if kind == "/Link":
            self.told |= pdf_beside.telling(self._kids(node), joined(self.trail[since:]))
        if own or marker or kind not in _PHRASING:
            self.loose = False

    def _kid(self, kid: Any, page: int, owner: str, depth: int) -> None:
        if isinstance(kid, int):
            self._content(page, kid, owner)
        elif "/MCID" in kid:
            self._content(self._page(kid, page), int(kid.MCID), owner)
        elif "/Obj" in kid:
            self._note(kid.Obj, owner)
        elif "/S" in kid:
            self.element(kid, page, owner, depth + 1)

    def _note(self, note: Any, owner: str) -> None:
        """An annotation that belongs to a part of the text."""
        self.notes.add(note.objgen)
        target = pdf_beside.target(note)
        if target:
            self.links.setdefault(owner, []).append(target)

    def _content(self, page: int, mcid: int, owner: str) -> None:
        self.used.add((page, mcid))
        runs = self.pages[page].by_mcid.get(mcid, [])
        if not owner and not self.loose:
            self._open("")
            self.loose = True
        self.newest[owner] += runs
        self.trail += runs

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

    def beginnings(self) -> dict[int, Beginning]:
        """The first unit on each page, and its text from there on."""
        found: dict[int, Beginning] = {}
        for owner, runs in self.pieces:
            if not owner.startswith(ID_PREFIX) or owner.startswith(HOUSE_PREFIX):
                continue
            for at, run in enumerate(runs):
                if run.page + 1 not in found and run.text.strip():
                    found[run.page + 1] = Beginning(owner, joined(runs[at:]))
        return found


def _piece(owner: str, runs: Sequence[Run]) -> Piece:
    hidden = next((run.hidden for run in runs if run.hidden), "")
    if owner == _MARKER:
        return Piece("", joined(runs), "marker", hidden)
    return Piece(
        owner,
        joined(runs),
        hidden=hidden,
        page=runs[0].page if runs else -1,
        fonts=frozenset(run.font for run in runs),
        boxed=sum(run.boxed for run in runs),
    )


def _artefacts(pages: Sequence[PageText], used: set[tuple[int, int]]) -> Iterator[Aside]:
    """What stands outside the structure: running heads, folios, and what should not be there."""
    for number, page in enumerate(pages):
        untagged = [run for mcid, runs in page.by_mcid.items() if (number, mcid) not in used for run in runs]
        for what, runs in (
            ("artefacts", page.artefacts),
            ("content outside the structure", untagged),
            ("unmarked content", page.unmarked),
        ):
            text = joined(runs)
            if text.strip():
                yield Aside(f"{what} of page {number + 1}", text, printed=True)
