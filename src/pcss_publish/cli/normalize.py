"""``pcss-publish normalize``."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

import click

from pcss_publish.cli import console


@click.command("normalize")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", default="-", help="File to write; - (the default) is standard output.")
@click.option("--encoding", help="Encoding of the source, where it is not UTF-8.")
@click.option(
    "--pictures",
    type=click.Path(path_type=Path),
    help="Folder to write the pictures of a Word, ODT or RTF file to.",
)
@click.option("--show-dropped", is_flag=True, help="Write the lines left out as page furniture instead.")
def command(
    source: Path, output: str, encoding: str | None, pictures: Path | None, show_dropped: bool
) -> int:
    """Write the document model of SOURCE as JSON, ledger and all.

    To a file that ends in .md it is written as Markdown, to be gone over by hand. Both are themselves
    valid as SOURCE. What the reader found doubtful is reported.
    """
    from pcss_publish.builder import files
    from pcss_publish.builder.article import import_source, source_bytes
    from pcss_publish.builder.project import find_root, open_project
    from pcss_publish.model.ledger import dropped
    from pcss_publish.readers import markdown

    project = open_project(find_root(source.resolve().parent), os.environ)
    received = source_bytes(source)
    document, found = import_source(source, received, project, encoding)
    if pictures is not None:
        _write_pictures(received, source.name, pictures)
    data = document.model_dump_json(indent=1).encode() + b"\n"
    if output.endswith(".md"):
        data = markdown.write(document).encode()
    if show_dropped:
        lines = [f"{line}: {part.text}\n" for line, part in dropped(document.ledger)]
        lines += [
            f"{one.place.line}: ({one.what}, {one.characters} characters, not kept)\n"
            for source in document.sources
            for one in source.dropped
        ]
        data = "".join(lines).encode()
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
