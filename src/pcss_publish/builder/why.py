"""Why a product would be made again: which parts of its key are no longer what they were."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from pcss_publish.builder import files
from pcss_publish.builder.key import Common, Parts
from pcss_publish.builder.manifest import ArticleEntry, read
from pcss_publish.builder.parts import digest_of, own_parts
from pcss_publish.builder.project import Project, slug_of
from pcss_publish.builder.records import Made, Record
from pcss_publish.catalogue import FORMATS
from pcss_publish.errors import NoInputError

State = Literal["up to date", "to be made", "to be restored"]


class Change(NamedTuple):
    """One part of a key, and its values where a person can read them; digests are left out."""

    part: str
    before: str = ""
    now: str = ""


class Reason(NamedTuple):
    """What a build would do with the products of one format, and why."""

    format: str
    state: State
    changes: tuple[Change, ...]


class Reasons:
    """Compares what a project's products were made from with what they would be made from now."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._store = project.store
        self._common = Common(project)
        self._sources = {slug_of(path): path for path in project.everything()}
        self._entries = read(project.outputs).articles

    def of(self, name: str) -> tuple[str, tuple[Reason, ...]]:
        """What would become of an article, or of one product of it.

        Args:
            name: an article, as reports name it; its source; or a product.

        Returns:
            The article's name, and the reasons for each of its formats.

        Raises:
            NoInputError: there is no such article.
        """
        slug = slug_of(Path(name))
        if slug not in self._sources:
            hint = "`pcss-publish inspect` lists them."
            raise NoInputError("there is no such article", place=name, hint=hint)
        suffix = Path(name).name.removeprefix(slug) if name not in (slug, str(self._sources[slug])) else ""
        formats = [fmt for fmt in self._formats(slug) if self._is_meant(fmt, suffix)]
        return slug, tuple(self._reason(slug, fmt) for fmt in formats or self._formats(slug))

    def _formats(self, slug: str) -> list[str]:
        """Those that are configured, and those that are there."""
        entry = self._entries.get(slug)
        held = set(entry.products) if entry else set()
        there = {n for n, f in FORMATS.items() if f"{slug}/{slug}{f.suffixes[0]}" in held}
        return [
            name
            for name in FORMATS
            if name in {*self._project.config.build.formats, *there} and self._is_made(slug, name)
        ]

    def _is_made(self, slug: str, fmt: str) -> bool:
        """Whether there is such a format: not every one is made of issues."""
        return bool(FORMATS[fmt].of_issue) or not self._project.is_issue(self._sources[slug])

    @staticmethod
    def _is_meant(fmt: str, suffix: str) -> bool:
        return not suffix or suffix in FORMATS[fmt].suffixes

    def _reason(self, slug: str, fmt: str) -> Reason:
        entry = self._entries.get(slug)
        names = [f"{slug}/{slug}{suffix}" for suffix in FORMATS[fmt].suffixes]
        if entry is None or not set(names) <= set(entry.products):
            return Reason(fmt, "to be made", (Change("never made"),))
        record = self._store.find(Made, entry.products[names[0]].key)
        if record is None:
            return Reason(fmt, "to be made", (Change("the record of how it was made is gone"),))
        changes = (*self._changes(record, fmt), *self._own(record, slug), *self._consumed(record, fmt, slug))
        if changes:
            return Reason(fmt, "to be made", changes)
        harmed = {name: what for name in names if (what := self._harm(name, entry))}
        told = tuple(Change(f"{name}: {what}") for name, what in harmed.items())
        if any(self._store.get(entry.products[name].sha256) is None for name in harmed):
            return Reason(fmt, "to be made", (*told, Change("the store no longer has it")))
        return Reason(fmt, "to be restored" if harmed else "up to date", told)

    def _changes(self, record: Record, fmt: str) -> list[Change]:
        """What differs of that which is common to all articles."""
        data = self._store.get(record.common)
        before: Parts = json.loads(data) if data else {}
        return _differences(before, self._common.parts[fmt]) if before else []

    def _own(self, record: Record, slug: str) -> list[Change]:
        source = self._sources[slug]
        found = own_parts(self._project, source)
        for part in record.own:
            if part.startswith("picture "):
                found[part] = digest_of(source.parent / part.removeprefix("picture "))
            elif part == "date" or part.startswith("artefact "):
                found[part] = record.own[part]
        return _differences(record.own, found)

    def _consumed(self, record: Made, fmt: str, slug: str) -> list[Change]:
        """Artefacts of formats that would be made again, and what the project began or ceased to make."""
        consumed = set(FORMATS[fmt].consumes).intersection(self._project.config.build.formats)
        found = [Change(f"what it takes from {one}") for one in sorted(consumed ^ record.consumed.keys())]
        for other, key in record.consumed.items():
            made = self._store.find(Made, key)
            if made is None or self._changes(made, other) or self._own(made, slug):
                found += [Change(f"{part} may change") for part in record.own if part.startswith("artefact ")]
        return found

    def _harm(self, name: str, entry: ArticleEntry) -> str:
        try:
            data = (self._project.outputs / name).read_bytes()
        except OSError:
            return "missing"
        return "" if files.digest(data) == entry.products[name].sha256 else "changed since the build"


def _differences(before: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    return [
        Change(name, _shown(before.get(name, "")), _shown(now.get(name, "")))
        for name in sorted({*before, *now})
        if before.get(name) != now.get(name)
    ]


def _shown(value: str) -> str:
    """A value that a person can read; empty for a digest."""
    return "" if len(value) == 64 and set(value) <= set("0123456789abcdef") else value
