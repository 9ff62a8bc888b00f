"""The preview, used in a browser as an editor uses it: list, views, an edit, keys, and axe over all of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import system

from . import Complaint
from .tools import HERE, Tools

PAGE = HERE.parents[1] / "src" / "pcss_publish" / "preview" / "page" / "preview.html"
ARTICLE = """Garden Notes

Ask the Gardener: {}

by The Gardener | May 4, 2021

A reader asked a question:

1) Is it too late to sow?

Answer: Not yet.

Funding for this initiative was made possible (in part) by the Meadow Trust (TEST-0001).
"""


def use(tools: Tools, plant: str = "") -> Iterator[Complaint]:
    """Everything that goes wrong; ``plant`` names a fault that ``preview.mjs`` puts in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "sources").mkdir()
        (folder / "pcss.toml").write_text('[publication]\nname = "Garden Notes"\n', encoding="utf-8")
        for slug in ("early", "late"):
            (folder / "sources" / f"{slug}.txt").write_text(
                ARTICLE.format(f"Is It {slug}?"), encoding="utf-8"
            )
        with _served(folder) as url:
            source = folder / "sources" / "early.txt"
            done = system.attempt(tools.node, HERE / "preview.mjs", tools.chromium, url, source, plant)
    if done.returncode:
        yield Complaint("preview", PAGE, f"did not run: {done.stderr.strip()[-400:]}")
        return
    for message in json.loads(done.stdout):
        yield Complaint("preview", PAGE, message)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    program = Path(sys.executable).with_name("pcss-publish")
    command = [str(program), "preview", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            yield re.findall(r"http://\S+", process.stderr.readline())[0]
        finally:
            process.terminate()
