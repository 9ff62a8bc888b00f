"""``pcss-publish normalize``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pcss_publish.cli import console, options, tables


@click.command("normalize")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", default="-", help="File to write; - (the default) is standard output.")
@click.option("--encoding", help="Encoding of the source, where it is not UTF-8.")
@click.option("--show-dropped", is_flag=True, help="Write what no product shows instead, with its place.")
@options.reading
def command(
    source: Path,
    output: str,
    encoding: str | None,
    show_dropped: bool,
    profile: str | None,
    comments_from: int | None,
) -> int:
    """Write the document model of SOURCE as JSON, ledger and all.

    To a file that ends in .md it is written as Markdown, to be gone over by hand. Both are themselves
    valid as SOURCE. What the reader found doubtful is reported.
    """
    from pcss_publish.builder import files
    from pcss_publish.builder.article import desk_of, guided, import_source, source_bytes
    from pcss_publish.builder.project import find_root, open_project
    from pcss_publish.readers import markdown

    project = open_project(find_root(source.resolve().parent), os.environ)
    data = source_bytes(source)
    said = guided(desk_of(source, project), options.guidance(profile, comments_from))
    document, found = import_source(source, data, project, encoding, said)
    data = document.model_dump_json(indent=1).encode() + b"\n"
    if output.endswith(".md"):
        data = markdown.write(document).encode()
    if show_dropped:
        data = "".join(f"{line}\n" for line in tables.unshown(document)).encode()
    if output == "-":
        console.output(data)
    else:
        files.write_named(Path(output), data)
    console.findings(one for one in found if one.blocking)
    return 0
