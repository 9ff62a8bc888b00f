"""Books with the pages of their PDF, as a build makes them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from epub import samples
from pcss_publish.exporters import epub, pdf
from pcss_publish.exporters.base import Export, Job, Product
from pdf import sample


@cache
def full() -> dict[str, Product]:
    """The article with every kind of node as PDF and EPUB."""
    return both(samples.job(samples.published()))


@cache
def of(path: Path) -> dict[str, Product]:
    """A test article as PDF and EPUB."""
    return both(sample.job(sample.article(path)))


def both(job: Job) -> dict[str, Product]:
    """An article as PDF, and as EPUB with its pages."""
    made: Export = pdf.export(job)
    return made.products | epub.export(replace(job, artefacts=made.artefacts)).products
