"""Where a run of the benchmarks takes place: projects, what is ready for the others, and the programs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import articles
import measure
from measure import FOLDER, Side, Spent

PACKAGE = articles.ROOT / "src" / "pcss_publish"
FONTS = PACKAGE / "themes" / "magazine" / "fonts"
PLAIN = {"FONTCONFIG_FILE": str(PACKAGE / "engines" / "fonts.conf"), "PYTHONWARNINGS": "ignore"}
"""The theme's fonts and no others, for the other side too: a machine's own fonts would cost it time."""


class Counts(NamedTuple):
    """How much is measured.

    Attributes:
        articles: different ones where engines are compared.
        many: articles of the large project.
        few: of the small one that its memory is held against.
        issue: of the issue whose EPUB is written.
        rounds: how often what can be repeated is.
    """

    articles: int = 200
    many: int = 1000
    few: int = 50
    issue: int = 500
    rounds: int = 5


class Project(NamedTuple):
    """A project and its sources."""

    root: Path
    sources: tuple[Path, ...]

    @property
    def outputs(self) -> Path:
        """Its products."""
        return self.root / "outputs"

    @property
    def names(self) -> tuple[str, ...]:
        """Its articles."""
        return tuple(path.stem for path in self.sources)


@dataclass(frozen=True)
class Stage:
    """One run's folder. What it holds is made when it is first asked for, before any clock runs."""

    folder: Path
    counts: Counts

    @staticmethod
    def program(name: str) -> Path:
        """A program of the environment.

        Raises:
            SystemExit: it is not there.
        """
        found = Path(sys.executable).with_name(name)
        if not found.is_file():
            sys.exit(f"{name} is missing beside {sys.executable}; `make benchmark` installs it.")
        return found

    @cached_property
    def pandoc(self) -> Path:
        """The program that pypandoc_binary brings along."""
        found = find_spec("pypandoc")
        assert found
        assert found.origin
        return Path(found.origin).parent / "files" / "pandoc"

    def project(self, name: str, count: int) -> Project:
        """A project of the first so many articles, unbuilt."""
        root = self.folder / name
        return Project(root, articles.write(root, count))

    @cached_property
    def different(self) -> Project:
        """The articles on which engines are compared."""
        return self.project("different", self.counts.articles)

    @cached_property
    def ready(self) -> Path:
        """See ``ready.py``. One article more than are measured: the one on which workers get warm."""
        folder = self.folder / "ready"
        project = self.project("more", self.counts.articles + 1)
        measure.run(sys.executable, FOLDER / "ready.py", project.root, folder)
        return folder

    @property
    def first(self) -> str:
        """What workers try their hand at; no engine that remembers has seen what is measured."""
        return articles.pages(self.counts.articles + 1)[-1].name.removesuffix(".txt")

    @cached_property
    def many(self) -> tuple[Project, Spent]:
        """The large project, built, and what that cost."""
        project = self.project("many", self.counts.many)
        return project, self.build(project)

    def out(self, name: str) -> Path:
        """An empty folder for what a side makes."""
        folder = self.folder / "out" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def build(self, project: Project) -> Spent:
        """What `pcss-publish build -j2` of a project costs."""
        return measure.run(self.program("pcss-publish"), "build", "-j", "2", cwd=project.root)

    def ours(self, work: str, width: int, out: Path) -> AbstractContextManager[Side]:
        """Our exporters, warm (``ours.py``)."""
        return measure.side("ours.py", work, self.different.root, self.ready, out, width, self.first)

    def bare(self, width: int, out: Path) -> AbstractContextManager[Side]:
        """The engines alone, warm (``bare.py``)."""
        return measure.side("bare.py", self.ready, out, width, self.first, env=PLAIN)

    def typeset(self, out: Path) -> AbstractContextManager[Side]:
        """Pandoc and Typst, warm (``typeset.py``)."""
        return measure.side("typeset.py", self.ready, out, self.pandoc, FONTS, self.first)

    def some(self, count: int) -> Sequence[str]:
        """Names of so many articles, spread over the different ones."""
        names = self.different.names
        return names[:: max(1, len(names) // count)][:count]
