"""``pcss-publish export``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pcss_publish.catalogue import FORMATS
from pcss_publish.cli import console, options
from pcss_publish.errors import UsageError


@click.command("export")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-t", "--to", type=click.Choice(list(FORMATS)), required=True, help="The format.")
@click.option("-o", "--output", help="File to write (default: SLUG.SUFFIX); - is standard output.")
@click.option("--release", is_flag=True, help="Refuse an article with open blocking queries.")
@click.option("--encoding", help="Encoding of the source, where it is not UTF-8.")
@options.OUTPUT_PROFILE
@options.reading
def command(
    source: Path,
    to: str,
    output: str | None,
    release: bool,
    encoding: str | None,
    output_profile: Path | None,
    profile: str | None,
    comments_from: int | None,
) -> int:
    """Export one article to one format.

    The file is proved before it is written (DOCX and ICML, meant for further work, are not). A
    newsletter is its HTML; `build` also writes its text alternative and the fragment.
    """
    if output == "":
        raise UsageError("--output is empty", hint="Name a file, or - for standard output.")

    from pcss_publish.builder import files, single
    from pcss_publish.builder.project import find_root, open_project, slug_of
    from pcss_publish.proof import provable

    project = open_project(find_root(source.resolve().parent), os.environ, output_profile=output_profile)
    said = options.guidance(profile, comments_from)
    data, article = single.export(source, project, to, release=release, encoding=encoding, guidance=said)
    if output == "-":
        console.output(data)
        return 0
    path = Path(output or f"{slug_of(source)}{FORMATS[to].suffixes[0]}")
    files.write_named(path, data)
    proved = (
        f"{len(article.published.units())} texts proved"
        if provable(FORMATS[to].suffixes[0])
        else "not proved"
    )
    console.note(f"{path}: {article.published.state}, {proved}")
    console.findings(article.blocking)
    return 0
