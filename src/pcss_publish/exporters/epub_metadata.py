"""The metadata of an EPUB's package: who, what, when, and how it can be read.

EPUB 3.3, section 5.5; EPUB Accessibility 1.1, section 3; vocabulary of https://www.w3.org/2021/a11y-discov-vocab/.
There is no claim of conformance: that is a person's to make, not a program's.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from pcss_publish.compose.house import word
from pcss_publish.engines.ebook import Meta
from pcss_publish.exporters.base import Job
from pcss_publish.model import Published

_ROLES = {"author": "aut", "interviewer": "ivr", "compiler": "com", "reviewer": "rev"}
_FEATURES = (
    "ARIA", "displayTransformability", "readingOrder", "structuralNavigation",
    "tableOfContents", "unlocked",
)  # fmt: skip


def identifier(published: Published) -> str:
    """A UUID (version 5) from the original's address, DOI or bytes: the same in every build."""
    document = published.document
    given = {item.scheme: item.value for item in reversed(document.identifiers)}
    address = published.original_url or given.get("url") or given.get("doi")
    name = address or f"{document.id} {document.sources[0].sha256 if document.sources else ''}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def metadata(job: Job, pictures: frozenset[str]) -> tuple[Meta, ...]:
    """All metadata but title, language, identifier and modification date.

    Args:
        job: the article.
        pictures: ids of the figures whose picture the book shows.
    """
    shown = [figure for figure in job.published.document.figures if figure.id in pictures]
    summary = word(job.config.publication.language, "accessible-pictures" if shown else "accessible")
    return (*_work(job), *accessibility(summary, bool(shown), all(figure.alt for figure in shown)))


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


def accessibility(summary: str, visual: bool, described: bool) -> Iterator[Meta]:
    """Computed: every book is text and a cover whose words are said; pictures are described or not."""
    yield Meta("schema:accessMode", "textual")
    if visual:
        yield Meta("schema:accessMode", "visual")
        yield Meta("schema:accessModeSufficient", "textual,visual")
    if described:
        yield Meta("schema:accessModeSufficient", "textual")
        yield Meta("schema:accessibilityFeature", "alternativeText")
    yield from (Meta("schema:accessibilityFeature", feature) for feature in _FEATURES)
    yield Meta("schema:accessibilityHazard", "none")
    yield Meta("schema:accessibilitySummary", summary)
