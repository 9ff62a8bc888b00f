"""A published issue as the XHTML documents of an EPUB: each article's as they are alone, between its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pcss_publish.compose.chapter import (
    COMMENTS,
    COVER,
    NAV,
    TEMPLATES,
    Book,
    Composition,
    Landmark,
    ncx_view,
    with_page_list,
)
from pcss_publish.compose.contents import ARTICLE, Chapter, Entry
from pcss_publish.compose.house import House, word
from pcss_publish.compose.issue_ids import in_issue, placed_markup, placed_texts
from pcss_publish.compose.issue_view import grants, groups, issue_line, title_id
from pcss_publish.compose.page_marks import marked
from pcss_publish.compose.scripts import direction
from pcss_publish.compose.templates import template
from pcss_publish.engines.starts import Starts
from pcss_publish.model import HouseText, PublishedIssue, element_id, house_element_id, within
from pcss_publish.settings import Config
from pcss_publish.theme import Theme

_TITLE: Final = "issue.xhtml"
_FUNDING: Final = "issue-funding.xhtml"
_COLOPHON: Final = "issue-colophon.xhtml"
_NAMES: Final = {COVER: "cover", NAV: "contents", _FUNDING: "funding-index", _COLOPHON: "issue-colophon"}


def compose(
    issue: PublishedIssue,
    theme: Theme,
    config: Config,
    identifier: str,
    pictures: Mapping[int, Mapping[str, str]],
    cover: str,
    pages: Sequence[Starts] = (),
) -> Composition:
    """Make all documents of an issue's EPUB.

    Args:
        issue: the issue.
        theme: its folder ``epub/`` holds the templates.
        config: publication, language of the house words.
        identifier: of the publication; the NCX repeats it.
        pictures: file names by id of their figure, by place of the article.
        cover: file name of the cover.
        pages: where those of the PDF begin.
    """
    articles = {
        # Its title page bears the logo.
        n: _Article(n, slug, Book(one, replace(theme, logo=None), config, identifier, pictures[n]))
        for (n, one), slug in zip(issue.numbered(), issue.issue.articles, strict=True)
    }
    return _IssueBook(issue, theme, config, articles).composition(identifier, cover, pages)


class _Article:
    """One article's documents under the names that they have in the issue.

    These go by its slug: links and readers' notes stay true where it is moved to another place.
    """

    def __init__(self, number: int, slug: str, book: Book) -> None:
        book.imprint, book.series = (), ""  # the issue's own documents have them
        self.number, self.slug, self.own = number, slug, book.entries()
        self.chapters = tuple(self._chapter(book.draw(entry.href)) for entry in self.own)
        self.house: tuple[HouseText, ...] = placed_texts(book.house.texts, number)

    def _chapter(self, made: Chapter) -> Chapter:
        data = placed_markup(made.data.decode(), self.number).encode()
        return Chapter(in_issue(made.id, self.slug), self.file(made.name), data)

    def file(self, name: str) -> str:
        """The name of one of its documents."""
        return in_issue(name, self.slug)

    @property
    def entry(self) -> Entry:
        """Its entry in the contents, one level below it, its comments the last there."""
        first, *rest = self.own
        below = (*first.children, *(entry for entry in rest if entry.href == COMMENTS))
        return self._moved(replace(first, children=tuple(replace(one, children=()) for one in below)))

    def _moved(self, entry: Entry) -> Entry:
        name, sign, place = entry.href.partition("#")
        start = element_id("")
        if place.startswith(start):
            place = element_id(within(self.number, place.removeprefix(start)))
        href = f"{self.file(name)}{sign}{place}"
        return replace(entry, href=href, children=tuple(map(self._moved, entry.children)))


class _IssueBook:
    def __init__(
        self, issue: PublishedIssue, theme: Theme, config: Config, articles: Mapping[int, _Article]
    ) -> None:
        self.issue, self.articles, self.publication = issue, articles, config.publication
        self.language = config.publication.language
        self.house = House(self.language)
        self.grants = grants(issue)
        self.theme = theme

    def composition(self, identifier: str, cover: str, pages: Sequence[Starts]) -> Composition:
        alt = self.issue.issue.cover_alt or self.words("cover-alt", title=self.issue.title)
        entries = tuple(self._entries())
        marks = (
            Landmark("cover", COVER, "cover"),
            Landmark("titlepage", _TITLE, "title-page"),
            Landmark("toc", NAV, "contents"),
            Landmark("bodymatter", self.articles[1].file(ARTICLE), "start-issue"),
        )
        alone = (
            self._draw(COVER, cover_alt=self.house.repeat("cover-alt", alt), cover_file=cover),
            self._draw(_TITLE),
            self._draw(NAV, entries=entries, landmarks=marks),
            *(chapter for one in self.articles.values() for chapter in one.chapters),
            *((self._draw(_FUNDING),) if self.grants else ()),
            self._draw(_COLOPHON),
        )
        text = marked(alone, pages)
        chapters = with_page_list(text, self.house, self.theme)
        ncx = self._render("toc.ncx", **ncx_view(text, entries, identifier))
        house = (*self.house.texts, *(text for one in self.articles.values() for text in one.house))
        return Composition(chapters, ncx, house)

    def _entries(self) -> Iterator[Entry]:
        """Articles by department; then the index and the colophon."""
        for group in groups(self.issue):
            below = tuple(self.articles[card.number].entry for card in group.cards)
            if group.name:
                # The NCX knows one place for one target: the article's own entry leads to its heading.
                whole, first = below[0].href, group.cards[0].number
                below = (replace(below[0], href=f"{whole}#{title_id(self.issue, first)}"), *below[1:])
                yield Entry(whole, group.name, "editorial", children=below)
            else:
                yield from below
        last = (*((_FUNDING,) if self.grants else ()), _COLOPHON)
        yield from (Entry(name, self.words(_NAMES[name]), "editorial") for name in last)

    def words(self, key: str, **values: object) -> str:
        return word(self.language, key, **values)

    def _draw(self, name: str, **more: Any) -> Chapter:
        return Chapter(name.removesuffix(".xhtml"), name, self._render(name, **more))

    def _render(self, name: str, **more: Any) -> bytes:
        issue, house = self.issue, self.publication
        called = self.words(_NAMES[name]) if name in _NAMES else ""
        values = {
            "house": self.house, "issue": issue, "own": issue.issue, "published": issue, "publication": house,
            "proof": issue.queries if issue.state == "proof" else 0,
            "lang": self.language, "dir": direction(self.language),
            "head_title": " — ".join(part for part in (called, issue.title, house.name) if part),
            "line": issue_line(issue, self.language), "grants": self.grants, "place": self._place,
            "imprint": tuple(dict.fromkeys(one for one in (house.name, house.publisher) if one)),
            "house_element_id": house_element_id, "logo": self.theme.logo,
        }  # fmt: skip
        return template(self.theme, f"{name}.j2", TEMPLATES).render(values | more).encode()

    def _place(self, number: int, unit: str) -> str:
        """Where a text of an article stands."""
        return f"{self.articles[number].file(ARTICLE)}#{element_id(unit)}"
