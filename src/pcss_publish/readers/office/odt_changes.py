"""Tracked changes and comments of OpenDocument: taken out of the text, and asked about (5.5, 14.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pcss_publish.model.marks import Place
from pcss_publish.readers.office.changes import Change, ask_change, ask_comment, ask_forms
from pcss_publish.readers.office.odt_parts import DC, OFFICE, PARAGRAPHS, TEXT, remove, words
from pcss_publish.readers.office.package import Element
from pcss_publish.readers.office.prepared import Prepared

_POINTS: Final = (f"{TEXT}change", f"{TEXT}change-start", f"{TEXT}change-end")
_ENDS: Final = (f"{OFFICE}annotation", f"{OFFICE}annotation-end")
At = Callable[[Element], Place]


def take_changes(body: Element, prepared: Prepared, place: At) -> None:
    """Ask about each change; deleted words stand apart from the text already, inserted ones in it."""
    points = {(one.tag, one.get(f"{TEXT}change-id") or ""): one for one in body.iter(*_POINTS)}
    forms: list[Place] = []
    for region in list(body.iter(f"{TEXT}changed-region")):
        number = next((value for key, value in region.items() if key.endswith("}id")), "")
        point = points.get((_POINTS[0], number))
        start, end = (points.get((tag, number)) for tag in _POINTS[1:])
        at = next((one for one in (point, start) if one is not None), region)
        for change in region:
            who = tuple(
                "".join(one.text or "" for one in change.iter(f"{DC}{key}")) for key in ("creator", "date")
            )
            if change.tag == f"{TEXT}deletion":
                ask_change(prepared, Change("deleted", words(change), who[0], who[1], place(at)))
            elif change.tag == f"{TEXT}insertion":
                said = _between(body, start, end) or "(the end of this paragraph)"
                ask_change(prepared, Change("inserted", said, who[0], who[1], place(at)))
            else:
                forms.append(place(at))
    ask_forms(prepared, forms)
    for one in list(body.iter(f"{TEXT}tracked-changes", *_POINTS)):
        if one.getparent() is not None:
            remove(one)


def take_comments(body: Element, prepared: Prepared, place: At) -> None:
    """Ask about each comment in the margin, with the words that it is about."""
    ends = {one.get(f"{OFFICE}name") or "": one for one in body.iter(_ENDS[1])}
    notes = list(body.iter(_ENDS[0]))
    for note in notes:
        name = note.get(f"{OFFICE}name") or ""
        about = _between(body, note, ends.get(name)) if name else ""
        who = ["".join(one.text or "" for one in note.iter(f"{DC}{key}")) for key in ("creator", "date")]
        ask_comment(prepared, words(note), about, who[0], who[1], place(note.getparent()))
    for one in [*notes, *ends.values()]:
        if one.getparent() is not None:
            remove(one)


def _between(body: Element, start: Element | None, end: Element | None) -> str:
    """The text behind one element and before another."""
    if start is None or end is None:
        return ""
    found: list[str] = []
    inside, skipped = False, set(start.iter())
    from lxml import etree

    for event, one in etree.iterwalk(body, events=("start", "end")):
        if one is end and event == "start":
            break
        if event == "start":
            if inside and one not in skipped:
                found.append(" " if one.tag in PARAGRAPHS else "")
                found.append(one.text or "")
        else:
            inside = inside or one is start
            if inside and (one is start or one not in skipped):
                found.append(one.tail or "")
    return " ".join("".join(found).split())
