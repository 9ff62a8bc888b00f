"""Writing the EPUB of a large issue, over compressing the same bytes: in one process, in turns.

usage: python benchmarks/packed.py PROJECT ROUNDS

The book is composed before the clock starts, with a page list (two pages an article); what is measured goes
from composed documents to the bytes of the file. Theirs is zlib alone, at the same level, on what that file
holds compressed.
"""

from __future__ import annotations

import io
import json
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import measure
from measure import Spent
from pcss_publish.builder.issue import open_issue
from pcss_publish.builder.project import open_project
from pcss_publish.engines import ebook
from pcss_publish.engines.starts import Start
from pcss_publish.exporters import issue_epub, page_map
from pcss_publish.exporters.base import IssueJob
from pcss_publish.model import PublishedIssue, element_id
from pcss_publish.model.issue import placed

LEVEL = 9
ISSUE = "whole"


def main(root: Path, rounds: int) -> None:
    """Print what both cost, as JSON."""
    package = composed(root)
    data = ebook.pack(package)
    texts = list(compressed(data))
    sides = partial(ebook.pack, package), partial(deflate, texts)
    pair = measure.turns(rounds, *(partial(spent, side) for side in sides))
    print(json.dumps([vars(one) for one in pair]))


def composed(root: Path) -> ebook.Package:
    """The issue of all articles of a project, up to where it is packed."""
    names = ", ".join(f'"{path.stem}"' for path in open_project(root).discover())
    (root / "issues").mkdir(exist_ok=True)
    path = root / "issues" / f"{ISSUE}.toml"
    path.write_text(f'title = "All of them"\narticles = [{names}]\n', encoding="utf-8")
    project = open_project(root)
    issue = open_issue(path, project).published
    artefacts = {page_map.NAME: page_map.encoded(list(pages(issue)))}
    return issue_epub.package(IssueJob(issue, project.theme, project.config, artefacts=artefacts)).package


def pages(issue: PublishedIssue) -> Iterator[tuple[Start, ...]]:
    """Two an article, which begin with its first text and with that in its middle."""
    for number, one in issue.numbered():
        units = placed(number, one.units())
        for unit in (units[0], units[len(units) // 2]):
            yield (Start(element_id(unit.id), 0),)


def compressed(data: bytes) -> Iterator[bytes]:
    """What a file holds compressed, as it was before."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for item in archive.infolist():
            if item.compress_type == zipfile.ZIP_DEFLATED:
                yield archive.read(item)


def deflate(texts: list[bytes]) -> None:
    """Compress each as a ZIP holds it."""
    for text in texts:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packer.compress(text)
        packer.flush()


def spent(work: Callable[[], object]) -> Spent:
    """What something costs in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
