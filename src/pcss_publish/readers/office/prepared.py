"""What a file is made into before pandoc reads it: numbered paragraphs, and all that pandoc would lose."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final, Literal

from pcss_publish.errors import SourceError
from pcss_publish.model.marks import Dropped, Place

# Noncharacters (Unicode 23.7) hold our own signs through pandoc: no text has them, and XML allows them.
_OPEN: Final = "\ufdd0"
_CLOSE: Final = "\ufdd1"
SIGN: Final = re.compile(f"{_OPEN}([piclz])([0-9]+){_CLOSE}")
_OURS: Final = re.compile("[\ufdd0-\ufdef]")

AsideKind = Literal[
    "comment", "deleted", "hidden", "header", "footer", "diagram", "ruby", "equation", "unread"
]


class Sign:
    """Signs that we put into the text: a paragraph begins, a picture, a character that pandoc misreads."""

    @staticmethod
    def paragraph(number: int) -> str:
        """Paragraph ``number`` of :attr:`Prepared.paragraphs` begins here."""
        return f"{_OPEN}p{number}{_CLOSE}"

    @staticmethod
    def picture(number: int) -> str:
        """Picture ``number`` of :attr:`Prepared.pictures` stands here."""
        return f"{_OPEN}i{number}{_CLOSE}"

    @staticmethod
    def link(number: int) -> str:
        """A link to address ``number`` of :attr:`Prepared.links` begins here."""
        return f"{_OPEN}l{number}{_CLOSE}"

    @staticmethod
    def link_end() -> str:
        """The link that was begun last ends here."""
        return f"{_OPEN}z0{_CLOSE}"

    @staticmethod
    def character(code: int) -> str:
        """The character of this code point."""
        return f"{_OPEN}c{code}{_CLOSE}"


@dataclass
class Paragraph:
    """One paragraph: where it stands, its style's role, its list's sign, its words in pieces.

    ``level`` is that of a heading, where only the style tells of one.
    """

    place: Place
    role: str = ""
    sign: str = ""
    words: list[str] = field(default_factory=list)
    level: int = 0


@dataclass(frozen=True)
class Aside:
    """Words of the file that are no part of the running text; they stand below it as the page's."""

    kind: AsideKind
    words: str
    place: Place


@dataclass(frozen=True)
class Query:
    """What an editor has to decide or to know, and the place that it is about."""

    code: str
    message: str
    hint: str
    place: Place


@dataclass(frozen=True)
class Embedded:
    """A picture of the file. ``data`` is None where it only leads elsewhere, which is never followed."""

    name: str
    alt: str
    data: bytes | None

    @property
    def shown(self) -> str:
        """What stands in the text for it."""
        return " ".join(self.alt.split()) or PurePosixPath(self.name).name or "picture"

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data or b"").hexdigest()


@dataclass
class Prepared:
    """A file ready for pandoc, and what is known of it beside."""

    name: str
    form: str
    data: bytes = b""
    paragraphs: list[Paragraph] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
    pictures: list[Embedded] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def begin(self, paragraph: Paragraph) -> str:
        """Number a paragraph; the sign that is to stand at its beginning."""
        self.paragraphs.append(paragraph)
        return Sign.paragraph(len(self.paragraphs) - 1)

    def show(self, picture: Embedded) -> str:
        """Keep a picture; the sign that is to stand in its place."""
        self.pictures.append(picture)
        return Sign.picture(len(self.pictures) - 1)

    def link(self, address: str) -> str:
        """Keep an address; the sign that is to stand where the link to it begins."""
        self.links.append(address)
        return Sign.link(len(self.links) - 1)

    def put_aside(self, kind: AsideKind, words: str, place: Place) -> None:
        """Keep words that do not run with the text, if there are any."""
        if words.strip():
            self.asides.append(Aside(kind, words, place))

    def leave(self, what: str, path: str, size: int) -> None:
        """Record what is no text and is not kept."""
        self.dropped.append(Dropped(what=what, place=Place(path=path), characters=size))

    def refuse_signs(self, words: str, place: Place) -> None:
        """Refuse a text that holds noncharacters, which are ours.

        Raises:
            SourceError: it does.
        """
        if found := _OURS.search(words):
            raise SourceError(
                f"the text holds U+{ord(found[0]):04X}, which is no character",
                place=f"{self.name}:{place.line}", hint="Take it out of the file.",
            )  # fmt: skip


def short(words: str, most: int = 160) -> str:
    """Words for a message, cut where they are many."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def ask_styles(prepared: Prepared, unknown: dict[str, Place]) -> None:
    """Name each style once that no table gives a meaning."""
    for style, place in unknown.items():
        said = f"The style “{style}” has no known meaning; its paragraphs are read by their words."
        hint = "Give it one in the file that reading.styles of pcss.toml names, or settle it."
        prepared.queries.append(Query("W004", said, hint, place))


def ask_box(prepared: Prepared, words: str, place: Place) -> None:
    """Tell where the words of a text box went."""
    said = f"A text box is read below the paragraph that it is anchored in: “{short(words, 80)}”"
    hint = "Look whether it stands where it should; then settle it."
    prepared.queries.append(Query("W003", said, hint, place))


def ask_struck(prepared: Prepared, words: str, place: Place) -> None:
    """Tell of words that are struck through, which no product shows."""
    said = f"Words that are struck through stand in the text: “{short(words, 80)}”"
    hint = "Compare with the file; mend it by an [[edit]] if need be, then settle it."
    prepared.queries.append(Query("W003", said, hint, place))


def ask_equation(prepared: Prepared, words: str, place: Place) -> None:
    """Set an equation aside, and tell of it: its letters in a line would say another thing."""
    prepared.put_aside("equation", words, place)
    said = f"An equation is left out: “{short(words, 80)}”"
    hint = "Write it into the paragraph of the file as plain text, or as a picture; or settle it."
    prepared.queries.append(Query("W003", said, hint, place))


def ask_object(prepared: Prepared, kind: str, place: Place) -> None:
    """Tell of what another program shows; the file may have words or a picture in its place."""
    said = f"Of an object of another program ({short(kind, 40)}) only what stands in its place is read."
    hint = "Compare with the file; write what readers need of it into a paragraph, or settle it."
    prepared.queries.append(Query("W003", said, hint, place))


def ask_drawn(prepared: Prepared, words: str, place: Place) -> None:
    """Tell of words that are part of a drawing, which no product shows."""
    said = f"Words of a drawing are left out: “{short(words, 80)}”"
    hint = "Write what readers need of them into a paragraph of the file, or settle it."
    prepared.queries.append(Query("W003", said, hint, place))
