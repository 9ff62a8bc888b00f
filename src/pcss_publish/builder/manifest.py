"""``outputs/manifest.json``: what was built from what, with which tools. No clock, no absolute path."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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
    """One article, or one issue, and its products by path below ``outputs/``.

    Attributes:
        source: name of its file.
        decisions_sha256: of the desk file; of all articles of an issue.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: Annotated[Literal["article", "issue"], Field(exclude_if=lambda kind: kind == "article")] = "article"
    source: str
    source_sha256: str
    decisions_sha256: str
    state: Literal["release", "proof"]
    products: dict[str, Entry]


class Manifest(BaseModel):
    """All articles and issues by slug, and the versions of everything that took part."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_version: Literal["1"] = "1"
    tools: dict[str, str] = {}
    articles: dict[str, ArticleEntry] = {}


class _Line(BaseModel):
    """One line of the journal: which products are about to be put in place, or what became of the article."""

    model_config = ConfigDict(extra="forbid")
    slug: str
    placing: tuple[str, ...] = ()
    entry: ArticleEntry | None = None


def read(outputs: Path, part: str = "") -> Manifest:
    """The manifest of the last build, and what an interrupted one finished since.

    Args:
        outputs: folder of the products.
        part: name of a shard, for its own part of the manifest.

    Returns:
        An empty manifest if there is none that can be read.
    """
    found = _written(outputs, part)
    later = {line.slug: line.entry for line in _journalled(outputs, part) if line.entry}
    return found.model_copy(update={"articles": found.articles | later}) if later else found


def _written(outputs: Path, part: str) -> Manifest:
    try:
        return Manifest.model_validate_json(_file(outputs, part).read_bytes())
    except (OSError, ValidationError):
        return Manifest()


def _file(outputs: Path, part: str) -> Path:
    return outputs / ".cache" / f"{part}.json" if part else outputs / NAME


def _journal(outputs: Path, part: str) -> Path:
    return outputs / ".cache" / f"{part or 'build'}.journal"


def _journalled(outputs: Path, part: str) -> Iterator[_Line]:
    """Lines of a journal; one that was torn in the writing never happened."""
    with suppress(OSError):
        for text in _journal(outputs, part).read_bytes().splitlines():
            with suppress(ValidationError):
                yield _Line.model_validate_json(text)


def parts(outputs: Path) -> list[str]:
    """Names of the shards that have a part of the manifest, or have begun one."""
    found = (outputs / ".cache").glob("shard-*-of-*.*")
    return sorted({path.stem for path in found if path.suffix in {".json", ".journal"}})


def forget(outputs: Path, part: str) -> None:
    """Remove a shard's part of the manifest: the manifest itself has it now."""
    for path in (_file(outputs, part), _journal(outputs, part)):
        path.unlink(missing_ok=True)


def owned(outputs: Path) -> dict[str, set[str]]:
    """Products that builds made here or had begun to put in place, shards among them, by slug."""
    found: dict[str, set[str]] = {}
    for part in ("", *parts(outputs)):
        for slug, entry in _written(outputs, part).articles.items():
            found.setdefault(slug, set()).update(entry.products)
        for line in _journalled(outputs, part):
            products = line.entry.products if line.entry else ()
            found.setdefault(line.slug, set()).update(line.placing, products)
    return found


class Journal:
    """What a build has finished, kept at once, so that no interruption forgets whose the products are."""

    def __init__(self, outputs: Path, part: str = "") -> None:
        self._outputs, self._part = outputs, part

    def claim(self, slug: str, names: Collection[str]) -> None:
        """Note whose the products are that are about to appear.

        Raises:
            OutputError: it cannot be written.
        """
        self._add(_Line(slug=slug, placing=tuple(sorted(names))))

    def add(self, slug: str, entry: ArticleEntry) -> None:
        """Note one finished article.

        Raises:
            OutputError: it cannot be written.
        """
        self._add(_Line(slug=slug, entry=entry))

    def _add(self, line: _Line) -> None:
        files.append(_journal(self._outputs, self._part), line.model_dump_json(exclude_defaults=True))

    def close(self, manifest: Manifest) -> None:
        """Write the manifest, sorted, and forget the journal, but for what nobody has gone on with.

        Raises:
            OutputError: it cannot be written.
        """
        path = _file(self._outputs, self._part)
        if not path.is_file() or _written(self._outputs, self._part) != manifest:
            text = json.dumps(manifest.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False)
            staging = self._outputs / ".cache" / "staging"  # which the next build clears
            files.write(path, text.encode() + b"\n", staging=staging)
        lines = _journalled(self._outputs, self._part)
        begun = {line.slug: line for line in lines if line.slug not in manifest.articles and line.placing}
        _journal(self._outputs, self._part).unlink(missing_ok=True)
        for line in begun.values():
            if any((self._outputs / name).exists() for name in line.placing):
                self._add(line)


def prune(
    outputs: Path, before: Mapping[str, Collection[str]], entries: Mapping[str, ArticleEntry]
) -> tuple[str, ...]:
    """Remove what was owned (see ``owned``) and no longer is: nothing else in the folder is ours.

    Returns:
        Paths of the removed products below ``outputs``.
    """
    kept = {name for entry in entries.values() for name in entry.products}
    pruned: list[str] = []
    for slug, names in sorted(before.items()):
        for name in sorted(set(names) - kept):
            with suppress(OSError):
                (outputs / name).unlink()
                pruned.append(name)
        if slug not in entries:
            for path in (outputs / slug).glob(f".*{files.PART}"):
                path.unlink(missing_ok=True)
            with suppress(OSError):
                (outputs / slug).rmdir()
    return tuple(pruned)
