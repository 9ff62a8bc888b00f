"""A published article as the XHTML documents of an EPUB.

Three documents read best on a device: the article with its notices, the comments, which begin on a page
of their own and can be skipped, and the house's lines about this copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pcss_publish.compose.blocks import invitation
from pcss_publish.compose.contents import ARTICLE, Chapter, Entry, anchor, article_entry, parts
from pcss_publish.compose.flow import numeral
from pcss_publish.compose.house import House, word
from pcss_publish.compose.lines import colophon_lines, comment_lines, replies
from pcss_publish.compose.page_marks import Marked, marked, play_order
from pcss_publish.compose.scripts import direction
from pcss_publish.compose.templates import template
from pcss_publish.compose.xhtml import XhtmlRenderer
from pcss_publish.engines.starts import Starts
from pcss_publish.model import (
    Document,
    HouseText,
    Published,
    element_id,
    house_element_id,
    label_text,
)
from pcss_publish.settings import Config
from pcss_publish.theme import Theme

TEMPLATES: Final = "epub/"
COVER: Final = "cover.xhtml"
NAV: Final = "nav.xhtml"
COMMENTS: Final = "comments.xhtml"
COLOPHON: Final = "colophon.xhtml"
_NAMES: Final = {COVER: "cover", NAV: "contents", COMMENTS: "comments", COLOPHON: "colophon"}


class Landmark(NamedTuple):
    """One landmark: type of the EPUB vocabulary, target, key of the house words."""

    type: str
    href: str
    key: str


@dataclass(frozen=True)
class Composition:
    """The documents in reading order, and every house text in them."""

    chapters: tuple[Chapter, ...]
    ncx: bytes
    house: tuple[HouseText, ...]


_LANDMARKS: Final = (
    Landmark("cover", COVER, "cover"),
    Landmark("toc", NAV, "contents"),
    Landmark("bodymatter", ARTICLE, "start"),
)


def compose(
    published: Published, theme: Theme, config: Config, identifier: str, pictures: Mapping[str, str],
    pages: Sequence[Starts] = (),
) -> Composition:  # fmt: skip
    """Make all documents of one article's EPUB.

    Args:
        published: the view to be printed.
        theme: its folder ``epub/`` holds the templates.
        config: publication, language of the house words.
        identifier: of the publication; the NCX repeats it.
        pictures: file names by id of their figure.
        pages: where those of the PDF begin.
    """
    return Book(published, theme, config, identifier, pictures).composition(pages)


class Book:
    """Draws the documents of one article."""

    def __init__(
        self, published: Published, theme: Theme, config: Config, identifier: str, pictures: Mapping[str, str]
    ) -> None:
        self.published, self.document, self.identifier = published, published.document, identifier
        self.publication, self.pictures = config.publication, pictures
        self.house = House(self.publication.language, within=self.document.language)
        self.parts = parts(self.document, self.publication.language)
        self.comment_lines = comment_lines(published, self.publication.language)
        self.colophon_lines = colophon_lines(published, config)
        names = (self.publication.name, self.publication.publisher)
        self.imprint = tuple(dict.fromkeys(name for name in names if name))
        self.series = self.publication.name
        self.theme = theme

    def composition(self, pages: Sequence[Starts] = ()) -> Composition:
        """All documents of a book of one article."""
        alt = self.house.plain("cover-alt", title=self.published.title)
        entries = self.entries()
        alone = (
            self.draw(COVER, cover_alt=alt),
            self.draw(NAV, entries=entries, landmarks=_LANDMARKS),
            *(self.draw(entry.href) for entry in entries),
        )
        text = marked(alone, pages)
        chapters = with_page_list(text, self.house, self.theme)
        ncx = self.render("toc.ncx", **ncx_view(text, entries, self.identifier))
        return Composition(chapters, ncx, self.house.texts)

    def entries(self) -> tuple[Entry, ...]:
        """The table of contents; its first level names the documents of the text."""
        first = article_entry(self.published.title, self.parts, self.words)
        rest = []
        if self.document.comments.items or self.comment_lines:
            rest.append(COMMENTS)
        if self.colophon_lines or self.imprint:
            rest.append(COLOPHON)
        return (first, *(Entry(name, self.words(_NAMES[name]), "editorial") for name in rest))

    def words(self, key: str) -> str:
        """The house words for a key."""
        return word(self.publication.language, key)

    def draw(self, name: str, **more: Any) -> Chapter:
        """One document by its file name."""
        return Chapter(name.removesuffix(".xhtml"), name, self.render(name, **more))

    def render(self, name: str, **more: Any) -> bytes:
        """What a template of the theme makes of the article."""
        document, published = self.document, self.published
        heading = _heading(document)
        values = {
            "house": self.house, "r": XhtmlRenderer(), "document": document, "published": published,
            "element_id": element_id, "house_element_id": house_element_id,
            "label_text": label_text, "numeral": numeral, "anchor": anchor, "parts": self.parts,
            "proof": self.open_queries(), "invitation": invitation,
            "lang": document.language, "dir": direction(document.language),
            "head_title": self.head_title(name), "pictures": self.pictures, "imprint": self.imprint,
            "heading": heading, "heading_id": element_id(heading) if heading else house_element_id("name"),
            "replies": replies(document, self.house.language),
            "names": {c.id: c.name.text if c.name else "" for c in document.comments.items},
            "logo": self.theme.logo,
            "comment_lines": self.comment_lines, "colophon_lines": self.colophon_lines,
        }  # fmt: skip
        return template(self.theme, f"{name}.j2", TEMPLATES).render(values | more).encode()

    def open_queries(self) -> int:
        """How many open queries a proof mark names; 0 in a release, which has no mark."""
        return self.published.queries if self.published.state == "proof" else 0

    def head_title(self, name: str) -> str:
        """What a reading system calls a document: distinct for each."""
        own = self.words(_NAMES[name]) if name in _NAMES else ""
        return " — ".join(part for part in (own, self.published.title, self.series) if part)


def with_page_list(text: Marked, house: House, theme: Theme) -> tuple[Chapter, ...]:
    """The documents, those of a PDF's pages with their list at the end of the contents."""
    if not text.pages:
        return text.chapters
    house.repeat("page-numbers", " ".join(page.label for page in text.pages))
    drawn = template(theme, "pages.xhtml.j2", TEMPLATES).render(house=house, pages=text.pages).encode()
    return tuple(
        one._replace(data=one.data.replace(b"</body>", drawn + b"\n</body>")) if one.name == NAV else one
        for one in text.chapters
    )


def ncx_view(text: Marked, entries: Sequence[Entry], identifier: str) -> dict[str, Any]:
    """What the template of the NCX says; readers of EPUB 2 take contents and pages from it."""
    placed = play_order(text.chapters, entries, text.pages)
    depth = max(entry.depth for entry in entries)
    return {"entries": placed.entries, "pages": placed.pages, "depth": depth, "identifier": identifier}


def style(theme: Theme) -> bytes:
    """The style sheet, its lines in shades of the theme's colours that show on white and on black."""
    return template(theme, "book.css", TEMPLATES).render(rule=theme.rules()).encode()


def _heading(document: Document) -> str:
    """The unit that is the document's h1, empty where the article has none."""
    return next((key for key in ("title", "series", "section") if getattr(document, key)), "")
