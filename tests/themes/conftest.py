"""What the tests of themes share."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes import house


@pytest.fixture
def project(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, the working directory, whose theme a house made by ``theme new``."""
    monkeypatch.chdir(folder)
    house.made_new(folder)
    config = folder / "pcss.toml"
    config.write_text(config.read_text(encoding="utf-8") + 'theme = "house"\n', encoding="utf-8")
    return folder
