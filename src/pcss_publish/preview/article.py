"""All that the page shows of one article besides its pictures and texts, as data."""

from __future__ import annotations

import json
import re
from typing import Any

from pcss_publish.builder import files
from pcss_publish.findings import CODES, Finding
from pcss_publish.preview import pages
from pcss_publish.preview.board import Board, Known, told
from pcss_publish.preview.book import Book, NoBookError

_RANK = {"block": 0, "warn": 1, "info": 2}


def product(board: Board, slug: str, suffix: str) -> bytes | None:
    """A product's bytes; None where the article has none, or it cannot be read."""
    path = board.path(slug, suffix)
    try:
        return path.read_bytes() if path else None
    except OSError:
        return None


def describe(board: Board, slug: str) -> dict[str, Any] | None:
    """The article as the page shows it; None if there is none of this name."""
    known = board.article(slug)
    if known is None:
        return None
    held = {suffix: product(board, slug, suffix) for suffix in sorted(known.products)}
    there = {suffix: data for suffix, data in held.items() if data is not None}
    book = _book(there.get(".epub"))
    texts = [there.get(".newsletter.html", b""), *(book.texts() if book else ())]
    certificate = _certificate(there.get(".certificate.json"))
    return known.row() | {
        "products": {s: {"digest": files.digest(data), "size": len(data)} for s, data in there.items()},
        "pages": pages.sizes(there[".pdf"]) if ".pdf" in there else [],
        "chapters": book.titles() if book else [],
        "findings": [_finding(one, texts, book) for one in _findings(known, certificate)],
        "certificate": certificate,
        **_failures(known),
    }


def _failures(known: Known) -> dict[str, Any]:
    outcome = known.outcome
    if outcome is None:
        return {"error": None, "missing": [], "stale": []}
    return {
        "error": told(outcome.error) if outcome.error else None,
        "missing": [{"format": name, **told(error)} for name, error in outcome.missing.items()],
        "stale": [name.partition(".")[2] for name in outcome.stale],
    }


def _findings(known: Known, certificate: dict[str, Any] | None) -> list[Finding]:
    """The build's; before it has come to this article, those that the certificate counts."""
    if known.outcome:
        found = list(known.outcome.findings)
    else:
        rows = certificate["findings"] if certificate else []
        found = [Finding(**row, message=CODES[row["code"]].name) for row in rows if row["code"] in CODES]
    return sorted(found, key=lambda one: (_RANK[one.severity], one.line))


def _finding(one: Finding, texts: list[bytes], book: Book | None) -> dict[str, Any]:
    row = one.row() | {"name": CODES[one.code].name if one.code in CODES else ""}
    element = next(filter(None, (_element(one.node, text) for text in texts)), "")
    return row | {"element": element, "chapter": book.place(element) if book and element else None}


def _element(node: str, text: bytes) -> str:
    """The id of the first element that shows something of a node; empty if none does."""
    if not node:
        return ""
    found = re.search(rf'id="(pcss-{re.escape(node)}(?:-[^"]*)?)"'.encode(), text)
    return found[1].decode("utf-8", "replace") if found else ""


def _certificate(data: bytes | None) -> dict[str, Any] | None:
    try:
        read = json.loads(data) if data else None
    except ValueError:
        return None
    return read if isinstance(read, dict) else None


def _book(data: bytes | None) -> Book | None:
    try:
        return Book.read(data) if data else None
    except NoBookError:
        return None
