"""A preview of a project with two small articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from previews import Live, running
from projects import article


@pytest.fixture
def live(folder: Path) -> Iterator[Live]:
    """Of a test's own, to be changed."""
    with running(folder) as preview:
        yield preview


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Of a whole file of tests, built, and only to be looked at."""
    root = tmp_path_factory.mktemp("shown") / "project"
    (root / "sources").mkdir(parents=True)
    (root / "pcss.toml").write_text('[build]\nformats = ["epub", "newsletter"]\n', encoding="utf-8")
    (root / "sources" / "one.txt").write_text(
        article(answer="Not yet, as we said recently."), encoding="utf-8"
    )
    with running(root) as preview:
        preview.rows()
        yield preview
