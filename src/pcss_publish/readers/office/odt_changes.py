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
_ASIDE: Final = frozenset({_ENDS[0], f"{TEXT}tracked-changes"})
_MOST_OPEN: Final = 20
At = Callable[[Element], Place]


def take_changes(body: Element, prepared: Prepared, place: At) -> None:
    """Ask about each change; deleted words stand apart from the text already, inserted ones in it."""
    points = {(one.tag, one.get(f"{TEXT}change-id") or ""): one for one in body.iter(*_POINTS)}
    starts = {one: number for (tag, number), one in points.items() if tag == _POINTS[1]}
    ends = {one: number for (tag, number), one in points.items() if tag == _POINTS[2]}
    inserted = _between(body, starts, ends)
    forms: list[Place] = []
    for region in list(body.iter(f"{TEXT}changed-region")):
        number = next((value for key, value in region.items() if key.endswith("}id")), "")
        point = points.get((_POINTS[0], number), points.get((_POINTS[1], number), region))
        for change in region:
            if change.tag == f"{TEXT}deletion":
                ask_change(prepared, Change("deleted", words(change), *_who(change), place(point)))
            elif change.tag == f"{TEXT}insertion":
                said = inserted.get(number, "")
                told = "" if said else "the end of this paragraph"
                ask_change(prepared, Change("inserted", said, *_who(change), place(point), told))
            else:
                forms.append(place(point))
    ask_forms(prepared, forms)
    for one in list(body.iter(f"{TEXT}tracked-changes", *_POINTS)):
        if one.getparent() is not None:
            remove(one)


def take_comments(body: Element, prepared: Prepared, place: At) -> None:
    """Ask about each comment in the margin, with the words that it is about."""
    notes = list(body.iter(_ENDS[0]))
    ends = {one: one.get(f"{OFFICE}name") or "" for one in body.iter(_ENDS[1])}
    named = set(ends.values())
    starts = {one: name for one in notes if (name := one.get(f"{OFFICE}name") or "") in named}
    about = _between(body, starts, ends)
    for note in notes:
        anchor = about.get(starts.get(note, ""), "")
        ask_comment(prepared, words(note), anchor, *_who(note), place(note.getparent()))
    for one in [*notes, *ends]:
        if one.getparent() is not None:
            remove(one)


def _who(element: Element) -> tuple[str, str]:
    author, date = (
        "".join(one.text or "" for one in element.iter(f"{DC}{key}")) for key in ("creator", "date")
    )
    return author, date


def _between(body: Element, starts: dict[Element, str], ends: dict[Element, str]) -> dict[str, str]:
    """The text between the start and the end of each name, in one walk."""
    from lxml import etree

    opened: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    skipped = 0

    def say(words: str | None) -> None:
        # The words of what lies within many others are looked for no further: the work would multiply.
        if words and not skipped:
            for said in list(opened.values())[:_MOST_OPEN]:
                said.append(words)

    for event, one in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if one in ends and ends[one] in opened:
                found[ends[one]] = " ".join("".join(opened.pop(ends[one])).split())
            skipped += one.tag in _ASIDE
            say(" " if one.tag in PARAGRAPHS else None)
            say(one.text)
        else:
            skipped -= one.tag in _ASIDE
            if one in starts:
                opened[starts[one]] = []
            say(one.tail)
    return found
