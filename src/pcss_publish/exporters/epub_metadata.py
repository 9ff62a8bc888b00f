"""The metadata of an EPUB's package: who, what, when, and how it can be read.

EPUB 3.3, section 5.5; EPUB Accessibility 1.1, section 3; vocabulary of https://www.w3.org/2021/a11y-discov-vocab/.
Conformance is claimed only where the house names who certifies it: that is a person's to say.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from pcss_publish.compose.house import word
from pcss_publish.engines.ebook import Meta
from pcss_publish.exporters import page_map
from pcss_publish.exporters.base import Job
from pcss_publish.model import Published
from pcss_publish.settings import Config, Epub

_ROLES = {"author": "aut", "interviewer": "ivr", "compiler": "com", "reviewer": "rev"}
_FEATURES = (
    "ARIA", "displayTransformability", "readingOrder", "structuralNavigation",
    "tableOfContents", "unlocked",
)  # fmt: skip
_PAGED = ("pageNavigation", "pageBreakMarkers")
_STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


def identifier(published: Published) -> str:
    """A UUID (version 5) from the original's address, DOI or bytes: the same in every build."""
    document = published.document
    given = {item.scheme: item.value for item in reversed(document.identifiers)}
    address = published.original_url or given.get("url") or given.get("doi")
    name = address or f"{document.id} {document.sources[0].sha256 if document.sources else ''}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def metadata(job: Job, pictures: frozenset[str], *, paged: bool = False) -> tuple[Meta, ...]:
    """All metadata but title, language, identifier and modification date.

    Args:
        job: the article.
        pictures: ids of the figures whose picture the book shows.
        paged: whether it has the page list of the PDF.
    """
    published = job.published
    shown = [figure for figure in published.document.figures if figure.id in pictures]
    summary = word(job.config.publication.language, "accessible-pictures" if shown else "accessible")
    pages = page_map.source(job.config, published.title, published.date) if paged else ""
    described = all(figure.alt for figure in shown)
    return (*_work(job), *accessibility(job.config, summary, bool(shown), described, pages))


def _work(job: Job) -> Iterator[Meta]:
    published, house = job.published, job.config.publication
    document = published.document
    yield Meta("title-type", "main", refines="title")
    for number, person in enumerate(document.byline.names if document.byline else (), 1):
        name = f"creator-{number}"
        role = _ROLES[person.role]
        yield Meta("creator" if role in ("aut", "com") else "contributor", person.name, core=True, id=name)
        yield Meta("role", role, refines=name)
    core = (
        ("publisher", house.publisher or house.name),
        ("date", published.date),
        ("source", published.original_url or ""),
        ("rights", house.rights),
        ("description", published.standfirst or ""),
        *(("subject", word) for word in published.keywords),
        *(("identifier", f"doi:{i.value}") for i in document.identifiers if i.scheme == "doi"),
    )
    yield from (Meta(name, value, core=True) for name, value in core if value)


def accessibility(
    config: Config, summary: str, visual: bool, described: bool, pages: str = ""
) -> Iterator[Meta]:
    """Computed: every book is text and a cover whose words are said; pictures are described or not.

    Args:
        config: language of the house words.
        summary: for people.
        visual: there are pictures beside the cover.
        described: all of them have alternative texts.
        pages: names the source of the page breaks; empty where there are none.
    """
    yield Meta("schema:accessMode", "textual")
    if visual:
        yield Meta("schema:accessMode", "visual")
        yield Meta("schema:accessModeSufficient", "textual,visual")
    if described:
        yield Meta("schema:accessModeSufficient", "textual")
        yield Meta("schema:accessibilityFeature", "alternativeText")
    yield from (Meta("schema:accessibilityFeature", feature) for feature in _FEATURES)
    if pages:
        yield from (Meta("schema:accessibilityFeature", feature) for feature in _PAGED)
        yield Meta("pageBreakSource", pages)
        summary = f"{summary} {word(config.publication.language, 'accessible-pages')}"
    yield Meta("schema:accessibilityHazard", "none")
    yield Meta("schema:accessibilitySummary", summary)
    yield from _conformance(config.epub)


def _conformance(said: Epub) -> Iterator[Meta]:
    """The claim of whoever certifies the house's books (EPUB Accessibility 1.1, 4.2 and 4.3)."""
    if not said.certifier:
        return
    yield Meta("dcterms:conformsTo", _STANDARD, id="conformance")
    yield Meta("a11y:certifiedBy", said.certifier, id="certifier", refines="conformance")
    if said.certifier_report:
        yield Meta("a11y:certifierReport", "", refines="certifier", href=said.certifier_report)
