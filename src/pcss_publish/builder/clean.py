"""Remove what builds made: products that the manifest owns, and what the store keeps."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pcss_publish.builder.lock import locked
from pcss_publish.builder.manifest import NAME, Manifest, owned, parts, prune, read
from pcss_publish.builder.outcome import Reporter
from pcss_publish.builder.project import Project
from pcss_publish.builder.records import Made, Proved, Record, View
from pcss_publish.builder.store import Store


class Cleaned(NamedTuple):
    """How many products, and how many bytes of the store, were removed."""

    products: int
    stored: int


def clean(project: Project, reporter: Reporter) -> Cleaned:
    """Remove all products that the manifest owns, the manifest, and the store. Nothing else here is ours.

    Raises:
        OutputError: the folder of the products cannot be written.
    """
    with locked(project, True, reporter):
        gone = prune(project.outputs, owned(project.outputs), {})
        (project.outputs / NAME).unlink(missing_ok=True)
        stored = _size(_files(project.store))
        cache = project.outputs / ".cache"
        for path in cache.iterdir():
            # The locks go last: whoever waits for one then finds it gone, and takes a new one.
            if path.suffix != ".lock" and path.name != "lock":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        with suppress(OSError):  # something foreign lies there, or the system keeps files that are open
            for path in sorted(cache.iterdir(), reverse=True):
                path.unlink()
            cache.rmdir()
            project.outputs.rmdir()
    return Cleaned(len(gone), stored)


def clean_unused(project: Project, reporter: Reporter) -> Cleaned:
    """Remove from the store what no present product was made from.

    Raises:
        OutputError: the folder of the products cannot be written.
    """
    with locked(project, True, reporter):
        needed = needs(project)
        unused = [path for path in _files(project.store) if path not in needed]
        stored = _size(unused)
        for path in unused:
            path.unlink(missing_ok=True)
    return Cleaned(0, stored)


def needs(project: Project) -> set[Path]:
    """Files of the store that present products were made from, shards' among them, and their records."""
    every = [read(project.outputs, part) for part in ("", *parts(project.outputs))]
    return {path for manifest in every for path in _used(project.store, manifest)}


def _used(store: Store, manifest: Manifest) -> set[Path]:
    found: set[Path] = set()
    for entry in manifest.articles.values():
        for key in {product.key for product in entry.products.values()}:
            found.update(_reached(store, key))
    return found


def _reached(store: Store, key: str) -> Iterator[Path]:
    if made := store.find(Made, key):
        objects = (item.sha256 for item in made.products.values())
        yield from _of(store, made, (*objects, *made.artefacts.values()))
        for other in made.consumed.values():
            yield from _reached(store, other)
    elif proved := store.find(Proved, key):
        yield from _of(store, proved, (item.sha256 for item in proved.products.values()))
        if view := store.find(View, proved.own["view"]):
            yield from _of(store, view, (view.document,))


def _of(store: Store, record: Record, objects: Iterable[str]) -> Iterator[Path]:
    yield store.record_path(record.key)
    yield from (store.object_path(digest) for digest in (record.common, *objects))


def _files(store: Store) -> Iterator[Path]:
    yield from store.objects()
    yield from store.records()


def _size(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)
