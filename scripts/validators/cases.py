"""Every article of the tests, and an issue of them all, as PDFs."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import system

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases"
FOLDERS = ("articles", "articles-tuning")
ISSUE = 'title = "All of them"\nvolume = 1\nnumber = "1"\ndate = 2031-12-01\narticles = {}\n'


def build(root: Path) -> list[Path]:
    """Build them below ``root``.

    Returns:
        The PDFs, in the order of their names.

    Raises:
        system.SetUpError: the build failed; the message holds the end of what it said.
    """
    sources = root / "sources"
    sources.mkdir(parents=True)
    (root / "issues").mkdir()
    (root / "pcss.toml").write_text('[publication]\nname = "The Test Quarterly"\n', encoding="utf-8")
    texts = sorted(path for name in FOLDERS for path in (CASES / name).glob("*.txt"))
    for path in texts:
        shutil.copy(path, sources)
    names = json.dumps([path.stem for path in texts])
    (root / "issues" / "all.toml").write_text(ISSUE.format(names), encoding="utf-8")
    system.run(Path(sys.executable).with_name("pcss-publish"), "build", "-t", "pdf", cwd=root)
    return sorted((root / "outputs").glob("*/*.pdf"))
