"""What a finished file was found to show, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

LINE_END = "\u2028"
"""Stands in a piece's text where the file ends a line of its own making (U+2028 LINE SEPARATOR)."""

GAP = "\u2029"
"""Stands where a line has room for a space and holds none (U+2029 PARAGRAPH SEPARATOR)."""

ID_PREFIX = "pcss-"
HOUSE_PREFIX = "pcss-h-"

LANDMARKS = "navigation that is hidden"
"""Why landmarks are not seen: programs show them in their own way (EPUB 3.3, 7.4)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one element.

    Attributes:
        id: the element's id, ``""`` for text that stands in no element of its own.
        kind: ``marker`` for a list item's number or bullet.
        hidden: why a reader would not see it, ``""`` if nothing hides it.
        page: 0-based number of the page on which it begins, -1 where there are none.
        fonts: object numbers of its fonts, where a file has them.
        boxed: characters that stand as boxes because no font had them.
    """

    id: str
    text: str
    kind: Literal["text", "marker"] = "text"
    hidden: str = ""
    page: int = -1
    fonts: frozenset[tuple[int, int]] = frozenset()
    boxed: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """Text outside the reading order: a running head, a bookmark, an alternative text.

    Attributes:
        printed: it stands on the page itself, so that it may repeat only what was declared.
        spoken: it stands for a picture. What is neither printed nor spoken (a title, metadata, a bookmark)
            is carried along, and shows nobody anything.
    """

    where: str
    text: str
    printed: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a page begins, as a file shows it or marks it.

    Attributes:
        id: of the first unit's element.
        text: of the unit from there on.
        whole: how many characters from there on belong together: a word or a link that a page may break and
            a marker may not.
    """

    id: str
    text: str
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read back.

    Attributes:
        by: what it was read with, for the certificate.
        buried: texts that nobody is shown (metadata, comments, attachments), searched for leaks only.
        exact: texts must agree code point for code point; else lines are joined first.
        numbered: list markers were read as well.
        flat: no ids survive in this format; the order alone tells the units apart.
        links: addresses by the id of the element that leads there, ``""`` for no element; None where a
            format keeps none.
        pages: everything that each page shows, where there are pages.
        beginnings: where pages begin, by their numbers from 1.
        attached: files within the file, by name.
    """

    by: str
    pieces: tuple[Piece, ...]
    asides: tuple[Aside, ...] = ()
    buried: tuple[Aside, ...] = field(default=())
    exact: bool = True
    numbered: bool = True
    flat: bool = False
    links: Mapping[str, Sequence[str]] | None = None
    pages: tuple[str, ...] = ()
    attached: tuple[tuple[str, bytes], ...] = ()
    beginnings: Mapping[int, Beginning] = field(default_factory=dict)


class UnreadableError(Exception):
    """A product is no file of its kind."""
