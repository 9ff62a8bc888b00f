"""The products of one article on the disk: which of them are whole, and putting others in place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from pcss_publish.builder import files
from pcss_publish.builder.manifest import Entry
from pcss_publish.builder.records import Item
from pcss_publish.builder.store import Store
from pcss_publish.catalogue import FORMATS
from pcss_publish.errors import OutputError

DOCUMENT, CERTIFICATE = ".document.json", ".certificate.json"


def suffixes(formats: Collection[str]) -> dict[str, str]:
    """The name of the format by suffix, for these formats."""
    return {suffix: name for name in formats for suffix in FORMATS[name].suffixes}


class Shelf:
    """``outputs/<slug>/``. What was once found whole is not read again."""

    def __init__(self, outputs: Path, slug: str) -> None:
        self.outputs, self.slug = outputs, slug
        self._whole: dict[str, str] = {}

    def path(self, suffix: str) -> str:
        """Path of a product below ``outputs/``."""
        return f"{self.slug}/{self.slug}{suffix}"

    def data(self, suffix: str, digest: str) -> bytes | None:
        """The bytes of a product if they are those of the digest."""
        try:
            found = files.read(f"{self.outputs}/{self.path(suffix)}")
        except OSError:
            return None
        if files.digest(found) != digest:
            return None
        self._whole[suffix] = digest
        return found

    def holds(self, suffix: str, digest: str) -> bool:
        """Whether a product lies in its place, byte for byte."""
        return self._whole.get(suffix) == digest or self.data(suffix, digest) is not None

    def place(self, items: Mapping[str, Item], store: Store) -> bool:
        """Put products in their places; nothing appears before all of it is on the disk.

        Returns:
            Whether anything had to be put there.

        Raises:
            OutputError: something cannot be written, or is gone from the store; earlier products stay.
        """
        new: dict[Path, bytes] = {}
        for suffix, item in items.items():
            if self.holds(suffix, item.sha256):
                continue
            data = store.get(item.sha256)
            if data is None:
                raise OutputError(
                    "is gone from the store of this build",
                    place=str(self.outputs / self.path(suffix)),
                    hint="Build again; nothing else may clean outputs/.cache while a build runs.",
                )
            new[self.outputs / self.path(suffix)] = data
        if new:
            self._sweep()
            files.write_all(new)
        return bool(new)

    def entries(
        self,
        items: Mapping[str, Item],
        keys: Mapping[str, str],
        before: Mapping[str, Entry],
        kept: Collection[str],
    ) -> dict[str, Entry]:
        """What the manifest says of products, and of earlier ones of ``kept`` formats that no longer fit.

        Args:
            items: products by suffix.
            keys: those of their records, by suffix.
            before: what the manifest said.
            kept: formats whose earlier products stay listed.
        """
        entries = {
            self.path(suffix): Entry(sha256=item.sha256, size=item.size, key=keys[suffix])
            for suffix, item in sorted(items.items())
        }
        known = {self.path(suffix) for suffix in suffixes(kept)}.difference(entries)
        stale = {n: e.model_copy(update={"stale": True}) for n, e in before.items() if n in known}
        return stale | entries

    def _sweep(self) -> None:
        """Remove what an interrupted build left half-written here."""
        for path in (self.outputs / self.slug).glob(f".*{files.PART}"):
            path.unlink(missing_ok=True)
