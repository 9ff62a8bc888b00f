"""``pcss-publish check``."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pcss_publish.cli import console
from pcss_publish.errors import PublishError, UsageError

if TYPE_CHECKING:
    from pcss_publish.findings import Finding


@click.command("check")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The findings as one JSON array on standard output.")
@click.option("--desk", is_flag=True, help="Print a desk file to start from, for what is open, instead.")
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too, not only for what blocks a release.")
@click.option("--encoding", help="Encoding of the sources, where it is not UTF-8.")
def command(sources: tuple[Path, ...], as_json: bool, desk: bool, strict: bool, encoding: str | None) -> int:
    """List what is wrong, doubtful or absent, without building.

    Exit 1 if something blocks a release. An issue file stands for its articles. docs/findings.md explains
    every code. With --desk, standard output gets a table for each open finding, commented out, to paste
    into the desk file.
    """
    if as_json and desk:
        raise UsageError("--json and --desk exclude each other", hint="Ask for one after the other.")
    from pcss_publish.builder.article import open_article
    from pcss_publish.builder.issue import sources_of
    from pcss_publish.builder.project import find_root, open_project
    from pcss_publish.desk import skeleton

    start = sources[0].resolve().parent if sources else Path.cwd()
    project = open_project(find_root(start), os.environ)
    found: list[Finding] = []
    codes: set[int] = set()
    paths: dict[Path, None] = dict.fromkeys(project.discover() if not sources else ())
    for path in sources or project.issues():
        try:
            paths |= dict.fromkeys(sources_of(path, project) if project.is_issue(path) else (path,))
        except PublishError as error:
            console.error(error)
            codes.add(error.exit_code)
    for path in paths:
        try:
            article = open_article(path, project, encoding)
        except PublishError as error:
            console.error(error)
            codes.add(error.exit_code)
            continue
        file = project.desk_file(path)
        if desk:
            console.output(skeleton(article.decided, article.desk, file.name).encode() + b"\n")
        elif not as_json:
            console.checked(path, article.findings, file, apart=bool(found))
        found += article.findings
    if as_json:
        rows = [one.row() for one in found]
        console.output(json.dumps(rows, indent=1, ensure_ascii=False).encode() + b"\n")
    if not desk and any(one.blocking or (strict and one.severity == "warn") for one in found):
        codes.add(1)
    return 0 if not codes else codes.pop() if len(codes) == 1 else 1
