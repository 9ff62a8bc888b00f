"""Measures builds against the bare engines and others' tools; docs/benchmarks.md says what is in.

usage: python benchmarks/run.py [--only 1,5,10] [--articles N] [--many N] [--few N]
       [--issue N] [--rounds N] [--write]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import measure
import results
from rows import ROWS
from stage import Counts, Stage

SCALE = "10"
"""No ratio: what a large project weighs, for docs/scale.md."""


def main() -> None:
    """Measure the rows, print the tables, and write them if asked."""
    parser = argparse.ArgumentParser(
        description="Ratios of the builds to the bare engines and to others' tools."
    )
    parser.add_argument("--only", help="rows by number, with commas between; 10 is what docs/scale.md says")
    for name, count in Counts()._asdict().items():
        parser.add_argument(f"--{name}", type=int, default=count, help=f"by default {count}")
    parser.add_argument("--write", action="store_true", help="put what was measured into docs/")
    args = parser.parse_args()
    counts = Counts(args.articles, args.many, args.few, args.issue, args.rounds)
    wanted = args.only.split(",") if args.only else [*ROWS, SCALE]
    if unknown := set(wanted) - {*ROWS, SCALE}:
        parser.error(f"there is no row {', '.join(sorted(unknown))}")
    for name in [name for name in os.environ if name.startswith("MAKE")]:
        del os.environ[
            name
        ]  # else what `make benchmark` was called with would reach builds and pandoc's make
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's second run has its modules compiled
    measure.adopt()
    found = results.load()
    with tempfile.TemporaryDirectory(prefix="pcss-benchmark-") as name:
        stage = Stage(Path(name), counts)
        for row in wanted:
            _measure(stage, row, found)
            if args.write:
                results.write(found)
    print(f"{results.table(found)}\n\n{results.scale(found)}")


def _measure(stage: Stage, name: str, found: results.Results) -> None:
    print(f"row {name} …", file=sys.stderr, flush=True)
    if name == SCALE:
        found["scale"] = _scale(stage)
    else:
        found["rows"][name] = results.measured(ROWS[name].pair(stage), stage.counts)


def _scale(stage: Stage) -> dict[str, float]:
    project, spent = stage.many
    idle = stage.build(project)
    command = [sys.executable, str(measure.FOLDER / "scale.py"), str(project.outputs)]
    weighed: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    count = len(project.sources)
    return weighed | {"core_seconds": spent.cpu / count, "idle_seconds": idle.cpu / count}


if __name__ == "__main__":
    main()
