"""EPUB 3 of a whole issue: one chapter an article, contents by department, the series in the metadata."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import NamedTuple

from pcss_publish.compose import chapter, cover, issue_book
from pcss_publish.compose.house import word
from pcss_publish.compose.issue_ids import in_issue
from pcss_publish.compose.issue_view import issue_line
from pcss_publish.compose.scripts import direction
from pcss_publish.engines import ebook
from pcss_publish.engines.ebook import Item, Meta
from pcss_publish.exporters import page_map
from pcss_publish.exporters.base import Export, IssueJob, Product
from pcss_publish.exporters.epub import document
from pcss_publish.exporters.epub_metadata import accessibility
from pcss_publish.exporters.epub_pictures import logo, packed, pictures
from pcss_publish.exporters.moment import moment
from pcss_publish.model import HouseText, PublishedIssue, within


class _Pictures(NamedTuple):
    """Pictures of the articles: files of the package, and their names by figure, by place of the article."""

    items: tuple[Item, ...]
    names: dict[int, dict[str, str]]


def export(job: IssueJob, /) -> Export:
    """Make the EPUB of an issue.

    Raises:
        ToolMissingError: EbookLib is not installed.
        ConfigError: the theme lacks a template or style sheet.
    """
    made = package(job)
    data = ebook.pack(made.package)
    return Export({".epub": Product(data, made.house)}, page_map.absent(job.config, job.artefacts))


class Packed(NamedTuple):
    """A composed book, and the house texts in it."""

    package: ebook.Package
    house: tuple[HouseText, ...]


def package(job: IssueJob) -> Packed:
    """Compose the EPUB of an issue, up to where it is packed."""
    issue, house = job.published, job.config.publication
    name, front, shown = identifier(job), _cover(job), _pictures(job)
    pages = page_map.decoded(job.artefacts)
    made = issue_book.compose(issue, job.theme, job.config, name, shown.names, front.name, pages)
    items = (
        front,
        Item("style", "book.css", "text/css", chapter.style(job.theme)),
        *logo(job.theme),
        *shown.items,
        *(document(each) for each in made.chapters),
        Item("ncx", "toc.ncx", "application/x-dtbncx+xml", made.ncx),
    )
    whole = ebook.Package(
        identifier=name, title=issue.title, language=house.language,
        rtl=direction(house.language) == "rtl", modified=moment(issue),
        metadata=tuple(_metadata(job, shown, paged=bool(pages))),
        items=items, spine=tuple(each.id for each in made.chapters),
    )  # fmt: skip
    return Packed(whole, made.house)


def identifier(job: IssueJob) -> str:
    """A UUID (version 5) from ISSN, volume and number, else from magazine and name."""
    issue, house = job.published.issue, job.config.publication
    numbered = issue.issn and (issue.volume or issue.number)
    name = f"{issue.issn} {issue.volume} {issue.number}" if numbered else f"{house.name} {job.published.id}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _pictures(job: IssueJob) -> _Pictures:
    items: list[Item] = []
    names: dict[int, dict[str, str]] = {}
    for (number, one), slug in zip(job.articles(), job.published.issue.articles, strict=True):
        own = {
            k: v._replace(id=in_issue(v.id, slug), name=in_issue(v.name, slug))
            for k, v in pictures(one).items()
        }
        items += own.values()
        names[number] = {figure: item.name for figure, item in own.items()}
    return _Pictures(tuple(items), names)


def _cover(job: IssueJob) -> Item:
    """The picture that was supplied, else one that is drawn."""
    issue, house = job.published, job.config.publication
    given = packed("cover", job.pictures.get("cover", b""))
    if given:
        return given._replace(id="cover-image", properties=("cover-image",))
    text = cover.CoverText(
        masthead=house.name, kicker=issue_line(issue, house.language), series="",
        title=issue.title, byline="",
        proof=word(house.language, "proof", n=issue.queries) if issue.state == "proof" else "",
        asks=any(one.document.questions for one in issue.articles),
    )  # fmt: skip
    return Item("cover-image", "cover.png", "image/png", cover.draw(text, job.theme), ("cover-image",))


def _metadata(job: IssueJob, shown: _Pictures, *, paged: bool) -> Iterator[Meta]:
    """Who and what (EPUB 3.3, 5.5), the series (appendix D.3.3), and how it can be read."""
    issue, house = job.published, job.config.publication
    yield Meta("title-type", "main", refines="title")
    for number, author in enumerate(_authors(issue), 1):
        yield Meta("creator", author, core=True, id=f"creator-{number}")
        yield Meta("role", "aut", refines=f"creator-{number}")
    core = (("publisher", house.publisher or house.name), ("date", issue.date), ("rights", house.rights))
    yield from (Meta(name, value, core=True) for name, value in core if value)
    yield from _series(job)
    figures = {within(n, f.id): f for n, one in enumerate(issue.articles, 1) for f in one.document.figures}
    seen = [figures[within(n, name)] for n, names in shown.names.items() for name in names]
    summary = word(house.language, "issue-accessible")
    issn = f"ISSN {issue.issue.issn}" if issue.issue.issn else ""
    pages = page_map.source(job.config, issue.title, issn, issue.date) if paged else ""
    yield from accessibility(job.config, summary, bool(seen), all(figure.alt for figure in seen), pages)


def _series(job: IssueJob) -> Iterator[Meta]:
    own, house = job.published.issue, job.config.publication
    if not house.name:
        return
    yield Meta("belongs-to-collection", house.name, id="series")
    yield Meta("collection-type", "series", refines="series")
    numbers = [text for text in (own.volume, own.number) if text]
    if numbers and all(text.isascii() and text.isdigit() for text in numbers):
        yield Meta("group-position", ".".join(numbers), refines="series")
    if own.issn:
        yield Meta("dcterms:identifier", f"urn:issn:{own.issn}", refines="series")


def _authors(issue: PublishedIssue) -> tuple[str, ...]:
    """All who sign, each once, in the order of the articles."""
    bylines = [one.document.byline for one in issue.articles if one.document.byline]
    return tuple(dict.fromkeys(person.name for byline in bylines for person in byline.names))
