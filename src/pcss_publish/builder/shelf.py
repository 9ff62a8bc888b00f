"""The products of one article on the disk: which of them still hold, and putting new ones in place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pcss_publish.builder import files
from pcss_publish.builder.article import Article
from pcss_publish.builder.manifest import ArticleEntry, Entry
from pcss_publish.catalogue import FORMATS
from pcss_publish.exporters.base import Product
from pcss_publish.proof import Certificate, provable

DOCUMENT, CERTIFICATE = ".document.json", ".certificate.json"


def document_json(article: Article) -> bytes:
    """The published view as it is written: nothing withheld stands in it."""
    return article.published.model_dump_json(indent=1).encode() + b"\n"


def certificate_json(certificate: Certificate) -> bytes:
    """A certificate as it is written."""
    return certificate.model_dump_json(indent=1).encode() + b"\n"


def _suffixes(formats: Collection[str]) -> set[str]:
    return {suffix for name in formats for suffix in FORMATS[name].suffixes}


@dataclass(frozen=True)
class Shelf:
    """``outputs/<slug>/`` and what the manifest says of it."""

    outputs: Path
    slug: str
    previous: ArticleEntry | None

    def path(self, suffix: str) -> str:
        """Path of a product below ``outputs/``."""
        return f"{self.slug}/{self.slug}{suffix}"

    def certificate(self) -> Certificate | None:
        """The certificate of the last build or verification, if it is as it was written."""
        data = self._intact(CERTIFICATE)
        try:
            return Certificate.model_validate_json(data) if data else None
        except ValidationError:
            return None

    def kept(self, keys: dict[str, str]) -> dict[str, dict[str, Product]]:
        """The formats whose products all hold: made from the same key, and not deleted or edited since."""
        certificate = self.certificate()
        if certificate is None or self._intact(DOCUMENT) is None:
            return {}
        found = {}
        for name, fmt in FORMATS.items():
            products = {suffix: self._product(suffix, keys[name], certificate) for suffix in fmt.suffixes}
            whole = {suffix: product for suffix, product in products.items() if product}
            if len(whole) == len(products):
                found[name] = whole
        return found

    def settled(self, formats: Collection[str]) -> bool:
        """Whether the certificate found nothing wrong, and no product is there but of these formats."""
        certificate = self.certificate()
        products = self.previous.products if self.previous else {}
        known = {self.path(suffix) for suffix in (DOCUMENT, CERTIFICATE, *_suffixes(formats))}
        return certificate is not None and certificate.ok and known >= set(products)

    def _product(self, suffix: str, key: str, certificate: Certificate) -> Product | None:
        entry = self.previous.products.get(self.path(suffix)) if self.previous else None
        data = self._intact(suffix)
        if entry is None or entry.key != key or data is None:
            return None
        if not provable(suffix):
            return Product(data)
        read = certificate.read(suffix)
        return Product(data, read.house, read.left_out) if read and not read.faults else None

    def _intact(self, suffix: str) -> bytes | None:
        entry = self.previous.products.get(self.path(suffix)) if self.previous else None
        try:
            data = (self.outputs / self.path(suffix)).read_bytes()
        except OSError:
            return None
        return data if entry and files.digest(data) == entry.sha256 else None

    def put(
        self,
        article: Article,
        keys: dict[str, str],
        held: dict[str, Product],
        made: dict[str, Product],
        certificate: Certificate,
        formats: Collection[str],
    ) -> ArticleEntry:
        """Write what was made, the document and the certificate; nothing appears before all is on the disk.

        Products of other ``formats`` than these are forgotten.

        Raises:
            OutputError: something cannot be written; earlier products stay.
        """
        new = {suffix: product.data for suffix, product in made.items()}
        new |= {DOCUMENT: document_json(article), CERTIFICATE: certificate_json(certificate)}
        files.write_all({self.outputs / self.path(suffix): data for suffix, data in new.items()})
        of = {suffix: name for name, fmt in FORMATS.items() for suffix in fmt.suffixes}
        shelved = {suffix: product.data for suffix, product in held.items()} | new
        entries = {
            self.path(suffix): Entry(
                sha256=files.digest(data), size=len(data), key=keys.get(of.get(suffix, ""), "")
            )
            for suffix, data in sorted(shelved.items())
        }
        return ArticleEntry(
            source=article.source.name,
            source_sha256=article.source_digest,
            decisions_sha256=article.desk_digest,
            state=article.published.state,
            products=entries | self._stale(entries, formats),
        )

    def _stale(self, entries: dict[str, Entry], formats: Collection[str]) -> dict[str, Entry]:
        """Products that are out of date and were not made anew stay listed as such."""
        before = self.previous.products if self.previous else {}
        known = {self.path(suffix) for suffix in _suffixes(formats)}
        return {
            name: entry.model_copy(update={"stale": True})
            for name, entry in before.items()
            if name in known and name not in entries
        }
