"""What holds for every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from pcss_publish.builder import make
from pcss_publish.builder.executors import Means
from pcss_publish.builder.outcome import Result
from pcss_publish.builder.project import open_project
from pcss_publish.cli import run
from projects import article

# The same examples every time, and no clock: a test that fails here fails everywhere.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project folder with two articles."""
    root = tmp_path / "project"
    (root / "sources").mkdir(parents=True)
    (root / "pcss.toml").write_text('[build]\nformats = ["epub", "newsletter"]\n', encoding="utf-8")
    (root / "sources" / "one.txt").write_text(article(), encoding="utf-8")
    (root / "sources" / "two.txt").write_text(article("Is It Early?", answer="A little."), encoding="utf-8")
    return root


@pytest.fixture
def build(folder: Path) -> Callable[..., Result]:
    """Build the project, or the sources named."""

    def call(*names: str, **options: object) -> Result:
        paths = [folder / "sources" / name for name in names] or None
        means = Means("serial")  # so that a test can plant a fault in this process
        return make.build(open_project(folder), paths, make.Options(means=means, **options))  # type: ignore[arg-type]

    return call


@pytest.fixture
def cli(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the command line inside the project."""
    monkeypatch.chdir(folder)
    return lambda *args: run([str(arg) for arg in args])
