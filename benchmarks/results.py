"""What was measured, as data (``results.json``), and the tables in the documents that say it."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from measure import Spent
from rows import ROWS, Pair, Row
from stage import Counts

FOLDER: Final = Path(__file__).resolve().parent
FILE: Final = FOLDER / "results.json"
DOCS: Final = FOLDER.parent / "docs"
MARKS: Final = ("begin", "end")
UNMEASURED: Final = "not measured yet"
MANY: Final = 100_000
PACKAGES: Final = ("weasyprint", "EbookLib", "css-inline", "pypandoc_binary")
MIB, GIB, HOUR, MINUTE = 2**20, 2**30, 3600, 60

Results = dict[str, Any]
"""``machine``, ``rows`` by their numbers, and ``scale``: figures for one article."""


def machine() -> str:
    """What it was measured on."""
    named = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    cores = len(os.sched_getaffinity(0))
    processor = named[1] if named else platform.machine()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{cores} cores ({processor}), Python {platform.python_version()}, {packages}"


def load() -> Results:
    """What the last runs on this machine found; nothing of another one, since one table is of one machine."""
    found: Results = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    return found if found.get("machine") == machine() else {"machine": machine(), "rows": {}, "scale": {}}


def measured(pair: Pair, counts: Counts) -> dict[str, Any]:
    """A row as data."""
    sides = {name: {k: round(v, 4) for k, v in vars(side).items()} for name, side in pair._asdict().items()}
    return sides | {"counts": counts._asdict()}


def table(results: Results) -> str:
    """All rows, in Markdown."""
    lines = [
        "| | what | against | processor s | ratio | wall s | ratio | at most | met |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_line(name, row, results["rows"].get(name)) for name, row in ROWS.items()),
    ]
    return "\n".join(lines)


def _line(name: str, row: Row, found: Mapping[str, Any] | None) -> str:
    counts = Counts(**found["counts"]) if found else Counts()
    what, against = (text.format(**counts._asdict()) for text in (row.what, row.against))
    most = f"{row.most:g}" if row.most else ""
    if not found:
        return f"| {name} | {what} | {against} | {UNMEASURED} | | | | {most} | |"
    ours, theirs = Spent(**found["ours"]), Spent(**found["theirs"])
    if row.memory:
        ratios = [ours.peak / theirs.peak]
        shown = [f"{ours.peak / 1024:.0f} / {theirs.peak / 1024:.0f} MiB", f"{ratios[0]:.2f}", "", ""]
    else:
        ratios = [ours.cpu / theirs.cpu, ours.wall / theirs.wall]
        shown = [
            f"{ours.cpu:.2f} / {theirs.cpu:.2f}", f"{ratios[0]:.2f}",
            f"{ours.wall:.2f} / {theirs.wall:.2f}", f"{ratios[1]:.2f}",
        ]  # fmt: skip
    met = "" if row.most is None else "yes" if max(ratios) <= row.most else "no"
    return f"| {name} | {what} | {against} | {' | '.join(shown)} | {most} | {met} |"


def scale(results: Results) -> str:
    """What many articles cost, in Markdown."""
    one = results["scale"]
    lines = (
        ("processor time, cold build", "core_seconds", MANY / HOUR, "core hours", "s"),
        ("products", "product_bytes", MANY / GIB, "GiB", "bytes"),
        ("files of products", "product_files", MANY / 1e6, "million", ""),
        ("store (`outputs/.cache`)", "store_bytes", MANY / GIB, "GiB", "bytes"),
        ("files of the store", "store_files", MANY / 1e6, "million", ""),
        ("manifest", "manifest_bytes", MANY / MIB, "MiB", "bytes"),
        ("reading and rewriting the manifest, each build", "manifest_seconds", MANY, "s", "s"),
        ("a build with nothing to do", "idle_seconds", MANY / MINUTE, "min", "s"),
    )
    told = [
        f"| {what} | {one[key]:,.4g} {unit} | {one[key] * factor:,.3g} {large} |"
        if key in one
        else f"| {what} | {UNMEASURED} | |"
        for what, key, factor, large, unit in lines
    ]
    return "\n".join([f"| what | one article | {MANY:,} articles |", "|---|---|---|", *told])


def documents(results: Results) -> dict[Path, str]:
    """The documents as they are to be, each by its path."""
    on = f"Machine: {results['machine'] or UNMEASURED}."
    found = {}
    for name, text in (("benchmarks.md", table(results)), ("scale.md", scale(results))):
        path = DOCS / name
        old = path.read_text(encoding="utf-8")
        begin, end = (re.search(f"<!-- {word}: benchmarks/results.json -->\n", old) for word in MARKS)
        assert begin
        assert end
        found[path] = f"{old[: begin.end()]}{text}\n\n{on}\n{old[end.start() :]}"
    return found


def write(results: Results) -> None:
    """Keep what was measured, and put it into the documents."""
    FILE.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for path, text in documents(results).items():
        path.write_text(text, encoding="utf-8")
