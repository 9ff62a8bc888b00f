"""One article: what is missing is exported, everything is proved, and only then put in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pcss_publish.builder.article import Article
from pcss_publish.builder.deadline import deadline
from pcss_publish.builder.export import export_article
from pcss_publish.builder.key import key
from pcss_publish.builder.manifest import ArticleEntry
from pcss_publish.builder.outcome import Outcome, Reporter
from pcss_publish.builder.project import Project
from pcss_publish.builder.shelf import DOCUMENT, Shelf, document_json
from pcss_publish.catalogue import FORMATS
from pcss_publish.errors import PublishError, RefusedError, ToolMissingError
from pcss_publish.exporters.base import Product
from pcss_publish.findings import Finding
from pcss_publish.proof import Certificate, prove


@dataclass(frozen=True)
class Maker:
    """Makes the articles of one build.

    Attributes:
        formats: those to make.
        kept: those whose earlier products stay, made or not.
    """

    project: Project
    formats: tuple[str, ...]
    kept: tuple[str, ...]
    common: dict[str, object]
    reporter: Reporter

    def make(self, article: Article, previous: ArticleEntry | None) -> tuple[Outcome, ArticleEntry]:
        """Make what is missing or out of date of one article.

        Raises:
            PublishError: a gate or the proof refused a product, or the disk; earlier products stay.
        """
        keys = {name: key(self.common, article, name) for name in FORMATS}
        shelf = Shelf(self.project.outputs, article.slug, previous)
        kept = {name: products for name, products in shelf.kept(keys).items() if name in self.kept}
        made, found, missing = self._export(article, [name for name in self.formats if name not in kept])
        if missing and not made and not kept:
            raise next(iter(missing.values()))
        if previous and not made and shelf.settled(self.kept):
            return self._outcome(article, "unchanged", previous, (), missing), previous
        held = {suffix: item for products in kept.values() for suffix, item in products.items()}
        certificate = self._prove(article, held | made)
        entry = shelf.put(article, keys, held, made, certificate, self.kept)
        return self._outcome(article, "built", entry, (*article.findings, *found), missing), entry

    def _export(
        self, article: Article, names: list[str]
    ) -> tuple[dict[str, Product], list[Finding], dict[str, PublishError]]:
        made: dict[str, Product] = {}
        found: list[Finding] = []
        missing: dict[str, PublishError] = {}
        for name in names:
            self.reporter.step(article.slug, name)
            try:
                export = export_article(article, self.project, name)
            except ToolMissingError as error:
                missing[name] = error
                continue
            made |= export.products
            known = {(one.code, one.node) for one in article.findings}
            new = [one for one in export.findings if (one.code, one.node) not in known]
            found += [one.model_copy(update={"source": article.source.name}) for one in new]
        return made, found, missing

    def _prove(self, article: Article, products: dict[str, Product]) -> Certificate:
        self.reporter.step(article.slug, "proof")
        return proved(article, self.project, products)

    def _outcome(
        self,
        article: Article,
        status: Literal["built", "unchanged"],
        entry: ArticleEntry,
        found: tuple[Finding, ...],
        missing: dict[str, PublishError],
    ) -> Outcome:
        view = article.published
        return Outcome(
            slug=article.slug,
            source=article.source.name,
            status=status,
            state=view.state,
            products=tuple(name for name, product in entry.products.items() if not product.stale),
            stale=tuple(name for name, product in entry.products.items() if product.stale),
            findings=found or article.findings,
            comments=view.comments,
            missing=missing,
            units=len(view.units()),
            path=article.source,
        )


def proved(article: Article, project: Project, products: dict[str, Product]) -> Certificate:
    """Read products back and compare them with the published view.

    Raises:
        RefusedError: something was lost, changed, doubled, moved, or should not be there; or it took
            longer than ``limits.step_seconds``.
    """
    everything = products | {DOCUMENT: Product(document_json(article))}
    with deadline(project.config.limits.step_seconds, "proof", article.source.name):
        certificate = prove(article.published, everything, article.decided.omissions, article.findings)
    if not certificate.ok:
        faults = [f"{read.suffix}: {fault}" for read in certificate.products for fault in read.faults]
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise RefusedError(
            f"the proof failed: {'; '.join(faults[:3])}{more}",
            place=article.source.name,
            hint="Nothing was written. The exporter or the theme is at fault, not the article; report it.",
        )
    return certificate


def export_and_prove(article: Article, project: Project, fmt: str) -> bytes:
    """One format of one article, proved.

    Raises:
        RefusedError: a gate or the proof refused it.
        ToolMissingError: a native library or a package is missing.
    """
    export = export_article(article, project, fmt)
    proved(article, project, export.products)
    return export.products[FORMATS[fmt].suffixes[0]].data
