"""What a worker does: make what is missing of one article, and put it into the store."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import cached_property

from pcss_publish.builder.assemble import Report, ToMake, assemble
from pcss_publish.builder.export import export_article
from pcss_publish.builder.issue import Matter, opened, picture_files
from pcss_publish.builder.key import Parts
from pcss_publish.builder.parts import decisions
from pcss_publish.builder.proving import certificate_json, document_json, proved
from pcss_publish.builder.records import Item, Made, Proved, Told, View
from pcss_publish.builder.shelf import CERTIFICATE, DOCUMENT, Shelf
from pcss_publish.builder.store import Store
from pcss_publish.errors import BugError, RefusedError
from pcss_publish.exporters.base import Product


def make(order: ToMake) -> Report:
    """Make what is missing of an article; its failure is its own, and stands in the report.

    Objects are in the store when this returns; records, products and the manifest are the caller's.
    """
    store = order.project.store
    shelf = Shelf(order.project.outputs, order.slug)
    try:
        report = assemble(order, store, shelf, _Maker(order, store, shelf))
    except MemoryError:
        return Report(error=_too_large(order))
    except Exception as problem:  # noqa: BLE001 - a bug that one article meets must not cost the others
        name, said = order.source.name, f"{type(problem).__name__}: {problem}"
        bug = BugError(said, place=name, hint="Please report it.")
        bug.add_note(traceback.format_exc())
        return Report(error=bug)
    assert report
    return report


def _too_large(order: ToMake) -> RefusedError:
    return RefusedError(
        f"needed more than {order.project.config.limits.memory_mb} MB of memory and was stopped",
        place=order.source.name,
        hint="Raise limits.memory_mb in pcss.toml, or split the article.",
    )


class _Maker:
    """Opens the article once, when something has to be made of it."""

    def __init__(self, order: ToMake, store: Store, shelf: Shelf) -> None:
        self.order, self.store, self.shelf = order, store, shelf

    @cached_property
    def article(self) -> Matter:
        return opened(self.order.source, self.order.project)

    def view(self, key: str, common: str, own: Parts) -> View:
        article = self.article
        if (own["source"], decisions(dict(own))) != (article.source_digest, article.desk_digest):
            raise RefusedError("was changed while it was read", place=own["name"], hint="Build again.")
        published = article.published
        return View(
            key=key, common=common, own=dict(own),
            document=self.store.put(document_json(article)),
            state=published.state,
            findings=article.findings,
            comments=published.comments,
            pictures=picture_files(article),
            units=len(published.units()),
            date=published.date,
        )  # fmt: skip

    def format(self, name: str, key: str, common: str, own: Parts, artefacts: Mapping[str, str]) -> Made:
        given = {artefact: self._data(digest) for artefact, digest in artefacts.items()}
        export = export_article(self.article, self.order.project, name, given)
        known = {(one.code, one.node) for one in self.article.findings}
        found = (one for one in export.findings if (one.code, one.node) not in known)
        return Made(
            key=key, common=common, own=dict(own),
            products={suffix: self._item(product) for suffix, product in export.products.items()},
            artefacts={artefact: self.store.put(data) for artefact, data in export.artefacts.items()},
            findings=tuple(
                one if one.source else one.model_copy(update={"source": self.order.source.name})
                for one in found
            ),
        )  # fmt: skip

    def proof(self, key: str, common: str, own: Parts, formats: Mapping[str, Made]) -> Proved:
        self._refuse_damaged(formats)
        products = {
            suffix: self._product(suffix, item)
            for made in formats.values()
            for suffix, item in made.products.items()
        }
        certificate = proved(self.article, self.order.project, products)
        written = {DOCUMENT: document_json(self.article), CERTIFICATE: certificate_json(certificate)}
        items = {suffix: self._item(Product(data)) for suffix, data in written.items()}
        return Proved(key=key, common=common, own=dict(own), products=items)

    def _item(self, product: Product) -> Item:
        told = Told(house=product.house, left_out=product.left_out)
        return Item(
            sha256=self.store.put(product.data),
            size=len(product.data),
            told=told.model_dump_json(exclude_defaults=True),
        )

    def _data(self, digest: str) -> bytes:
        data = self.store.get(digest)
        assert data is not None, "an object that was there a moment ago is gone from the store"
        return data

    def _product(self, suffix: str, item: Item) -> Product:
        held = self.shelf.data(suffix, item.sha256)
        told = Told.model_validate_json(item.told)
        return Product(held if held is not None else self._data(item.sha256), told.house, told.left_out)

    def _refuse_damaged(self, formats: Mapping[str, Made]) -> None:
        """What a build with nothing to do does not read of a record may be damaged: then it is made anew."""
        damaged = [made for made in formats.values() if not made.tells_the_proof]
        for made in damaged:
            self.store.forget(made.key)
        if damaged:
            raise RefusedError(
                "what the proof has to know was damaged in the store, and is removed",
                place=self.order.source.name,
                hint="Build again: it is made anew.",
            )
