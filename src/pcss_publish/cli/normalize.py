"""``pcss-publish normalize``."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

import click

from pcss_publish.cli import console, options, tables


@click.command("normalize")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", default="-", help="File to write; - (the default) is standard output.")
@click.option("--encoding", help="Encoding of the source, where it is not UTF-8.")
@click.option(
    "--pictures",
    type=click.Path(path_type=Path),
    help="Folder to write the pictures of a Word, ODT or RTF file to.",
)
@click.option("--show-dropped", is_flag=True, help="Write what no product shows instead, with its place.")
@options.reading
def command(
    source: Path,
    output: str,
    encoding: str | None,
    pictures: Path | None,
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
    received = source_bytes(source)
    said = guided(desk_of(source, project), options.guidance(profile, comments_from))
    document, found = import_source(source, received, project, encoding, said)
    if pictures is not None:
        _write_pictures(received, source.name, pictures)
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


def _write_pictures(data: bytes, name: str, folder: Path) -> None:
    """Write each picture that lies within a file, under a name that the file cannot choose freely."""
    from pcss_publish.builder import files
    from pcss_publish.readers import office

    for number, picture in enumerate(office.pictures_in(data, name), 1):
        kind = re.sub(r"[^a-z0-9]", "", PurePosixPath(picture.name).suffix.lower()) or "bin"
        target = folder / f"{PurePosixPath(name).stem}-{number}.{kind}"
        files.write(target, picture.data or b"")
        console.note(f"{target}: {picture.name}, {len(picture.data or b''):,} bytes, sha256 {picture.digest}")
