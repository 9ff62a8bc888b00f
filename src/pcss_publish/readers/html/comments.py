"""Readers' comments in a page's tree: found by their markup, with name, time, words and parent."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import takewhile
from typing import Any, Final, NamedTuple

from pcss_publish.readers.html.answering import relate
from pcss_publish.readers.html.beside import beside, is_written, root_of, within
from pcss_publish.readers.html.fields import Owners, is_button, name_in, stamp_in
from pcss_publish.readers.html.notes import Element, Notes
from pcss_publish.readers.html.placed import name_by_place, stamp_by_place
from pcss_publish.readers.html.repeated import heading_above, kind_of, repeated
from pcss_publish.readers.html.signed import DOUBT, read_signed
from pcss_publish.readers.html.tree import select, words
from pcss_publish.readers.layout import Note

_INITIALS: Final = 2
_UNREAD: Final = 20


class Comments(NamedTuple):
    """The elements of the comments, and the one that holds them and what belongs to them."""

    items: tuple[Element, ...]
    root: Element | None


class _Read(NamedTuple):
    item: Element
    name: Element | None
    stamp: Element | None
    body: tuple[Element, ...]
    placed: bool
    rivals: tuple[str, ...] = ()


@cache
def _forms() -> tuple[dict[str, Any], ...]:
    table = tomllib.loads(resources.files(__package__).joinpath("comments.toml").read_text(encoding="utf-8"))
    return tuple(table["usual"] | form for form in table["forms"])


def find_comments(page: Element, notes: Notes) -> Comments:
    """Lay marks over the page's comments by the form that finds the most with name and words."""
    best: list[_Read] = []
    for form in _forms():
        if "starts" in form:
            _wrap_runs(page, form["starts"])
            form = form | {"item": "pcss-run"}  # noqa: PLW2901
        signed = read_signed(page, form["signed"]) if "signed" in form else ()
        found = [_Read(*one, placed=False) for one in signed] or _read(page, form)
        if _merit(found) > _merit(best):
            best = found
    if not _merit(best)[0]:
        best = _rows(page, notes) or best
    if any(read.placed for read in best):
        notes.doubts.append(("", "The markup does not name writers or times; they were told by their place"))
    links = [one for one in select(page, ", ".join(_forms()[0]["links"])) if not notes.of(one)]
    for link in links:
        notes.add(link, Note("chrome", "pingback"))
    held = {read.item for read in best}
    for element in select(page, ", ".join(_forms()[0]["drop"])) if held else []:
        if not notes.of(element) and any(above in held for above in element.iterancestors()):
            notes.add(element, Note("chrome", "comments"))
    for number, read in enumerate(best, 1):
        _mark(notes, read, f"c{number}")
    relate(notes, [read.item for read in best])
    items = tuple(read.item for read in best)
    root = root_of(page, [*items, *links] if items else [])
    for element in beside(items) if items and root is None else ():
        if not notes.of(element):
            notes.add(element, Note("chrome", "comments"))
            _doubt_unread(element, notes)
    return Comments(items, root)


def _rows(page: Element, notes: Notes) -> list[_Read]:
    """Comments in no known markup; none where a third of them cannot be read: the wording tells them then."""
    items = repeated(page)
    form = _forms()[0] | {"name": [], "stamp": []}
    rows = _read_items(page, items, form)
    # What holds the names that look like names holds the others too.
    named = Counter(kind_of(row.name) for row in rows if row.name is not None)
    rows = _read_items(page, items, form | {"name": [kind for kind, _ in named.most_common(1)]})
    read = {row.item for row in rows}
    left = [one for one in items if one not in read]
    written = sum(bool(row.body) for row in rows)
    if 2 * min(sum(named.values()), written) <= len(rows) or len(rows) <= 2 * len(left):
        return []
    heading = heading_above(items[0])
    aside = [*left, *(initials for row in rows for initials in _initials(row))]
    for one in aside if heading is None else (heading, *aside):
        notes.add(one, Note("chrome", "comments"))
    for one in left:
        _doubt_unread(one, notes)
    for number, row in enumerate(rows, 1):
        if _unread(row, read) > _UNREAD:
            notes.doubts.append((f"c{number}", "some of its words may not have been read"))
    return rows


def _unread(row: _Read, items: set[Element]) -> int:
    """How many characters of a comment are neither name, time and words nor another comment's."""
    inner = [one for one in row.item.iterdescendants() if one in items]
    outer = [one for one in inner if not within(one, inner)]
    known = [one for one in (row.name, row.stamp, *row.body, *outer) if one is not None]
    return len(words(row.item)) - sum(len(words(one)) for one in known)


def _doubt_unread(element: Element, notes: Notes) -> None:
    """Sentences that are no comment's, among comments."""
    said = words(element)
    asked = any(said[:60] in doubt for _, doubt in notes.doubts)
    if element.tag != "form" and is_written(said) and not asked:
        notes.doubts.append(("", f"“{said[:60]}” stands among the comments and was not read"))


def _initials(row: _Read) -> list[Element]:
    """Elements that stand for a writer's picture: a letter or two before the name."""
    if row.name is None:
        return []
    above = list(takewhile(lambda one: one is not row.name, row.item.iterdescendants()))
    return [
        one for one in above if not len(one) and 0 < len(words(one)) <= _INITIALS and one is not row.stamp
    ]


def _merit(read: Sequence[_Read]) -> tuple[int, int]:
    """How many comments have a name and words; of as many, those that are named by the markup are better."""
    found = [one for one in read if one.name is not None and one.body]
    return len(found), -sum(one.placed for one in found)


def _read(page: Element, form: dict[str, Any]) -> list[_Read]:
    return _read_items(page, select(page, form["item"]), form)


def _read_items(page: Element, items: list[Element], form: dict[str, Any]) -> list[_Read]:
    links = set(select(page, ", ".join(form["links"])))
    items = [one for one in items if one not in links and not within(one, links)]
    # What only wraps a comment, or a form that has its name, holds no words of its own.
    while True:
        inner = set(items)
        gone = {one for one in (*links, *select(page, ", ".join(form["drop"]))) if one not in inner}
        owners = Owners(page, inner, gone)
        kept = [one for one in (_fields(item, owners, form) for item in items) if one]
        if len(kept) == len(items):
            return kept
        items = [one.item for one in kept]


def _fields(item: Element, owners: Owners, form: dict[str, Any]) -> _Read | None:
    names = next(filter(None, (_named(owners, item, css) for css in form["name"])), [])
    name = names[0] if names else None
    stamp = next((one for css in form["stamp"] for one in owners.all(item, css) if stamp_in(one)), None)
    placed = name is None or stamp is None
    stamp = stamp if stamp is not None else stamp_by_place(item, owners, form["body"])
    if name is None and stamp is not None:
        name = name_by_place(item, stamp, owners)
    heads = [one for one in (name, stamp) if one is not None]
    body = _bodies(owners, item, heads, form["body"])
    if name is None and (stamp is None or not body):
        return None
    outside = [one for one in names if not within(one, body) and one not in body]
    rivals = tuple(dict.fromkeys(map(name_in, outside)))
    return _Read(item, name, stamp, tuple(body), placed and name is not None and stamp is not None, rivals)


def _named(owners: Owners, item: Element, css: str) -> list[Element]:
    """The elements of a comment that one selector takes for its writer's name, none within another."""
    found = [one for one in owners.all(item, css) if name_in(one)]
    return [one for one in found if not within(one, found)]


def _bodies(owners: Owners, item: Element, heads: list[Element], selectors: Sequence[str]) -> list[Element]:
    """The elements of a comment's words: those that a selector names, else what stands beside its head."""
    above = {one for head in heads for one in (head, *head.iterancestors())}
    for css in selectors:
        named = [one for one in owners.all(item, css) if one not in above]
        outer = [one for one in named if not any(other in named for other in one.iterancestors())]
        if outer:
            return outer
    return list(_beside(owners, item, item, above))


def _beside(owners: Owners, item: Element, element: Element, above: set[Element]) -> Iterator[Element]:
    """The outermost own elements behind the head's that hold nothing of it."""
    passed = False
    for child in element:
        if owners.owner(child) is not item or owners.holds_others(child):
            continue
        if child in above:
            yield from _beside(owners, item, child, above)
            passed = True
        elif passed and words(child) and child.tag not in {"a", "span", "br"} and not is_button(words(child)):
            yield child


def _mark(notes: Notes, read: _Read, ref: str) -> None:
    notes.add(read.item, Note("comment", ref=ref))
    if read.name is not None:
        notes.add(read.name, Note("comment-name", ref=ref, keep=name_in(read.name)))
    if read.stamp is not None:
        raw, iso = stamp_in(read.stamp) or ("", "")
        notes.add(read.stamp, Note("comment-stamp", iso, ref, keep=raw))
    for element in read.body:
        notes.add(element, Note("comment-body", ref=ref))
    if len(read.rivals) > 1:
        notes.doubts.append((ref, f"its markup names several writers: {', '.join(read.rivals)}"))
    if not read.body:
        _mark_buttons(notes, read.item)
    if doubt := read.item.get(DOUBT):
        notes.doubts.append((ref, doubt))
    if len(read.body) > 1 and any(one.getparent() is not read.body[0].getparent() for one in read.body):
        notes.doubts.append((ref, "its words stand in several places of the page"))


def _mark_buttons(notes: Notes, item: Element) -> None:
    """Buttons of a comment without words are no words of it."""
    for element in item.iterdescendants():
        if not len(element) and not notes.of(element) and is_button(words(element)):
            notes.add(element, Note("chrome", "comments"))


def _wrap_runs(page: Element, starts: str) -> None:
    """Put each start and what follows it up to the next into an element of its own."""
    from lxml import etree

    for start in select(page, starts):
        run = etree.Element("pcss-run")
        for key in ("id",):
            if start.get(key):
                run.set(key, start.get(key))
        members = [start]
        for following in start.itersiblings():
            if following.tag == start.tag and following.get("class") == start.get("class"):
                break
            members.append(following)
        start.addprevious(run)
        for member in members:
            run.append(member)
