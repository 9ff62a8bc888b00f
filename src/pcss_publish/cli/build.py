"""``pcss-publish build``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcss_publish.catalogue import EXECUTORS, known
from pcss_publish.cli import console, progress
from pcss_publish.cli.options import JOBS, OUTPUT_PROFILE
from pcss_publish.errors import UsageError

if TYPE_CHECKING:
    from pcss_publish.builder.make import Options


@click.command("build")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-t", "--to", help="Formats, comma-separated (pdf, epub, newsletter, docx, icml, press, archive)."
)
@click.option("--output-dir", type=click.Path(path_type=Path), help="Instead of outputs/.")
@OUTPUT_PROFILE
@click.option("--release", is_flag=True, help="Refuse articles with open blocking queries.")
@click.option(
    "--strict",
    is_flag=True,
    help="Exit 1 while any blocking finding or warning is open, and name them. Builds nevertheless.",
)
@click.option("-j", "--jobs", type=JOBS, help="Workers; by default as `make -j` says, else all processors.")
@click.option(
    "--executor", type=click.Choice(list(EXECUTORS)), default="local", help="Where the work is done."
)
@click.option("--scheduler", default="", help="Address of a Dask scheduler, for --executor dask.")
@click.option(
    "--shard", metavar="K/N", help="Only part K of N, for batch systems; `pcss-publish merge` joins them."
)
@click.option("--watch", is_flag=True, help="Build again whenever something changes; Ctrl-C ends.")
@click.option("--no-wait", is_flag=True, help="Exit 75 at once if another build is at work here.")
def command(
    sources: tuple[Path, ...],
    to: str | None,
    output_dir: Path | None,
    output_profile: Path | None,
    release: bool,
    strict: bool,
    jobs: int | None,
    executor: str,
    scheduler: str,
    shard: str | None,
    watch: bool,
    no_wait: bool,
) -> int:
    """Build all formats of all sources, or of those named, into outputs/.

    Only a build of the whole project (no SOURCE) removes products whose source is gone.
    """
    formats = None if to is None else known(name.strip() for name in to.split(",") if name.strip())

    if watch and (sources or shard or output_profile):
        hint = "Leave the sources, --shard and --output-profile out."
        raise UsageError("--watch builds the whole project as configured", hint=hint)

    from pcss_publish.builder import make, shards
    from pcss_publish.builder.executors import Means
    from pcss_publish.builder.project import find_root, open_project

    means = Means(executor, jobs, scheduler)
    part = shards.parse(shard) if shard else None
    options = make.Options(formats, release, strict, wait=not no_wait, means=means, shard=part)
    if watch:
        return _watch(find_root(Path.cwd()), options, output_dir)
    start = sources[0].resolve().parent if sources else Path.cwd()
    project = open_project(find_root(start), os.environ, outputs=output_dir, output_profile=output_profile)
    total = make.build(project, sources or None, options, progress.Progress())
    console.result(total)
    return total.exit_code


def _watch(root: Path, options: Options, outputs: Path | None) -> int:
    from pcss_publish.cli.watching import Terminal
    from pcss_publish.preview import require
    from pcss_publish.preview.loop import Loop

    require("watchfiles")
    with Loop(root, os.environ, Terminal(), options, outputs) as loop:
        loop.run()
    return 0
