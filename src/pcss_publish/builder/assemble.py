"""All records of one article: found in the store, or made. The one place that decides what has to be made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pcss_publish.builder.executors import Order
from pcss_publish.builder.key import ARTICLE, Parts, key
from pcss_publish.builder.parts import decisions, digest_of, own_parts
from pcss_publish.builder.project import slug_of
from pcss_publish.builder.records import Made, Proved, View
from pcss_publish.builder.shelf import Shelf
from pcss_publish.builder.store import Store
from pcss_publish.catalogue import FORMATS, in_order
from pcss_publish.errors import PublishError, RefusedError, ToolMissingError
from pcss_publish.findings import Finding


@dataclass(frozen=True)
class ToMake(Order):
    """What is wanted of one article.

    Attributes:
        common: digests of what is common to all articles, by format (``key.Common``).
        formats: those to make.
        kept: those whose products stay where they are still right, made now or not.
        release: refuse it while blocking queries are open.
    """

    common: Mapping[str, str]
    formats: tuple[str, ...]
    kept: tuple[str, ...]
    release: bool = False

    @property
    def slug(self) -> str:
        """The article's name."""
        return slug_of(self.source)


@dataclass(frozen=True)
class Report:
    """What became of an order: records whose objects are all in the store or in their places.

    Attributes:
        made: names of the formats that were made now; the others were found.
        new: records that the store does not have yet, those that others rest on first.
        missing: what a format lacked, by format.
        error: why the article failed, its earlier products being kept.
    """

    source_sha256: str = ""
    decisions_sha256: str = ""
    view: View | None = None
    formats: dict[str, Made] = field(default_factory=dict)
    proved: Proved | None = None
    made: tuple[str, ...] = ()
    new: tuple[View | Made | Proved, ...] = ()
    missing: dict[str, PublishError] = field(default_factory=dict)
    error: PublishError | None = None


class Maker(Protocol):
    """Makes records, and puts what they name into the store.

    Each may raise a PublishError: the article cannot be taken, or what was made was refused.
    """

    def view(self, key: str, common: str, own: Parts) -> View:
        """Read, check and decide the article."""

    def format(self, name: str, key: str, common: str, own: Parts, artefacts: Mapping[str, str]) -> Made:
        """Make one format."""

    def proof(self, key: str, common: str, own: Parts, formats: Mapping[str, Made]) -> Proved:
        """Read the products back."""


def assemble(order: ToMake, store: Store, shelf: Shelf, maker: Maker | None) -> Report | None:
    """Find or make all that is wanted of an article.

    Args:
        order: what is wanted.
        store: where records and objects are.
        shelf: the article's products as they lie on the disk.
        maker: makes what is not found; without one the answer is None as soon as anything has to be made.

    Returns:
        What was found and made; a failure stands in it, with what is known of the article.
    """
    found = _Assembly(order, store, shelf, maker)
    try:
        return found.run()
    except _HasToBeMade:
        return None
    except PublishError as error:
        return Report(view=found.view, error=error)


class _HasToBeMade(Exception):  # noqa: N818 - a signal within this module, not an error
    """Something is not in the store, and there is nobody to make it."""


class _Assembly:
    def __init__(self, order: ToMake, store: Store, shelf: Shelf, maker: Maker | None) -> None:
        self.order, self.store, self.shelf, self._maker = order, store, shelf, maker
        self.view: View | None = None
        self.made: list[str] = []
        self.new: list[View | Made | Proved] = []
        self.missing: dict[str, PublishError] = {}

    @property
    def maker(self) -> Maker:
        if self._maker is None:
            raise _HasToBeMade
        return self._maker

    def run(self) -> Report:
        own = own_parts(self.order.project, self.order.source)
        source, decided = own["source"], decisions(own)
        view = self.view = self._seen(own)
        if self.order.release and view.blocking:
            return Report(source, decided, view, error=refusal(self.order.source, view.blocking))
        formats = self._formats(view)
        if self.missing and not formats:
            raise next(iter(self.missing.values()))
        proved = self._proof(view, formats)
        made, new = tuple(self.made), tuple(self.new)
        return Report(source, decided, view, formats, proved, made, new, self.missing)

    def _seen(self, own: dict[str, str]) -> View:
        name, common = key(own | {"common": self.order.common[ARTICLE]}), self.order.common[ARTICLE]
        view = self.store.find(View, name)
        if view is None:
            view = self.maker.view(name, common, own)
            self.new.append(view)
        return view

    def _formats(self, view: View) -> dict[str, Made]:
        """Those that were asked for, and of the others those that are still right."""
        every: dict[str, Made] = {}
        folder = self.order.source.parent
        pictures = {f"picture {name}": digest_of(folder / name) for name in view.pictures.values()}
        wanted = dict.fromkeys((*self.order.formats, *self.order.kept))
        for name in self._in_order(wanted):
            artefacts = {a: sha for fmt in FORMATS[name].consumes for a, sha in self._given(every, fmt)}
            own = {
                **view.own,
                "date": view.date,
                **pictures,
                **{f"artefact {a}": sha for a, sha in artefacts.items()},
            }
            consumed = {fmt: every[fmt].key for fmt in FORMATS[name].consumes if fmt in every}
            made = self._format(name, own, artefacts, consumed)
            if made:
                every[name] = made
        return {name: every[name] for name in FORMATS if name in every and name in wanted}

    def _in_order(self, names: Iterable[str]) -> tuple[str, ...]:
        return in_order(names, self.order.project.config.build.formats)

    @staticmethod
    def _given(every: Mapping[str, Made], fmt: str) -> list[tuple[str, str]]:
        return list(every[fmt].artefacts.items()) if fmt in every else []

    def _format(
        self, name: str, own: dict[str, str], artefacts: dict[str, str], consumed: dict[str, str]
    ) -> Made | None:
        common = self.order.common[name]
        digest = key(own | {"common": common, "format": name})
        record = self.store.find(Made, digest)
        if record and self._is_whole(record):
            if record.consumed == consumed:
                return record
        elif name not in self._in_order(self.order.formats):
            return None
        else:
            try:
                record = self.maker.format(name, digest, common, own, artefacts)
            except ToolMissingError as error:
                if name in self.order.formats:
                    self.missing[name] = error
                return None
            self.made.append(name)
        record = record.model_copy(update={"consumed": consumed})
        self.new.append(record)
        return record

    def _proof(self, view: View, formats: Mapping[str, Made]) -> Proved:
        own = {"view": view.key, **{name: made.key for name, made in formats.items()}}
        common = self.order.common[ARTICLE]
        name = key(own | {"common": common, "proof": ""})
        record = self.store.find(Proved, name)
        if record and self._is_whole(record):
            return record
        record = self.maker.proof(name, common, own, formats)
        self.new.append(record)
        return record

    def _is_whole(self, record: Made | Proved) -> bool:
        """Whether every product of a record lies in its place or can be put there."""
        artefacts = record.artefacts.values() if isinstance(record, Made) else ()
        return all(
            self.shelf.holds(suffix, item.sha256) or self.store.get(item.sha256) is not None
            for suffix, item in record.products.items()
        ) and all(self.store.get(digest) is not None for digest in artefacts)


def refusal(source: Path, blocking: Sequence[Finding]) -> RefusedError:
    """Why an article with open blocking queries is not released."""
    names = ", ".join(found.key for found in blocking)
    return RefusedError(
        f"no release while blocking queries are open: {names}",
        place=source.name,
        hint=f"`pcss-publish check` says of each what to do; decisions go into {slug_of(source)}.desk.toml.",
    )
