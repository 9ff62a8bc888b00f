"""The forms in which pages print comments, as data, and the one procedure that reads a region by a form."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pcss_publish.normalization.comments.heads import Head, HeadKind
from pcss_publish.normalization.lines import Line


class Item(NamedTuple):
    """A line of the comment region: what it says as a head, whether a gap stands above it."""

    line: Line
    head: Head | None
    gap: bool
    furniture: bool


class Layout(NamedTuple):
    """Where a form prints what.

    ``anchor``: the kinds of head line that every comment has; ``above`` and ``below``: what stands in the
    lines next to it without a gap; ``body``: on which side of the anchor it stands;
    ``closing``: the anchor's partner at the body's end; ``sure``: whether it leaves no doubt who said what.
    """

    name: str
    anchor: tuple[HeadKind, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    body: Literal["below", "above"] = "below"
    closing: bool = False
    opening: tuple[str, ...] = ()
    sure: bool = True


INLINE: tuple[HeadKind, ...] = ("name-stamp", "stamp-name")

LAYOUTS: tuple[Layout, ...] = (
    Layout("name and stamp, body", INLINE),
    Layout("name says, stamp, body", ("says",), below=("stamp",)),
    Layout("name, stamp, body", ("stamp",), above=("name",)),
    Layout("title, name and stamp, body", INLINE, above=("title",)),
    Layout("name, place and stamp, body", ("name-stamp",), above=("name",)),
    Layout("body, name and stamp", INLINE, body="above", sure=False),
    Layout("name says, body, stamp", ("says",), closing=True, sure=False),
    Layout("stamp, name says, body", ("says",), above=("stamp",)),
    Layout("name says, body", ("says",)),
    Layout("stamp, name, body", ("stamp",), below=("name",)),
    Layout("title, stamp, name, body", ("stamp",), above=("title",), below=("name",), sure=False),
    Layout("title, name, stamp, body", ("stamp",), above=("title", "name"), sure=False),
    Layout("name, body, stamp", ("stamp",), body="above", opening=("name",), sure=False),
    Layout(
        "title, body, stamp, name", ("stamp",), below=("name",), body="above", opening=("title",), sure=False
    ),
    Layout("body, stamp, name", ("stamp",), below=("name",), body="above", sure=False),
    Layout("name signs, stamp, body", ("by",), below=("stamp",)),
    Layout("name signs, body, stamp", ("by",), closing=True, sure=False),
    Layout("name signs, body", ("by",), sure=False),
    Layout("body, name signs", ("by",), body="above", sure=False),
)
