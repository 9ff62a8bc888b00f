"""A published article as the XHTML documents of an EPUB.

Three documents read best on a device: the article with its notices, the comments, which begin on a page
of their own and can be skipped, and the house's lines about this copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pcss_publish.compose.blocks import Renderer, safe_target
from pcss_publish.compose.flow import Group, groups
from pcss_publish.compose.house import House
from pcss_publish.compose.lines import colophon_lines, comment_lines
from pcss_publish.config import Config
from pcss_publish.model import (
    DateClaim,
    Document,
    HouseText,
    Inline,
    Para,
    Published,
    Question,
    Section,
    Str,
    element_id,
    label_text,
    text_of,
)
from pcss_publish.theme import Theme

ARTICLE: Final = "article.xhtml"
COMMENTS: Final = "comments.xhtml"
COLOPHON: Final = "colophon.xhtml"
_SHORT_QUESTION: Final = 320
_LONGEST_ENTRY: Final = 110
_RTL_LANGUAGES: Final = frozenset(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_RTL: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# The forms of a machine-readable date that HTML allows and that the model holds.
_DATETIME: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?")


class Chapter(NamedTuple):
    """One XHTML document; ``id`` is that of its manifest item."""

    id: str
    name: str
    data: bytes


@dataclass(frozen=True)
class Entry:
    """One line of the contents; ``order`` is its place, counted from 1."""

    href: str
    text: str
    kind: Literal["repeat", "editorial"]
    order: int = 0
    children: tuple[Entry, ...] = ()


class Landmark(NamedTuple):
    """One landmark: type of the EPUB vocabulary, target, key of the house words."""

    type: str
    href: str
    key: str


@dataclass(frozen=True)
class _Part:
    """A group as the template draws it; ``early``: it stands before the article begins."""

    kind: str
    nodes: tuple[Any, ...]
    early: bool = False
    after_panel: bool = False


@dataclass(frozen=True)
class Composition:
    """The documents in reading order, and every house text in them."""

    chapters: tuple[Chapter, ...]
    ncx: bytes
    house: tuple[HouseText, ...]
    cover_alt: str
    accessible: str = field(default="")


class XhtmlRenderer(Renderer):
    """Adds what a reading system needs: direction of right-to-left leaves, headings that skip no level."""

    def __init__(self) -> None:
        super().__init__(heading=3)
        self._level = 1

    def leaf(self, tag: str, path: str, inlines: Iterable[Inline], css: str = "") -> Markup:
        """One element that shows one unit."""
        nodes = tuple(inlines)
        if re.fullmatch("h[1-6]", tag):
            self._level = min(int(tag[1]), self._level + 1)
            tag = f"h{self._level}"
        drawn = super().leaf(tag, path, nodes, css)
        if not _RTL.search(text_of(nodes)):
            return drawn
        return Markup(drawn.replace(Markup(" id="), Markup(' dir="auto" id='), 1))  # noqa: S704 - escaped above

    def text_leaf(self, tag: str, path: str, text: str, css: str = "") -> Markup:
        """One element that shows one unit of plain text."""
        return self.leaf(tag, path, (Str(text=text),), css)

    def date(self, path: str, claim: DateClaim) -> Markup:
        """A date as printed, with its machine-readable form where it has one."""
        value = claim.value if _DATETIME.fullmatch(claim.value) else ""
        when = Markup(' datetime="{}"').format(value) if value else ""
        tag = "time" if value else "span"
        return Markup('<{0} id="{1}"{2}>{3}</{0}>').format(
            Markup(tag), element_id(path), when, claim.raw  # noqa: S704 - tag is a constant
        )  # fmt: skip


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which a language is written, by its subtag."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RTL_LANGUAGES else "ltr"


def compose(published: Published, theme: Theme, config: Config, identifier: str) -> Composition:
    """Make all documents of one article's EPUB.

    Args:
        published: the view to be printed.
        theme: its folder ``epub/`` holds the templates.
        config: publication, language of the house words.
        identifier: of the publication; the NCX repeats it.

    Raises:
        ConfigError: the theme lacks a template.
    """
    return _Book(published, theme, config, identifier).composition()


class _Book:
    def __init__(self, published: Published, theme: Theme, config: Config, identifier: str) -> None:
        self.published, self.config, self.identifier = published, config, identifier
        self.document = published.document
        self.language = config.publication.language
        self.house = House(self.language, within=self.document.language)
        self.parts = _parts(self.document)
        self.comment_lines = comment_lines(published, self.language)
        self.colophon_lines = colophon_lines(published, config)
        self.imprint = tuple(n for n in (config.publication.name, config.publication.publisher) if n)
        self.env = Environment(
            loader=FileSystemLoader(theme.root / "epub"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.env.tests["http"] = lambda link: bool(safe_target(str(link)))

    def composition(self) -> Composition:
        cover_alt = self.house.plain("cover-alt", title=self.published.title)
        entries, names = self.entries(), self.names()
        landmarks = [
            Landmark("cover", "cover.xhtml", "cover"),
            Landmark("toc", "nav.xhtml", "contents"),
            Landmark("bodymatter", ARTICLE, "start"),
        ]
        chapters = [
            self.draw("cover", "cover.xhtml", cover_alt=cover_alt),
            self.draw("nav", "nav.xhtml", entries=entries, landmarks=landmarks),
            *(self.draw(name.removesuffix(".xhtml"), name) for name in names),
        ]
        depth = 2 if any(entry.children for entry in entries) else 1
        ncx = self.render("toc.ncx", entries=entries, depth=depth, identifier=self.identifier)
        accessible = self.house.plain("accessible")
        return Composition(tuple(chapters), ncx, self.house.texts, cover_alt, accessible)

    def names(self) -> list[str]:
        """The documents that there is something to put in."""
        found = [ARTICLE]
        if self.document.comments.items or self.comment_lines:
            found.append(COMMENTS)
        if self.colophon_lines or self.imprint:
            found.append(COLOPHON)
        return found

    def draw(self, chapter_id: str, name: str, **more: Any) -> Chapter:
        return Chapter(chapter_id, name, self.render(name, **more))

    def render(self, name: str, **more: Any) -> bytes:
        document, published = self.document, self.published
        heading = _heading(document)
        printed = {c.id: c.name.text if c.name else "" for c in document.comments.items}
        values = {
            "house": self.house, "r": XhtmlRenderer(), "document": document, "published": published,
            "lang": document.language, "dir": direction(document.language), "title": published.title,
            "head_title": self.head_title(name), "proof": self.proof(),
            "heading": heading, "heading_id": element_id(heading) if heading != "name" else "pcss-h-name",
            "parts": self.parts, "label_text": label_text, "is_short": _is_short,
            "comments": document.comments.items, "printed": printed,
            "undecided": published.comments.undecided,
            "comment_lines": self.comment_lines, "colophon_lines": self.colophon_lines,
            "imprint": self.imprint,
        }  # fmt: skip
        return self.env.get_template(f"{name}.j2").render(values | more).encode()

    def proof(self) -> int:
        """Number of open queries to print in a proof mark, 0 in a release."""
        return max(1, len(self.published.open)) if self.published.state == "proof" else 0

    def head_title(self, name: str) -> str:
        """What a reading system calls a document: distinct for each, the article's name first."""
        keys = {"cover.xhtml": "cover", "nav.xhtml": "contents", COMMENTS: "comments", COLOPHON: "colophon"}
        title = self.published.title
        if name in keys:
            return f"{House(self.language).plain(keys[name])} — {title}"
        return " — ".join(part for part in (title, self.config.publication.name) if part)

    def entries(self) -> list[Entry]:
        """The contents: the article with its questions and sections, then the other documents."""
        children = [entry for part in self.parts for entry in self.part_entries(part)]
        words = House(self.language).plain
        children = [Entry(e.href, e.text, e.kind, n) for n, e in enumerate(children, 2)]
        found = [Entry(ARTICLE, self.published.title, "repeat", 1, tuple(children))]
        for name, key in ((COMMENTS, "comments"), (COLOPHON, "colophon")):
            if name in self.names():
                order = len(children) + len(found) + 1
                found.append(Entry(name, words(key), "editorial", order))
        return found

    @staticmethod
    def part_entries(part: _Part) -> list[Entry]:
        """Questions that are headings, and headed sections; a panel has no entries, it is the first page."""
        found = []
        for node in part.nodes:
            match node:
                case Question() if part.kind == "question":
                    text = text_of(node.blocks[0].inlines) if isinstance(node.blocks[0], Para) else ""
                    target = f"{node.id}-1" if text else node.id
                    found.append(Entry(f"{ARTICLE}#{element_id(target)}", _shortened(text), "repeat"))
                case Section(heading=Str() as head):
                    target = element_id(f"{node.id}-heading")
                    found.append(Entry(f"{ARTICLE}#{target}", head.text, "repeat"))
                case _:
                    pass
        return found


def _parts(document: Document) -> tuple[_Part, ...]:
    every: Sequence[Group] = groups(document)
    first = next((n for n, g in enumerate(every) if g.kind not in ("statements", "figure")), len(every))
    return tuple(
        _Part(
            group.kind, group.nodes,
            early=group.kind == "statements" and n < first,
            after_panel=n > 0 and every[n - 1].kind == "panel",
        )
        for n, group in enumerate(every)
    )  # fmt: skip


def _heading(document: Document) -> str:
    """The unit that is the document's h1; ``name`` where the article has none."""
    return next((key for key in ("title", "series", "section") if getattr(document, key)), "name")


def _is_short(question: Question) -> bool:
    """Whether a question can be a heading; a letter cannot."""
    first = question.blocks[0] if len(question.blocks) == 1 else None
    return isinstance(first, Para) and len(text_of(first.inlines)) <= _SHORT_QUESTION


def _shortened(text: str) -> str:
    """A line of the contents: whole, or its first words."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST_ENTRY:
        return line
    return line[:_LONGEST_ENTRY].rsplit(" ", maxsplit=1)[0] + " …"
