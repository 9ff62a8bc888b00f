"""Tracked changes and comments of Word: taken out of the text, and asked about (17.13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from pcss_publish.model.marks import Place
from pcss_publish.readers.office.changes import Change, Kind, ask_change, ask_comment, ask_forms
from pcss_publish.readers.office.docx_parts import W
from pcss_publish.readers.office.package import Element
from pcss_publish.readers.office.prepared import Prepared

_INSERTED: Final = frozenset({f"{W}ins", f"{W}moveTo"})
_DELETED: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_FORMS: Final = frozenset(
    f"{W}{name}"
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange",
        "tblPrExChange", "numberingChange",
    )
)  # fmt: skip
_CELLS: Final = frozenset(f"{W}{name}" for name in ("cellIns", "cellDel", "cellMerge"))
_MOST_OPEN: Final = 20
_TEXT: Final = (f"{W}t", f"{W}delText")


def words(element: Element) -> str:
    """The text of an element, paragraphs and cells parted by blanks."""
    apart = (f"{W}tab", f"{W}br", f"{W}p", f"{W}tc")
    found = [one.text or "" if one.tag in _TEXT else " " for one in element.iter(*_TEXT, *apart)]
    return " ".join("".join(found).split())


def take_changes(root: Element, prepared: Prepared, place: Callable[[Element], Place]) -> None:
    """Show what was inserted, take out what was deleted, and ask about each."""
    forms: list[Place] = []
    for element in list(root.iter(*_INSERTED, *_DELETED, *_FORMS, *_CELLS)):
        above = element.getparent()
        if above is None or not _within(element, root):
            continue
        at = place(element)
        kind: Kind = "inserted" if element.tag in _INSERTED else "deleted"
        if element.tag in _FORMS:
            forms.append(at)
            above.remove(element)
        elif element.tag in _CELLS:
            ask_change(
                prepared, Change("changed", words(above.getparent()), *_who(element), at, "a cell of a table")
            )
            above.remove(element)
        elif above.tag == f"{W}trPr":
            ask_change(
                prepared,
                Change(
                    kind,
                    words(above.getparent()),
                    *_who(element),
                    place(above.getparent()),
                    "a row of a table",
                ),
            )
            above.remove(element)
        elif above.tag == f"{W}rPr":
            if not _whole(above.getparent().getparent()):
                ask_change(prepared, Change(kind, "", *_who(element), at, "the end of this paragraph"))
            above.remove(element)
        else:
            ask_change(prepared, Change(kind, words(element), *_who(element), at))
            if kind == "deleted":
                above.remove(element)
            else:
                unwrap(element)
    ask_forms(prepared, forms)


def _within(element: Element, root: Element) -> bool:
    return any(above is root for above in element.iterancestors())


def _whole(paragraph: Element | None) -> bool:
    """Whether a paragraph was inserted or deleted with its words, which are asked about already."""
    if paragraph is None or paragraph.tag != f"{W}p":
        return False
    return any(one.getparent().tag != f"{W}rPr" for one in paragraph.iter(*_INSERTED, *_DELETED))


def _who(element: Element) -> tuple[str, str]:
    return element.get(f"{W}author") or "", element.get(f"{W}date") or ""


def unwrap(element: Element) -> None:
    """Put what an element holds in its place."""
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def take_comments(
    root: Element, comments: Element | None, prepared: Prepared, place: Callable[[Element], Place]
) -> None:
    """Ask about each comment in the margin, with the words that it is about."""
    notes = {} if comments is None else {one.get(f"{W}id") or "": one for one in comments.iter(f"{W}comment")}
    about = dict(_anchors(root))
    for number, note in notes.items():
        anchor, start = about.get(number, ("", None))
        at = place(note) if start is None else place(start)
        ask_comment(prepared, words(note), anchor, *_who(note), at)
    marks = ("commentRangeStart", "commentRangeEnd", "commentReference")
    for element in list(root.iter(*(f"{W}{name}" for name in marks))):
        element.getparent().remove(element)


def _anchors(root: Element) -> Iterator[tuple[str, tuple[str, Element]]]:
    """The words that each comment is about, and where it begins."""
    opened: dict[str, tuple[list[str], Element]] = {}
    for element in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference", f"{W}t"):
        number = element.get(f"{W}id") or ""
        if element.tag == f"{W}t":
            # The words of comments within many others are looked for no further: the work would multiply.
            for said, _ in list(opened.values())[:_MOST_OPEN]:
                said.append(element.text or "")
        elif element.tag == f"{W}commentRangeStart":
            opened[number] = ([], element)
        elif element.tag == f"{W}commentRangeEnd" and number in opened:
            said, start = opened.pop(number)
            yield number, ("".join(said), start)
        elif element.tag == f"{W}commentReference" and number not in opened:
            continue
    for number, (said, start) in opened.items():
        yield number, ("".join(said), start)
