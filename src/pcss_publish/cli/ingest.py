"""``pcss-publish ingest``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcss_publish.cli import console, options

if TYPE_CHECKING:
    from pcss_publish.builder.ingest import Intake
    from pcss_publish.builder.project import Project


@click.command("ingest")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--slug", default="", help="Name of the one article, instead of its title's words.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken in, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="What became of each file as JSON on standard output.")
@options.reading
def command(
    files: tuple[str, ...],
    slug: str,
    dry_run: bool,
    as_json: bool,
    profile: str | None,
    comments_from: int | None,
) -> int:
    """Bring articles into the project's sources, and say what was understood of each.

    A FILE is a copied text, a saved page, Markdown or whatever else can be read, a folder or a ZIP archive of
    them, a WordPress export of many posts, or - for standard input. Their bytes are kept as they are, nothing
    is overwritten, and one broken file stops no other. --profile and --comments-from are written into the
    desk file.
    """
    from pcss_publish.builder.ingest import Wishes, ingest
    from pcss_publish.builder.project import find_root, open_project

    project = open_project(find_root(Path.cwd()), os.environ)
    wishes = Wishes(slug, options.guidance(profile, comments_from), dry_run)
    total = ingest(files, project, wishes, sys.stdin.buffer, console.taken)
    if as_json:
        console.output(total.model_dump_json(indent=1).encode() + b"\n")
        return total.exit_code
    console.ingested(total, project.root)
    if not dry_run:
        _offer_desks(total, project)
    return total.exit_code


def _offer_desks(total: Intake, project: Project) -> None:
    """On a terminal, offer to begin the desk files; scripts are never asked."""
    asked = [row for row in total.rows if row.status == "new" and row.article and row.article.open]
    if not asked or not console.is_plain() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    from pcss_publish.builder.ingest.desk import begin_desk

    if click.confirm("Write desk files to begin with?", default=False, err=True):
        for row in asked:
            console.note(f"{begin_desk(project.root / row.file, project)}: all of it is commented out")
