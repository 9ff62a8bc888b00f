"""Small edits of a finished PDF, by pikepdf, that leave it whole but for the one thing that a row is about."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

Change = Callable[[Pdf], object]
MARK = re.compile(rb"/\w+\s*<</MCID \d+>>\s*BDC")


class Row(NamedTuple):
    """One fault: the clause that it breaks, what is broken, and the edit that breaks it.

    ``clause`` is a condition of the Matterhorn Protocol (``01-003``), or as the gate tells it.
    """

    clause: str
    what: str
    change: Change


def changed(data: bytes, change: Change) -> bytes:
    """The file after one edit."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def kids(node: Any) -> list[Any]:
    """All that an element holds: elements, numbers of marks, references to annotations."""
    held: Any = node.get("/K", [])
    return list(held) if isinstance(held, Array) else [held]


def elements(pdf: Pdf) -> Iterator[Any]:
    """Every structure element, in reading order."""
    waiting = kids(pdf.Root.StructTreeRoot)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Dictionary) and "/S" in node:
            yield node
            waiting = kids(node) + waiting


def first(pdf: Pdf, kind: str) -> Any:
    """The first element of a kind that has content or children."""
    return next(node for node in elements(pdf) if f"/{kind}" == node.S and kids(node))


def text_of(pdf: Pdf, kind: str) -> Any:
    """The first element of a kind that itself owns marked content."""
    return next(n for n in elements(pdf) if f"/{kind}" == n.S and any(isinstance(k, int) for k in kids(n)))


def retag(kind: str, to: str) -> Change:
    """Give the first element of a kind another type."""

    def change(pdf: Pdf) -> None:
        first(pdf, kind).S = Name(f"/{to}")

    return change


def put(kind: str, key: str, value: Any) -> Change:
    """Set an entry of the first element of a kind."""

    def change(pdf: Pdf) -> None:
        first(pdf, kind)[key] = value

    return change


def drop(kind: str, key: str) -> Change:
    """Delete an entry of the first element of a kind."""
    return lambda pdf: first(pdf, kind).__delitem__(key)


def wrap(pdf: Pdf, node: Any, *kinds: str) -> Any:
    """Put new elements, each in the one before, between ``node`` and its parent; the innermost is returned."""
    above = node.P
    place = next(n for n, kid in enumerate(kids(above)) if getattr(kid, "objgen", None) == node.objgen)
    held = kids(above)
    for kind in kinds:
        made = pdf.make_indirect(Dictionary(S=Name(f"/{kind}"), P=above, K=Array()))
        if above.objgen == node.P.objgen:
            held[place] = made
            above.K = Array(held)
        else:
            above.K = Array([made])
        above = made
    above.K = Array([node])
    node.P = above
    return above


def wrapped(kind: str, *outer: str) -> Change:
    """Put elements round the first one of a kind."""
    return lambda pdf: wrap(pdf, first(pdf, kind), *outer)


def in_content(change: Callable[[bytes], bytes]) -> Change:
    """Edit the operators of the first page."""

    def edit(pdf: Pdf) -> None:
        page = pdf.pages[0]
        before = page.Contents.read_bytes()
        after = change(before)
        assert after != before
        page.Contents = pdf.make_stream(after)

    return edit


def in_stream(find: Callable[[Pdf], Any], old: bytes, new: bytes) -> Change:
    """Replace the first ``old`` of a stream."""

    def edit(pdf: Pdf) -> None:
        stream = find(pdf)
        before = stream.read_bytes()
        assert old in before
        stream.write(before.replace(old, new, 1))

    return edit


def in_xmp(old: bytes, new: bytes) -> Change:
    """Edit the metadata."""
    return in_stream(lambda pdf: pdf.Root.Metadata, old, new)


def delete(path: str) -> Change:
    """Delete ``/A/B`` from the catalogue."""
    *upper, last = path.strip("/").split("/")

    def change(pdf: Pdf) -> None:
        node: Any = pdf.Root
        for name in upper:
            node = node[f"/{name}"]
        del node[f"/{last}"]

    return change


def in_root(**entries: Any) -> Change:
    """Set entries of the catalogue."""

    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return change
