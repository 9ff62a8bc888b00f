"""The rows of the table: what is measured against what, and how high the ratio may be (issues 3 and 5)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple

import measure
from measure import FOLDER, Spent
from stage import PLAIN, Project, Stage

ALONE = 5  # articles that go through cold processes, one by one
EDITED = "One more look was taken, in round {}."


class Pair(NamedTuple):
    """Ours and theirs."""

    ours: Spent
    theirs: Spent


class Row(NamedTuple):
    """One row.

    Attributes:
        what: what is measured; {names} are those of ``stage.Counts``.
        against: what it is held against.
        most: what the ratio may be; None for a row that is told for completeness.
        memory: whether the ratio is that of memory.
    """

    what: str
    against: str
    most: float | None
    pair: Callable[[Stage], Pair]
    memory: bool = False


def rendering(stage: Stage) -> Pair:
    """All formats, in two warm workers each."""
    with (
        stage.ours("all", 2, stage.out("ours")) as ours,
        stage.bare(2, stage.out("bare")) as bare,
    ):
        return Pair(*measure.shared(stage.different.names, ours, bare))


def pandoc(stage: Stage) -> Pair:
    """The whole build, over make and pandoc."""
    out, weasyprint = stage.out("pandoc"), stage.program("weasyprint")
    given = {
        "NAMES": " ".join(stage.different.names), "READY": stage.ready, "OUT": out,
        "PANDOC": stage.pandoc, "WEASYPRINT": weasyprint,
    }  # fmt: skip
    words = [
        *(f"{name}={value}" for name, value in given.items()),
        f"NAMES={' '.join(stage.different.names)}",
    ]
    ours = stage.build(stage.different)
    return Pair(ours, measure.run("make", "-j2", "-f", FOLDER / "pandoc.mk", *words, env=PLAIN))


def _cold(stage: Stage, ours: Callable[[str], tuple[object, ...]]) -> Pair:
    """One article after the other to PDF, each in a process of its own."""
    out, weasyprint, names = stage.out("cold"), stage.program("weasyprint"), stage.some(ALONE)

    def each() -> Spent:
        return sum((measure.run(*ours(name), cwd=stage.different.root) for name in names), Spent())

    def theirs() -> Spent:
        found = Spent()
        for name in names:
            here = stage.ready / name
            page = (here / "page.html", out / f"{name}.pdf", "--stylesheet", here / "page.css")
            found += measure.run(weasyprint, *page, env=PLAIN)
        return found

    return Pair(*measure.turns(stage.counts.rounds, each, theirs))


def cold_gated(stage: Stage) -> Pair:
    """Read, decided, rendered and passed by the gate."""
    out = stage.out("gated")
    return _cold(
        stage, lambda name: (sys.executable, FOLDER / "gated.py", f"sources/{name}.txt", out / f"{name}.pdf")
    )


def cold_export(stage: Stage) -> Pair:
    """The command as a user gives it, which proves the PDF too."""
    out, program = stage.out("export"), stage.program("pcss-publish")
    return _cold(
        stage, lambda name: (program, "export", f"sources/{name}.txt", "-t", "pdf", "-o", out / f"{name}.pdf")
    )


def typst(stage: Stage) -> Pair:
    """PDFs in one warm process."""
    with stage.ours("pdf", 1, stage.out("pdf")) as ours, stage.typeset(stage.out("typst")) as theirs:
        return Pair(*measure.shared(stage.different.names, ours, theirs))


def checking(stage: Stage) -> Pair:
    """Gate and proof, over the rendering of the same PDFs."""
    out = stage.out("pdf")
    with stage.ours("pdf", 1, out) as pdf, stage.ours("check", 1, out) as check:
        rendered, checked = measure.shared(stage.different.names, pdf, check)
    return Pair(checked, rendered)


def idle(stage: Stage) -> Pair:
    """A build with nothing to do, over reading and hashing sources and products."""
    project, _ = stage.many
    hashed = (sys.executable, FOLDER / "hashed.py", project.root / "sources", project.outputs)
    return Pair(
        *measure.turns(stage.counts.rounds, lambda: stage.build(project), lambda: measure.run(*hashed))
    )


def edited(stage: Stage) -> Pair:
    """One article edited: over a build with nothing to do and a cold build of that article alone."""
    project, _ = stage.many
    found = [_edit(stage, project, number) for number in range(stage.counts.rounds)]
    ours, theirs = zip(*found, strict=True)
    return Pair(measure.median(ours), measure.median(theirs))


def _edit(stage: Stage, project: Project, number: int) -> Pair:
    source = project.sources[(number + 1) * len(project.sources) // (stage.counts.rounds + 1)]
    nothing = stage.build(project)
    text = source.read_text(encoding="utf-8")
    longest = max(text.splitlines(), key=len)
    source.write_text(text.replace(longest, f"{longest.rstrip()} {EDITED.format(number)}"), encoding="utf-8")
    ours = stage.build(project)
    alone = stage.folder / f"alone-{number}"
    (alone / "sources").mkdir(parents=True)
    shutil.copy(project.root / "pcss.toml", alone)
    shutil.copy(source, alone / "sources")
    one = Project(alone, (source,))
    engines = stage.build(one) - stage.build(one)
    return Pair(ours, nothing + engines)


def help_(stage: Stage) -> Pair:
    """The command line's answer, over the import of what it is made with."""
    program = stage.program("pcss-publish")
    return Pair(
        *measure.turns(
            4 * stage.counts.rounds,
            lambda: measure.run(program, "--help"),
            lambda: measure.run(sys.executable, "-c", "import click"),
        )
    )


def memory(stage: Stage) -> Pair:
    """The largest process of a long build, over that of a short one."""
    _, many = stage.many
    return Pair(many, stage.build(stage.project("few", stage.counts.few)))


def packing(stage: Stage) -> Pair:
    """The EPUB of one issue, over zlib (``packed.py``)."""
    project = stage.project("issue", stage.counts.issue)
    command = [sys.executable, str(FOLDER / "packed.py"), str(project.root), str(stage.counts.rounds)]
    said = subprocess.run(command, check=True, capture_output=True).stdout
    return Pair(*(Spent(**one) for one in json.loads(said)))


ROWS = {
    "1": Row(
        "all formats of {articles} different articles, 2 warm workers, gate and proof apart",
        "WeasyPrint (fonts and style sheets shared), EbookLib, css-inline on ready markup, 2 warm processes",
        0.75, rendering,
    ),
    "2": Row(
        "the same, whole cold build: reading, gate, proof, writing",
        "`make -j2` over one `pandoc` call for each format of each article",
        0.35, pandoc,
    ),
    "3": Row(
        f"one article to PDF, cold process, gate included (sum of {ALONE} articles)",
        "the `weasyprint` command on the same HTML, CSS and fonts",
        0.80, cold_gated,
    ),
    "3a": Row("the same by `pcss-publish export`, proof too", "the same", None, cold_export),
    "4": Row(
        "PDFs of the {articles}, one warm process",
        "pandoc and Typst, plain two columns, one warm process",
        5, typst,
    ),
    "5": Row("gate and proof of the {articles} PDFs", "rendering them", 0.35, checking),
    "6": Row(
        "nothing to do over {many} articles",
        "reading and hashing their sources and products in one loop, interpreter start",
        3, idle,
    ),
    "7": Row(
        "one article edited out of {many}", "nothing to do, and that article's own engine work", 1.3, edited
    ),
    "8": Row("`pcss-publish --help`", '`python -c "import click"`', 3, help_),
    "9": Row("peak memory, build of {many} articles", "of {few} articles", 1.3, memory, memory=True),
    "11": Row("writing the EPUB of an issue of {issue} articles", "compressing the same bytes", 2.2, packing),
}  # fmt: skip
