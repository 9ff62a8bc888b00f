"""The terminal. Reports go to standard error; products go to standard output only with ``-o -``."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcss_publish.cli import intake, summary, tables
from pcss_publish.errors import PublishError, RefusedError
from pcss_publish.wording import counted

if TYPE_CHECKING:
    from pcss_publish.builder.clean import Cleaned
    from pcss_publish.builder.ingest import Intake, Row
    from pcss_publish.builder.outcome import Outcome, Result
    from pcss_publish.builder.shards import Merged
    from pcss_publish.builder.why import Reason
    from pcss_publish.findings import Finding
    from pcss_publish.maillint import Report
    from pcss_publish.preflight import Report as Preflight

_format = "plain"


def set_format(name: str) -> None:
    """Choose ``plain`` lines or ``json`` lines for all that is reported."""
    global _format  # noqa: PLW0603 - one terminal, one form
    _format = name


def is_plain() -> bool:
    """Whether people read the reports, and not programs."""
    return _format == "plain"


def waiting(lock: str) -> None:
    """Another build holds the project."""
    _say("waiting", "Another build is at work here; waiting for it.", {"lock": lock})


def given(slug: str) -> None:
    """A worker is to make an article; people hear of it when it is done."""
    _say("given", "", {"slug": slug})


def _say(event: str, line: str, data: Mapping[str, object]) -> None:
    if _format == "json":
        click.echo(json.dumps({"event": event, **data}, ensure_ascii=False, default=str), err=True)
    elif line:
        click.echo(line, err=True)


def note(text: str) -> None:
    """One plain remark."""
    _say("note", text, {"message": text})


def serving(url: str) -> None:
    """Where the preview stands."""
    _say("serving", f"Preview: {url}\nIt builds again whatever you edit. Ctrl-C ends it.", {"url": url})


def error(problem: PublishError) -> None:
    """A failure: what, where, what to do."""
    data = {"message": problem.message, "place": problem.place, "hint": problem.hint}
    text = click.style("error: ", fg="red") + summary.here(str(problem))
    if os.environ.get("PCSS_DEBUG"):
        cause = traceback.format_exception(problem.__cause__) if problem.__cause__ else ()
        text += "\n" + "".join((*cause, *getattr(problem, "__notes__", ())))
    _say("error", text, data | {"exit_code": problem.exit_code})


def bug(problem: Exception) -> None:
    """Something that should not happen. ``PCSS_DEBUG=1`` shows where."""
    text = f"a bug in pcss-publish: {type(problem).__name__}: {problem}"
    if os.environ.get("PCSS_DEBUG"):
        text += "\n" + "".join(traceback.format_exception(problem))
    else:
        text += "\n  Run it again with PCSS_DEBUG=1 and report what it prints, with the source if you may."
    _say("bug", text, {"message": str(problem), "kind": type(problem).__name__})


def findings(found: Iterable[Finding]) -> None:
    """A line a finding, as compilers print them."""
    colours = {"block": "red", "warn": "yellow", "info": "blue"}
    for one in found:
        place = f"{one.source}:{one.line}" if one.line else one.source
        head = click.style(f"{one.severity} {one.key}", fg=colours[one.severity])
        hint = f"\n    {summary.here(one.hint)}" if one.hint else ""
        _say("finding", f"{place}: {head} {one.message}{hint}", one.row())


def checked(path: Path, found: Sequence[Finding], desk: Path, apart: bool) -> None:
    """The findings of one article below a heading, apart from those of another above, and the way on."""
    blocking = sum(one.blocking for one in found)
    data = {"source": path.name, "findings": len(found), "blocking": blocking}
    heading = f"{click.style(summary.shown(path), bold=True)}: {summary.counts(found)}"
    _say("checked", f"\n{heading}" if apart else heading, data)
    findings(found)
    if blocking:
        note(summary.how_to_decide(path, desk))


def linted(report: Report, apart: bool) -> None:
    """What is known of one mail below a heading, apart from another above."""
    told = "\n".join(tables.mail(report))
    _say("linted", f"\n{told}" if apart else told, report.row())
    if is_plain():
        findings(report.findings)


def preflighted(report: Preflight) -> None:
    """What was found in one PDF, and what it was held against."""
    _say("preflighted", tables.print_file(report), report.row())
    if is_plain():
        findings(report.findings)


def article(outcome: Outcome) -> None:
    """What became of one article."""
    data = {
        "slug": outcome.slug, "status": outcome.status, "state": outcome.state, "products": outcome.products,
        "open": [f.row() for f in outcome.open], "warnings": len(outcome.warnings),
        "comments": outcome.comments and outcome.comments.model_dump(mode="json"), "units": outcome.units,
        "stale": outcome.stale, "missing": {name: e.message for name, e in outcome.missing.items()},
    }  # fmt: skip
    _say("article", "\n".join(summary.article(outcome)), data)
    findings(summary.of_products(outcome))
    for problem in outcome.missing.values():
        error(problem)
    if outcome.error:
        error(outcome.error)


def result(total: Result) -> None:
    """The last line of a build or a verification, and why a strict one failed."""
    strict = summary.strictness(total)
    data = {**summary.tally(total), "failed": summary.failures(total), "strict": strict}
    if strict:
        error(RefusedError("\n  ".join(["--strict allows no open findings:", *strict])))
    _say("result", summary.result(total), data | {"exit_code": total.exit_code})


def reasons(slug: str, found: Sequence[Reason]) -> None:
    """What a build would do with the formats of an article, and why."""
    for one in found:
        changes = [{"part": c.part, "before": c.before, "now": c.now} for c in one.changes]
        data = {"slug": slug, "format": one.format, "state": one.state, "changes": changes}
        _say("why", "\n".join(tables.reason(slug, one)), data)


def cleaned(total: Cleaned) -> None:
    """What was removed."""
    line = f"{counted(total.products, 'product')} removed, {tables.size(total.stored)} of the store"
    _say("cleaned", line, {"products": total.products, "stored": total.stored})


def merged(total: Merged) -> None:
    """What was joined of a build in parts."""
    gone = f", {counted(len(total.pruned), 'product')} removed" if total.pruned else ""
    line = f"{counted(total.shards, 'shard')} merged: {counted(total.articles, 'article')}{gone}"
    _say("merged", line, {"shards": total.shards, "articles": total.articles, "pruned": total.pruned})


def damaged(count: int, found: Mapping[str, str]) -> int:
    """What hashing the products again found; the exit code."""
    for name, what in found.items():
        _say("damaged", f"{name}: {what}", {"product": name, "what": what})
    total = f"{count - len(found)} of {counted(count, 'file')} as built"
    _say("result", total, {"files": count, "damaged": len(found), "exit_code": int(bool(found))})
    return int(bool(found))


def taken(row: Row) -> None:
    """What became of a file that was offered; people read the table instead."""
    _say("taken", "", row.model_dump(mode="json"))


def ingested(total: Intake, root: Path) -> None:
    """All that was offered: the table, what was left and failed, what to decide, and the sum.

    ``root`` is the project's folder.
    """
    if is_plain():
        for line in intake.report(total, root):
            click.echo(line, err=True)
    data: dict[str, object] = {"dry_run": total.dry_run, "exit_code": total.exit_code}
    data |= {str(status): number for status, number in total.counts().items()}
    _say("result", intake.result(total), data)


def lines(told: Iterable[str]) -> None:
    """What was asked for, on standard output."""
    for line in told:
        click.echo(line)


def output(data: bytes) -> None:
    """Write to standard output, bytes as they are."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
