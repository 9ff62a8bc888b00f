"""What a JATS article prints at its end: notes, and what its front has of funding and permissions."""

from __future__ import annotations

from typing import Final

from pcss_publish.model.marks import AwardKind
from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.jats.body import Body
from pcss_publish.readers.jats.front import composed
from pcss_publish.readers.jats.page import Page, kind, table
from pcss_publish.readers.layout import Note

_NOTES: Final = frozenset({"fn-group", "notes", "fn"})
_TYPED: Final = ("fn", "notes", "sec")


def lay_back(page: Page, body: Body, child: Element) -> None:
    """One element of the back: a notice, if its type says so, else notes, references, or more of the text."""
    name, roles = kind(child), _roles(child)
    if roles:
        _statement(page, body, child, roles)
    elif name in _NOTES:
        _lay_notes(page, body, child)
    elif name in table("sections"):
        body.fill(child, page.part(page.root, child, Note("section", table("sections")[name])))
    else:
        body.copy(child, page.root)


def _roles(element: Element) -> str:
    """The roles of the statement that an element's type makes it; empty where it makes it none."""
    called = (element.get(key) for key in ("sec-type", "fn-type", "notes-type"))
    return next((table("statements")[one] for one in called if one in table("statements")), "")


def _lay_notes(page: Page, body: Body, group: Element) -> None:
    """Notes: what a type makes a notice on its own, all between in sections."""
    if kind(group) == "fn" or not any(_roles(one) for one in group.iter(*_TYPED)):
        body.fill(group, page.add(page.root, "section", group, Note("section", "notes")))
        return
    section: Element | None = None
    for child in group:
        if kind(child) in _TYPED and any(_roles(one) for one in child.iter(*_TYPED)):
            section = None
            own = kind(child) in _NOTES or _roles(child)
            (lay_back if own else _lay_notes)(page, body, child)
            continue
        if section is None:
            section = page.add(page.root, "section", group, Note("section", "notes"))
        body.copy(child, section)


def _statement(page: Page, body: Body, source: Element, roles: str) -> None:
    """A notice; its title is its heading."""
    whole = page.notice(page.root, source, roles)
    page.say(whole, source)
    for child in source:
        if kind(child) == "title":
            body.fill(child, page.add(whole, "div", child, Note("part-heading")))
        else:
            body.copy(child, whole)
        page.say(whole, child, tail=True)


def lay_foot(page: Page, body: Body, meta: Element | None) -> None:
    """Footnotes, then the notices of the front."""
    for note in body.footnotes:
        body.fill(note, page.add(page.root, "section", note, Note("section", "notes")))
    if meta is None:
        return
    for child in meta.iterfind("author-notes/*"):
        if kind(child) == "fn":
            _statement(page, body, child, _roles(child) or "notice")
    for number, child in enumerate(meta.iterfind("funding-group/*"), 1):
        if kind(child) == "funding-statement":
            _statement(page, body, child, "funding")
        elif kind(child) == "award-group":
            _award(page, child, f"award{number}")
    for child in meta.iterfind("permissions/*"):
        if kind(child) in {"copyright-statement", "license"}:
            _statement(page, body, child, "licence")


def _award(page: Page, group: Element, ref: str) -> None:
    """The fields of one award, beside the text: funding statements may name it, and need not."""
    whole = page.add(page.root, "section", group, Note("award", ref=ref), Note("chrome", "award"))
    for one in group.iter():
        if any(kind(above) in {"name", "string-name"} for above in one.iterancestors()):
            continue
        if kind(one) == "name":
            shown = composed(page, one)
        else:
            shown = page.told(one) if kind(one) == "string-name" else page.take(one)
        if shown.strip():
            role = _role(one)
            page.line(whole, one, shown, Note(role, ref=ref) if role else None)


def _role(element: Element) -> AwardKind | None:
    """The field of an award to which an element belongs: the innermost that has a name."""
    known = table("awards")
    found = (known[kind(one)] for one in (element, *element.iterancestors()) if kind(one) in known)
    return next(found, None)  # type: ignore[arg-type]
