"""A build with nothing to do starts without what reads, lays out and writes articles."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pcss_publish.builder.outcome import Result

LOADED = """
import sys
from pcss_publish.cli import run
assert run(["build", "--executor", "serial"]) == 0
heavy = ("pcss_publish.readers", "pcss_publish.normalization", "pcss_publish.exporters", "weasyprint", "pypandoc", "ebooklib")
print(*sorted({name for name in sys.modules if name.startswith(heavy)}))
"""


def test_nothing_to_do_loads_no_reader_and_no_engine(folder: Path, build: Callable[..., Result]) -> None:
    assert {one.status for one in build().outcomes} == {"built"}
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=folder, capture_output=True, text=True, check=True
    )
    assert "2 unchanged" in done.stderr + done.stdout
    assert done.stdout.split("\n")[-2].split() == []
