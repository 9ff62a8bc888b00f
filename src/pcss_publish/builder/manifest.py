"""``outputs/manifest.json``: what was built from what, with which tools. No clock, no absolute path."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pcss_publish.builder import files

NAME = "manifest.json"


class Entry(BaseModel):
    """One product.

    Attributes:
        key: digest of everything that went into it; of the proof, for the certificate and the document.
        stale: whether it is of an earlier build than the rest of its article.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    sha256: str
    size: int
    key: str
    stale: bool = False


class ArticleEntry(BaseModel):
    """One article and its products by path below ``outputs/``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: str
    source_sha256: str
    decisions_sha256: str
    state: Literal["release", "proof"]
    products: dict[str, Entry]


class Manifest(BaseModel):
    """All articles by slug, and the versions of everything that took part."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_version: Literal["1"] = "1"
    tools: dict[str, str] = {}
    articles: dict[str, ArticleEntry] = {}


class _Line(BaseModel):
    """One line of the journal."""

    model_config = ConfigDict(extra="forbid")
    slug: str
    entry: ArticleEntry


def read(outputs: Path, part: str = "") -> Manifest:
    """The manifest of the last build, and what an interrupted one finished since.

    Args:
        outputs: folder of the products.
        part: name of a shard, for its own part of the manifest.

    Returns:
        An empty manifest if there is none that can be read.
    """
    try:
        found = Manifest.model_validate_json(_file(outputs, part).read_bytes())
    except (OSError, ValidationError):
        found = Manifest()
    later = dict(_journalled(_journal(outputs, part)))
    return found.model_copy(update={"articles": found.articles | later}) if later else found


def _file(outputs: Path, part: str) -> Path:
    return outputs / ".cache" / f"{part}.json" if part else outputs / NAME


def _journal(outputs: Path, part: str) -> Path:
    return outputs / ".cache" / f"{part or 'build'}.journal"


def _journalled(path: Path) -> Iterator[tuple[str, ArticleEntry]]:
    """Lines of a journal; one that was torn in the writing, and what follows it, never happened."""
    with suppress(OSError, ValidationError):
        for text in path.read_bytes().splitlines():
            line = _Line.model_validate_json(text)
            yield line.slug, line.entry


class Journal:
    """What a build has finished, kept at once, so that no interruption forgets whose the products are."""

    def __init__(self, outputs: Path, part: str = "") -> None:
        self._outputs, self._part = outputs, part

    def add(self, slug: str, entry: ArticleEntry) -> None:
        """Note one finished article.

        Raises:
            OutputError: it cannot be written.
        """
        files.append(_journal(self._outputs, self._part), _Line(slug=slug, entry=entry).model_dump_json())

    def close(self, manifest: Manifest) -> None:
        """Write the manifest, sorted, and forget the journal.

        Raises:
            OutputError: it cannot be written.
        """
        text = json.dumps(manifest.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False)
        data = text.encode() + b"\n"
        path = _file(self._outputs, self._part)
        if not path.is_file() or path.read_bytes() != data:
            files.write(path, data)
        _journal(self._outputs, self._part).unlink(missing_ok=True)


def prune(outputs: Path, before: Manifest, entries: Mapping[str, ArticleEntry]) -> tuple[str, ...]:
    """Remove what the manifest owned and no longer does: nothing else in the folder is ours.

    Returns:
        Paths of the removed products below ``outputs``.
    """
    owned = {name for entry in entries.values() for name in entry.products}
    pruned: list[str] = []
    for slug, entry in sorted(before.articles.items()):
        for name in sorted(set(entry.products) - owned):
            with suppress(OSError):
                (outputs / name).unlink()
                pruned.append(name)
        if slug not in entries:
            with suppress(OSError):
                (outputs / slug).rmdir()
    return tuple(pruned)
