"""An empty project, and a way to take files into it from a folder beside it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pcss_publish.builder.ingest import Intake, Wishes, ingest
from pcss_publish.builder.project import open_project
from pcss_publish.cli import run


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without sources, as the working directory."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "pcss.toml").write_text('[build]\nformats = ["newsletter"]\n', encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def take(empty: Path) -> Callable[..., Intake]:
    """Take files in; standard input is ``stdin``."""

    def call(*names: object, stdin: bytes = b"", **wishes: Any) -> Intake:
        project = open_project(empty)
        return ingest([str(name) for name in names], project, Wishes(**wishes), io.BytesIO(stdin))

    return call


@pytest.fixture
def told(empty: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., tuple[int, Any, str]]:
    """The command with ``--json``: its exit code, its JSON, and what it reported."""

    def call(*args: object) -> tuple[int, Any, str]:
        capfdbinary.readouterr()
        code = run(["ingest", "--json", *map(str, args)])
        captured = capfdbinary.readouterr()
        return code, json.loads(captured.out), captured.err.decode()

    return call
