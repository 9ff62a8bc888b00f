"""Build a project: what the store has is put in place, workers make the rest, and the manifest is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pcss_publish.builder.assemble import Report, ToMake, assemble
from pcss_publish.builder.crew import AHEAD, Crew
from pcss_publish.builder.executors import Means
from pcss_publish.builder.key import ARTICLE, Common, encoded, tools
from pcss_publish.builder.lock import locked
from pcss_publish.builder.manifest import ArticleEntry, Journal, Manifest, forget, owned, parts, prune, read
from pcss_publish.builder.outcome import Outcome, Reporter, Result, Silent, Status
from pcss_publish.builder.output_profile import require
from pcss_publish.builder.parts import barred_by
from pcss_publish.builder.project import Project, slug_of, unique
from pcss_publish.builder.shards import Shard
from pcss_publish.builder.shelf import Shelf
from pcss_publish.catalogue import FORMATS, in_order, known
from pcss_publish.errors import PublishError


@dataclass(frozen=True)
class Options:
    """How to build.

    Attributes:
        formats: names from the catalogue; None takes the configured ones.
        release: refuse articles with open blocking queries.
        strict: count warnings as failures.
        wait: wait for another build to end.
        means: where the work is done.
        shard: build only this part of the project, beside others; `merge` joins them.
    """

    formats: tuple[str, ...] | None = None
    release: bool = False
    strict: bool = False
    wait: bool = True
    means: Means = field(default_factory=Means)
    shard: Shard | None = None


def build(
    project: Project, sources: Sequence[Path] | None, options: Options, reporter: Reporter | None = None
) -> Result:
    """Build all sources of the project, or those given; a failed article keeps its earlier products.

    Raises:
        UsageError: there is no such format.
        NoInputError: there is nothing to build.
        SourceError: two sources have one slug.
        LockedError: another build is at work and ``options.wait`` is off.
        OutputError: the folder of the products cannot be written.
        ToolMissingError, ConfigError: the executor cannot be had.
    """
    reporter = reporter or Silent()
    paths = project.everything() if sources is None else unique(sources)
    shard = options.shard
    if shard:
        paths = tuple(path for path in paths if shard.takes(slug_of(path)))
    with locked(project, options.wait, reporter, shard.name if shard else ""):
        if not shard:
            project.store.sweep()
        return _Build(project, sources is None, options, reporter).run(paths)


def work(order: ToMake) -> Report:
    """Make an article. What that needs is imported by the worker: a build with nothing to do needs none."""
    from pcss_publish.builder.maker import make

    return make(order)


class _Build:
    def __init__(self, project: Project, everything: bool, options: Options, reporter: Reporter) -> None:
        self.project, self.options, self.reporter = project, options, reporter
        self.before = read(project.outputs)
        self.everything = everything
        part = options.shard.name if options.shard else ""
        self.journal = Journal(project.outputs, part)
        done = read(project.outputs, part).articles if part else {}
        self.entries = {**self.before.articles, **done}
        self.formats = project.config.build.formats if options.formats is None else known(options.formats)
        self.kept = self.formats if everything and options.formats is None else tuple(FORMATS)
        require(project, self.formats)
        common = Common(project)
        self.digests = common.digests()
        every = in_order(self.formats, project.config.build.formats)
        for name in (ARTICLE, *every):  # so that `why` can say what the digests stand for
            project.store.put(encoded(common.parts[name]))

    def run(self, paths: Sequence[Path]) -> Result:
        """Build these, report them in their order, and write the manifest."""
        outcomes: dict[Path, Outcome] = {}
        self.reporter.begun(len(paths))
        waiting = iter(paths)
        following = next(waiting, None)
        for path, outcome in self._outcomes(paths):
            outcomes[path] = outcome
            self.reporter.advanced(len(outcomes), len(paths))
            while following in outcomes:
                self.reporter.finished(outcomes[following])
                following = next(waiting, None)
        mine = {slug_of(path) for path in paths}
        if self.everything or self.options.shard:
            self.entries = {slug: entry for slug, entry in self.entries.items() if slug in mine}
        pruned = () if self.options.shard else prune(self.project.outputs, self._owned(mine), self.entries)
        self.journal.close(Manifest(tools=tools(), articles=self.entries))
        if self.everything and not self.options.shard:
            for part in parts(self.project.outputs):
                forget(self.project.outputs, part)
        return Result(tuple(outcomes[path] for path in paths), pruned, self.options.strict)

    def _owned(self, mine: Collection[str]) -> dict[str, set[str]]:
        """What may be removed: a build of some sources leaves the products of all others."""
        every = owned(self.project.outputs)
        return every if self.everything else {slug: names for slug, names in every.items() if slug in mine}

    def _outcomes(self, paths: Sequence[Path]) -> Iterator[tuple[Path, Outcome]]:
        """Each article's outcome as soon as there is one."""
        issues = [path for path in paths if self.project.is_issue(path)]
        articles = [path for path in paths if path not in issues]
        failed: set[str] = set()
        with Crew(work, self.options.means, self.project.config.limits.memory_mb) as crew:
            for path, outcome in self._worked(articles, crew):
                failed.update({outcome.slug} if outcome.status == "failed" else ())
                yield path, outcome
            barred = {path: error for path in issues if (error := barred_by(path, failed))}
            for path, error in barred.items():
                yield path, self._failed(self._order(path), Report(), error)
            yield from self._worked([path for path in issues if path not in barred], crew)

    def _worked(self, paths: Sequence[Path], crew: Crew[ToMake, Report]) -> Iterator[tuple[Path, Outcome]]:
        """What the store has at once, the rest as workers make it."""
        for path in paths:
            order = self._order(path)
            shelf = Shelf(self.project.outputs, order.slug)
            report = assemble(order, self.project.store, shelf, None)
            if report:
                yield path, self._published(order, shelf, report)
            else:
                crew.give(order)
                self.reporter.given(order.slug)
                yield from (self._made(*done) for done in crew.back(AHEAD))
        yield from (self._made(*done) for done in crew.back(0))

    def _order(self, path: Path) -> ToMake:
        # What of other formats is in the store alone was removed once, or was made for another format only.
        kept = [name for name in self.kept if name in self.formats or self._has(slug_of(path), name)]
        formats = list(self.formats)
        if self.project.is_issue(path):
            kept, formats = ([name for name in names if FORMATS[name].of_issue] for names in (kept, formats))
        release = self.options.release
        return ToMake(self.project, path, self.digests, tuple(formats), tuple(kept), release)

    def _has(self, slug: str, fmt: str) -> bool:
        """Whether products of a format are owned, or lie there since the manifest was lost."""
        names = [f"{slug}/{slug}{suffix}" for suffix in FORMATS[fmt].suffixes]
        owned = self.entries[slug].products if slug in self.entries else {}
        return any(name in owned or (self.project.outputs / name).is_file() for name in names)

    def _made(self, order: ToMake, came: Report | PublishError) -> tuple[Path, Outcome]:
        report = Report(error=came) if isinstance(came, PublishError) else came
        shelf = Shelf(self.project.outputs, order.slug)
        return order.source, self._published(order, shelf, report)

    def _published(self, order: ToMake, shelf: Shelf, report: Report) -> Outcome:
        """Claim products, place them, keep records, note the entry: nothing is lost, and nothing orphaned."""
        if report.error:
            return self._failed(order, report, report.error)
        assert report.view
        assert report.proved
        items = dict(report.proved.products)
        for made in report.formats.values():
            items |= made.products
        before = self.entries.get(order.slug)
        try:
            if any(not shelf.holds(suffix, item.sha256) for suffix, item in items.items()):
                self.journal.claim(order.slug, [shelf.path(suffix) for suffix in items])
            written = shelf.place(items, self.project.store)
            for record in report.new:
                self.project.store.write(record)
            keys = dict.fromkeys(report.proved.products, report.proved.key)
            for made in report.formats.values():
                keys |= dict.fromkeys(made.products, made.key)
            entry = ArticleEntry(
                kind="issue" if self.project.is_issue(order.source) else "article",
                source=order.source.name,
                source_sha256=report.source_sha256,
                decisions_sha256=report.decisions_sha256,
                state=report.view.state,
                products=shelf.entries(items, keys, before.products if before else {}, self.kept),
            )
            if entry != before:
                self.journal.add(order.slug, entry)
        except PublishError as error:
            return self._failed(order, report, error)
        self.entries[order.slug] = entry
        changed = written or (before is not None and before.products.keys() != entry.products.keys())
        status: Status = "built" if report.made else "restored" if changed else "unchanged"
        return _outcome(order, report, entry, status)

    def _failed(self, order: ToMake, report: Report, error: PublishError) -> Outcome:
        found = report.view.findings if report.view else ()
        return Outcome(
            order.slug, order.source.name, "failed", error=error, findings=found, path=order.source
        )


def _outcome(order: ToMake, report: Report, entry: ArticleEntry, status: Status) -> Outcome:
    assert report.view
    told = dict.fromkeys(found for made in report.formats.values() for found in made.findings)
    return Outcome(
        slug=order.slug,
        source=order.source.name,
        status=status,
        state=report.view.state,
        products=tuple(name for name, product in entry.products.items() if not product.stale),
        stale=tuple(name for name, product in entry.products.items() if product.stale),
        findings=(*report.view.findings, *told),
        comments=report.view.comments,
        missing=report.missing,
        units=report.view.units,
        path=order.source,
    )
