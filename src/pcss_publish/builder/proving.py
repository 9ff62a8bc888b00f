"""The proof of one article's products, and what is written of it."""

from __future__ import annotations

from pcss_publish.builder.deadline import deadline
from pcss_publish.builder.export import export_alone
from pcss_publish.builder.issue import Matter, seconds
from pcss_publish.builder.project import Project
from pcss_publish.builder.shelf import DOCUMENT
from pcss_publish.catalogue import FORMATS
from pcss_publish.errors import RefusedError
from pcss_publish.exporters.base import Product
from pcss_publish.proof import Certificate, prove


def document_json(article: Matter) -> bytes:
    """The published view as it is written: nothing withheld stands in it."""
    return article.published.model_dump_json(indent=1).encode() + b"\n"


def certificate_json(certificate: Certificate) -> bytes:
    """A certificate as it is written."""
    return certificate.model_dump_json(indent=1).encode() + b"\n"


def proved(article: Matter, project: Project, products: dict[str, Product]) -> Certificate:
    """Read products back and compare them with the published view, of an article or an issue.

    Raises:
        RefusedError: something was lost, changed, doubled, moved, or should not be there; or it took
            longer than ``limits.step_seconds``.
    """
    everything = products | {DOCUMENT: Product(document_json(article))}
    with deadline(seconds(article, project), "proof", article.source.name):
        certificate = prove(article.published, everything, article.omissions, article.findings)
    if not certificate.ok:
        faults = [f"{read.suffix}: {fault}" for read in certificate.products for fault in read.faults]
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise RefusedError(
            f"the proof failed: {'; '.join(faults[:3])}{more}",
            place=article.source.name,
            hint="Nothing was written. The exporter or the theme is at fault, not the article; report it.",
        )
    return certificate


def export_and_prove(article: Matter, project: Project, fmt: str) -> bytes:
    """One format of one article, proved.

    Raises:
        RefusedError: a gate or the proof refused it.
        ToolMissingError: a native library or a package is missing.
    """
    export = export_alone(article, project, fmt)
    proved(article, project, export.products)
    return export.products[FORMATS[fmt].suffixes[0]].data
