"""What is known of the project, for every browser that looks: written by the loop, read by the server."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from pcss_publish.builder import manifest
from pcss_publish.builder.outcome import Outcome, Result
from pcss_publish.builder.project import Project, slug_of
from pcss_publish.builder.shelf import DOCUMENT
from pcss_publish.catalogue import FORMATS
from pcss_publish.errors import PublishError
from pcss_publish.model import Published, PublishedIssue

SERVED = frozenset({DOCUMENT, ".certificate.json", *(s for f in FORMATS.values() for s in f.suffixes)})


@dataclass(frozen=True)
class Known:
    """One article.

    Attributes:
        products: suffixes that the manifest or the last build names.
        outcome: of the last build in this run; None before that.
        version: of the board, when this last changed.
    """

    slug: str
    source: str
    title: str
    state: str | None
    products: frozenset[str]
    outcome: Outcome | None = None
    version: int = 0

    def row(self) -> dict[str, Any]:
        """The article in the list."""
        found = self.outcome.findings if self.outcome else ()
        return {
            "slug": self.slug, "source": self.source, "title": self.title, "state": self.state,
            "status": self.outcome.status if self.outcome else "waiting",
            "counts": Counter(one.severity for one in found), "version": self.version,
        }  # fmt: skip


@dataclass
class Board:
    """Thread-safe. Whoever waits for news names the version seen last and gets what is newer."""

    _turn: threading.Condition = field(default_factory=threading.Condition)
    _version: int = 0
    _order_version: int = 0
    _articles: dict[str, Known] = field(default_factory=dict)
    _progress: dict[str, Any] | None = None
    _problem: PublishError | None = None
    _project: Project | None = None
    _closed: bool = False

    # -- what the loop tells (preview.loop.Listener)

    def opened(self, project: Project) -> None:
        """Show at once what is there, and what earlier builds left of it."""
        known = self._known(project)
        with self._news():
            if known.keys() != self._articles.keys():
                self._order_version = self._version
            for slug in known.keys() - self._articles.keys():
                known[slug] = replace(known[slug], version=self._version)
            self._project, self._problem, self._articles = project, None, known
            self._progress = {"done": 0, "total": 0, "busy": [], "step": ""}

    def problem(self, error: PublishError) -> None:
        """Show what stands in the way; the articles stay."""
        with self._news():
            self._problem, self._progress = error, None

    def built(self, result: Result) -> None:  # noqa: ARG002 - every article was told already
        """The build has ended."""
        with self._news():
            self._progress = None

    def waiting(self, lock: str) -> None:  # noqa: ARG002 - the Reporter's signature
        """Another build holds the project."""
        self._told(step="waiting for another build")

    def begun(self, total: int) -> None:
        """Work on so many articles begins."""
        self._told(done=0, total=total, busy=[], step="")

    def given(self, slug: str) -> None:
        """An article is being made."""
        self._told(busy=[*(self._progress or {}).get("busy", ()), slug])

    def advanced(self, done: int, total: int) -> None:
        """So many of them are done."""
        self._told(done=done, total=total)

    def finished(self, outcome: Outcome) -> None:
        """An article is done."""
        with self._turn:
            before = self._articles.get(outcome.slug)
            project = self._project
        assert project is not None
        products = frozenset(map(_suffix, (*outcome.products, *outcome.stale)))
        if outcome.status == "failed":
            products = before.products if before else products
        state = outcome.state or (before.state if before else None)
        title = _title(project, outcome.slug) or outcome.slug
        with self._news():
            if before is None:
                self._order_version = self._version
            self._articles[outcome.slug] = Known(
                outcome.slug, outcome.source, title, state, products, outcome, self._version
            )
            if self._progress:
                busy = [slug for slug in self._progress["busy"] if slug != outcome.slug]
                self._progress = self._progress | {"busy": busy}

    # -- what the server asks

    @property
    def closed(self) -> bool:
        """Whether the preview is ending."""
        return self._closed

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._news():
            self._closed = True

    def article(self, slug: str) -> Known | None:
        """One article."""
        with self._turn:
            return self._articles.get(slug)

    def path(self, slug: str, suffix: str) -> Path | None:
        """Where a product lies: only one that the manifest or a build named, never outside the outputs."""
        known = self.article(slug)
        if known is None or suffix not in known.products or suffix not in SERVED or self._project is None:
            return None
        folder = self._project.outputs.resolve()
        path = (folder / slug / f"{slug}{suffix}").resolve()
        return path if path.is_relative_to(folder) else None

    def wait(self, seen: int, seconds: float) -> bool:
        """Wait until there is something newer than ``seen``, or the preview ends; whether there is."""
        with self._turn:
            return self._turn.wait_for(lambda: self._version > seen or self._closed, seconds)

    def since(self, seen: int) -> dict[str, Any]:
        """What is newer than version ``seen``; everything since 0."""
        with self._turn:
            news: dict[str, Any] = {
                "version": self._version,
                "project": self._project.root.name if self._project else "",
                "progress": self._progress,
                "problem": told(self._problem) if self._problem else None,
                "rows": [a.row() for a in self._articles.values() if a.version > seen],
            }
            if self._order_version > seen or not seen:
                news["order"] = sorted(self._articles)
            return news

    # -- inside

    @contextmanager
    def _news(self) -> Iterator[None]:
        """Hold the board while it is changed; whoever waits wakes up."""
        with self._turn:
            self._version += 1
            yield
            self._turn.notify_all()

    def _told(self, **told: object) -> None:
        with self._news():
            self._progress = (self._progress or {}) | told

    def _known(self, project: Project) -> dict[str, Known]:
        """Every article that has a source, and what earlier builds left of it."""
        entries = manifest.read(project.outputs).articles
        try:
            sources = {slug_of(path): path.name for path in project.everything()}
        except PublishError:  # the build says so
            sources = {slug: entry.source for slug, entry in entries.items()}
        found = {}
        for slug, source in sources.items():
            if slug in self._articles:
                found[slug] = self._articles[slug]
            elif entry := entries.get(slug):
                products = frozenset(map(_suffix, entry.products))
                found[slug] = Known(slug, source, _title(project, slug) or slug, entry.state, products)
            else:
                found[slug] = Known(slug, source, slug, None, frozenset())
        return found


def told(error: PublishError) -> dict[str, str]:
    """An error as data."""
    return {"message": error.message, "place": error.place, "hint": error.hint}


def _suffix(product: str) -> str:
    slug, _, rest = PurePosixPath(product).name.partition(".")
    return f".{rest}" if slug else ""


def _title(project: Project, slug: str) -> str:
    try:
        data = (project.outputs / slug / f"{slug}{DOCUMENT}").read_bytes()
        units = Published.model_validate_json(data).units()
    except OSError:
        return ""
    except ValidationError:
        return _issue_title(data)
    return next((unit.text for unit in units if unit.id == "title"), "")


def _issue_title(data: bytes) -> str:
    try:
        return PublishedIssue.model_validate_json(data).title
    except ValidationError:
        return ""
