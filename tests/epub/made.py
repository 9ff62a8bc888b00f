"""Books with the pages of their PDF, as a build makes them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from epub import samples
from pcss_publish.exporters import epub, pdf
from pcss_publish.exporters.base import Export, Job, Product


@cache
def full() -> dict[str, Product]:
    """The article with every kind of node as PDF and EPUB."""
    return both(samples.job(samples.published()))


def both(job: Job) -> dict[str, Product]:
    """An article as PDF, and as EPUB with its pages."""
    made: Export = pdf.export(job)
    return made.products | epub.export(replace(job, artefacts=made.artefacts)).products
