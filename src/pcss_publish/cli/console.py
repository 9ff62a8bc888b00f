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

from pcss_publish.cli import summary
from pcss_publish.errors import PublishError, RefusedError

if TYPE_CHECKING:
    from pcss_publish.builder.outcome import Outcome, Result
    from pcss_publish.findings import Finding

_format = "plain"


def set_format(name: str) -> None:
    """Choose ``plain`` lines or ``json`` lines for all that is reported."""
    global _format  # noqa: PLW0603 - one terminal, one form
    _format = name


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
    if problem.__cause__ and os.environ.get("PCSS_DEBUG"):
        text += "\n" + "".join(traceback.format_exception(problem.__cause__))
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


class Progress:
    """Reports a build: a line that moves on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self._moving = _format == "plain" and sys.stderr.isatty()
        self._where = ""

    def waiting(self, lock: str) -> None:
        """Another build holds the project."""
        _say("waiting", "Another build is at work here; waiting for it.", {"lock": lock})

    def started(self, slug: str, number: int, total: int) -> None:
        """An article is begun."""
        self._where = f"[{number}/{total}] {slug}"
        self._line("")

    def step(self, slug: str, what: str) -> None:
        """A format is being made, or the products are being proved."""
        if _format == "json":
            _say("step", "", {"slug": slug, "what": what})
        self._line(what)

    def finished(self, outcome: Outcome) -> None:
        """An article is done."""
        if self._moving:
            click.echo("\r\x1b[K", err=True, nl=False)
        article(outcome)

    def _line(self, what: str) -> None:
        if self._moving:
            width = max(20, os.get_terminal_size(sys.stderr.fileno()).columns - 1)
            click.echo(f"\r\x1b[K{self._where}  {what}"[:width], err=True, nl=False)


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


def output(data: bytes) -> None:
    """Write to standard output, bytes as they are."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
