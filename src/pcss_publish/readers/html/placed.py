"""Name and time of a comment whose elements are not named so: told by their place, and asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pcss_publish.normalization.names import likeness
from pcss_publish.readers.html.fields import Owners, is_button, name_in, stamp_in
from pcss_publish.readers.html.notes import Element
from pcss_publish.readers.html.tree import ancestors, words

_LONGEST_HEAD: Final = 140
_LITTLE: Final = 40
_LONGEST_NAME: Final = 60
_LEAST: Final = 0.5
_INITIALS: Final = 3


def stamp_by_place(item: Element, owners: Owners, bodies: Sequence[str]) -> Element | None:
    """The first short element outside of the words that says little beside a time, else the shortest."""
    spoken = {one for css in bodies for body in owners.all(item, css) for one in body.iter()}
    short = [
        one
        for one in item.iter()
        if one is not item and one not in spoken and owners.owner(one) is item
        and len(words(one)) <= _LONGEST_HEAD and _is_time(one)
    ]  # fmt: skip
    outer = ancestors(short)
    short = [one for one in short if one not in outer]
    brief = [one for one in short if _beside_time(one) <= _LITTLE]
    return brief[0] if brief else min(short, key=_beside_time, default=None)


def _beside_time(element: Element) -> int:
    said = stamp_in(element)
    return len(words(element)) - len(said[0] if said else "")


def _is_time(element: Element) -> bool:
    said = stamp_in(element)
    return said is not None and any(char.isdigit() for char in said[0])


def name_by_place(item: Element, stamp: Element, owners: Owners) -> Element | None:
    """The first short element near the time that reads as a name, else the line with the time itself."""
    brief: Element | None = None
    for around in (stamp, *stamp.iterancestors()):
        if around is item.getparent():
            break
        for element in around.iter():
            within = element is not stamp and element is not item and owners.owner(element) is item
            if (
                within
                and _reads_as_name(element)
                and not _holds_time(element)
                and not _is_said(element, stamp)
            ):
                if len(words(element)) > _INITIALS:
                    return element
                brief = element if brief is None else brief
        if around is not item and len(words(around)) <= _LONGEST_HEAD and _reads_as_name(around):
            return around
    return brief


def _is_said(element: Element, stamp: Element) -> bool:
    """Whether an element stands in a paragraph without the time: among the words."""
    above = next((one for one in element.iterancestors("p", "blockquote", "li")), None)
    return (
        above is not None
        and above not in set(stamp.iterancestors())
        and stamp not in set(above.itersiblings())
    )


def _reads_as_name(element: Element) -> bool:
    name = name_in(element)
    return (
        1 < len(name) <= _LONGEST_NAME
        and any(map(str.isalpha, name))
        and not is_button(name)
        and likeness(name) >= _LEAST
    )


def _holds_time(element: Element) -> bool:
    said = stamp_in(element)
    return said is not None and said[0] in words(element) and _is_time(element)
