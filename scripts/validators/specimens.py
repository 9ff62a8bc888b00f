"""All test articles and two issues of them, built as a user builds them in each theme, to be validated."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import system

from . import Products

ARTICLES = Path(__file__).resolve().parents[2] / "tests" / "cases" / "articles"
POLICY = """[publication]
name = "The Test Quarterly"
publisher = "Test Society"
rights = "Printed with the permission of the Test Society."
postal_address = "1 Example Street, Northholm"

[newsletter]
unsubscribe = "https://example.org/leave"

[build]
formats = ["pdf", "epub", "newsletter"]
theme = "{theme}"
"""
THEMES = ("magazine", "plain")
ISSUE = 'title = "{title}"\nvolume = 3\nnumber = {number}\ndate = 2031-12-01\nissn = "1234-5679"\n'


def built(folder: Path) -> Products:
    """Build them in an empty folder; each EPUB has its PDF beside it.

    Raises:
        system.SetUpError: the build failed.
    """
    first, *others = (_in_theme(folder / theme, theme) for theme in THEMES)
    return sum(others, first)


def _in_theme(folder: Path, theme: str) -> Products:
    sources = sorted(ARTICLES.glob("*.txt"))
    (folder / "sources").mkdir(parents=True)
    (folder / "issues").mkdir()
    for path in sources:
        shutil.copy(path, folder / "sources")
    (folder / "pcss.toml").write_text(POLICY.format(theme=theme), encoding="utf-8")
    halves = {"One half": sources[::2], "The other half": sources[1::2]}
    for number, (title, some) in enumerate(halves.items(), 1):
        (folder / "issues" / f"issue-{number}.toml").write_text(_issue(title, number, some), encoding="utf-8")
    system.run(Path(sys.executable).with_name("pcss-publish"), "build", cwd=folder)
    return Products.below(folder / "outputs")


def _issue(title: str, number: int, sources: list[Path]) -> str:
    """An issue file: all articles but the first in a department."""
    first, *rest = [path.stem for path in sources]
    names = ", ".join(f'"{name}"' for name in rest)
    head = ISSUE.format(title=title, number=number)
    return f'{head}articles = ["{first}"]\n\n[[department]]\nname = "Questions"\narticles = [{names}]\n'
