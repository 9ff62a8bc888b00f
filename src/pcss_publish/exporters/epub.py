"""EPUB 3: one book for one article."""

from __future__ import annotations

from typing import Final

from pcss_publish.compose import chapter, cover
from pcss_publish.compose.contents import Chapter
from pcss_publish.compose.house import word
from pcss_publish.compose.scripts import direction
from pcss_publish.engines import ebook
from pcss_publish.engines.ebook import Item
from pcss_publish.exporters import page_map
from pcss_publish.exporters.base import Export, Job, Product
from pcss_publish.exporters.epub_metadata import identifier, metadata
from pcss_publish.exporters.epub_pictures import logo, pictures
from pcss_publish.exporters.moment import moment

_XHTML: Final = "application/xhtml+xml"


def export(job: Job) -> Export:
    """Make the EPUB of one article.

    Raises:
        ToolMissingError: EbookLib is not installed.
        ConfigError: the theme lacks a template or style sheet.
    """
    published = job.published
    name = identifier(published)
    shown = pictures(job)
    files = {figure: item.name for figure, item in shown.items()}
    pages = page_map.decoded(job.artefacts)
    made = chapter.compose(published, job.theme, job.config, name, files, pages)
    items = (
        Item("cover-image", "cover.png", "image/png", _cover(job), ("cover-image",)),
        Item("style", "book.css", "text/css", chapter.style(job.theme)),
        *logo(job.theme),
        *shown.values(),
        *(document(each) for each in made.chapters),
        Item("ncx", "toc.ncx", "application/x-dtbncx+xml", made.ncx),
    )
    package = ebook.Package(
        identifier=name, title=published.title, language=published.document.language,
        rtl=direction(published.document.language) == "rtl", modified=moment(published),
        metadata=metadata(job, frozenset(shown), paged=bool(pages)),
        items=items, spine=tuple(each.id for each in made.chapters),
    )  # fmt: skip
    return Export(
        {".epub": Product(ebook.pack(package), made.house)}, page_map.absent(job.config, job.artefacts)
    )


def document(each: Chapter) -> Item:
    """A chapter as a file of the package."""
    return Item(each.id, each.name, _XHTML, each.data, ("nav",) if each.id == "nav" else ())


def _cover(job: Job) -> bytes:
    published, house = job.published, job.config.publication
    document, language = published.document, house.language
    names = ", ".join(person.name for person in document.byline.names) if document.byline else ""
    dated = document.published
    text = cover.CoverText(
        masthead=house.name,
        kicker=document.section.text if document.section else "",
        series=document.series.text if document.series and document.title else "",
        title=published.title,
        byline=" · ".join(part for part in (names, dated.raw if dated else "") if part),
        proof=word(language, "proof", n=published.queries) if published.state == "proof" else "",
        asks=bool(document.questions),
    )
    return cover.draw(text, job.theme)
