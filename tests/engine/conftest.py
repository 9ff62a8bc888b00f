"""What the tests of the engine share."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from pcss_publish.builder.article import Article
from pcss_publish.builder.export import export_article
from pcss_publish.builder.project import Project
from pcss_publish.exporters.base import Export


@pytest.fixture
def exported(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Article and format of each export that a build in this process runs, in their order."""
    calls: list[tuple[str, str]] = []
    whole = export_article

    def export(article: Article, project: Project, fmt: str, given: Mapping[str, bytes]) -> Export:
        calls.append((article.slug, fmt))
        return whole(article, project, fmt, given)

    monkeypatch.setattr("pcss_publish.builder.maker.export_article", export)
    return calls


@pytest.fixture
def theme(folder: Path) -> Path:
    """The project's own theme, a copy of the shipped one."""
    shipped = Path(str(files("pcss_publish").joinpath("themes", "magazine")))
    shutil.copytree(shipped, folder / "theme")
    config = folder / "pcss.toml"
    config.write_text(config.read_text(encoding="utf-8") + 'theme = "./theme"\n', encoding="utf-8")
    return folder / "theme"
