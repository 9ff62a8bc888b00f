"""Shards: parts of a build that run apart, knowing nothing of each other, and are merged later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pcss_publish.builder import files
from pcss_publish.builder.lock import locked
from pcss_publish.builder.manifest import Entry, Journal, Manifest, forget, owned, prune, read
from pcss_publish.builder.outcome import Reporter
from pcss_publish.builder.project import Project, slug_of
from pcss_publish.errors import NoInputError, OutputError, RefusedError, UsageError

_NAME = re.compile(r"shard-(\d+)-of-(\d+)")


class Shard(NamedTuple):
    """Part ``number`` (from 1) of ``of`` parts."""

    number: int
    of: int

    @property
    def name(self) -> str:
        """Of its lock and its part of the manifest, below ``outputs/.cache``."""
        return f"shard-{self.number}-of-{self.of}"

    def takes(self, slug: str) -> bool:
        """Whether an article is this shard's: by its name alone, so that no other article moves it."""
        return int(files.digest(slug.encode()), 16) % self.of == self.number - 1


def parse(text: str) -> Shard:
    """What ``--shard`` was given.

    Raises:
        UsageError: it is not ``K/N`` with 1 ≤ K ≤ N.
    """
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    shard = Shard(int(found[1]), int(found[2])) if found else Shard(0, 0)
    if not 1 <= shard.number <= shard.of:
        raise UsageError(f"--shard {text}: no part of a whole", hint="Give K/N, for example 1/8 to 8/8.")
    return shard


class Merged(NamedTuple):
    """What was merged: how many shards, how many articles, and which products were removed."""

    shards: int
    articles: int
    pruned: tuple[str, ...]


def merge(project: Project, folders: Sequence[Path], reporter: Reporter, *, wait: bool = True) -> Merged:
    """Join the shards' parts of the manifest, and remove what no source stands behind any more.

    Args:
        project: the project that was built.
        folders: folders of products from machines that do not share the project's; they are copied.
        reporter: hears when another build is waited for.
        wait: wait for builds and shards that are at work.

    Raises:
        NoInputError: there is nothing to merge.
        RefusedError: a shard is missing, or they were built with different tools.
        LockedError: a build is at work and ``wait`` is off.
        OutputError: a product cannot be copied, or is not as the shard built it.
    """
    with locked(project, wait, reporter):
        found = {folder: _parts(folder) for folder in (project.outputs, *folders)}
        parts = {shard: part for every in found.values() for shard, part in every.items()}
        tools = _checked(parts, project.outputs)
        elsewhere = [folder for folder in found if folder != project.outputs]
        for folder in elsewhere:
            _check_products(folder, found[folder].values())
        before, mine = read(project.outputs), owned(project.outputs)
        for folder in elsewhere:
            _copy(folder, project.outputs, found[folder].values())
        slugs = {slug_of(path) for path in project.everything()}
        every = dict(before.articles)
        for part in parts.values():
            every |= part.articles
        entries = {slug: entry for slug, entry in every.items() if slug in slugs}
        for slug, entry in every.items():
            mine.setdefault(slug, set()).update(entry.products)
        pruned = prune(project.outputs, mine, entries)
        Journal(project.outputs).close(Manifest(tools=tools, articles=entries))
        for shard in parts:
            forget(project.outputs, shard.name)
    return Merged(len(parts), len(entries), pruned)


def _parts(folder: Path) -> dict[Shard, Manifest]:
    found = {}
    for path in sorted((folder / ".cache").glob("shard-*-of-*.json")):
        name = _NAME.fullmatch(path.stem)
        if name:
            found[Shard(int(name[1]), int(name[2]))] = read(folder, path.stem)
    return found


def _checked(parts: Mapping[Shard, Manifest], outputs: Path) -> dict[str, str]:
    """The tools of all parts, which are all there and of one build."""
    if not parts:
        hint = "Run `pcss-publish build --shard K/N` for each K from 1 to N first."
        raise NoInputError("there are no shards to merge", place=str(outputs / ".cache"), hint=hint)
    [*counts] = {shard.of for shard in parts}
    if len(counts) > 1:
        said = " and ".join(f"of {count}" for count in sorted(counts))
        raise RefusedError(f"there are shards {said}", place=str(outputs / ".cache"), hint="Build all anew.")
    gone = sorted(set(range(1, counts[0] + 1)) - {shard.number for shard in parts})
    if gone:
        names = ", ".join(f"{number}/{counts[0]}" for number in gone)
        raise RefusedError(f"not all shards are there: {names}", place=str(outputs), hint="Build them first.")
    tools = {tuple(sorted(part.tools.items())) for part in parts.values()}
    if len(tools) > 1:
        differ = sorted({name for name, _ in set.symmetric_difference(*map(set, list(tools)[:2]))})
        raise RefusedError(
            f"the shards were built with different tools: {', '.join(differ)}",
            place=str(outputs), hint="Install the same everywhere (requirements.lock), and build them again.",
        )  # fmt: skip
    return dict(tools.pop())


def _check_products(folder: Path, parts: Iterable[Manifest]) -> None:
    """Hold a shard's products against its part of the manifest, before anything is copied."""
    for name, product in _products(parts):
        if files.digest(_bytes(folder / name)) != product.sha256:
            raise OutputError(
                "is not as its shard built it", place=str(folder / name), hint="Build the shard again."
            )


def _copy(folder: Path, outputs: Path, parts: Iterable[Manifest]) -> None:
    """Copy a shard's products, and what its store has."""
    for name, _ in _products(parts):
        files.write(outputs / name, _bytes(folder / name))
    for kind in ("objects", "records"):
        for path in (folder / ".cache" / kind).glob("??/*"):
            target = outputs / ".cache" / kind / path.parent.name / path.name
            if not target.exists():
                files.write(target, path.read_bytes())


def _products(parts: Iterable[Manifest]) -> Iterator[tuple[str, Entry]]:
    for part in parts:
        for entry in part.articles.values():
            yield from entry.products.items()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(f"cannot be copied: {error.strerror}", place=str(path)) from error
