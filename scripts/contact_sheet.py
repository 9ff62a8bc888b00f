"""Make the contact sheet of docs/pdf.md: every page of the PDFs of all articles in tests/cases/articles.

Usage: ``python scripts/contact_sheet.py``. The order is that of the articles' names, and of their pages.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

import system
from pcss_publish.builder import make
from pcss_publish.builder.executors import Means
from pcss_publish.builder.project import open_project

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "tests" / "cases" / "articles"
SHEET = ROOT / "docs" / "pictures" / "contact-sheet.png"
POLICY = '[publication]\nname = "The Test Quarterly"\n[build]\nformats = ["pdf"]\n'
SCALE = 0.3  # of a page, in pixels a point
ACROSS, GAP = 9, 8
GROUND, COLOURS = "#d8dcdd", 64


def main() -> int:
    """Make the sheet; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "sources").mkdir()
        for path in sorted(ARTICLES.glob("*.txt")):
            shutil.copy(path, root / "sources")
        (root / "pcss.toml").write_text(POLICY, encoding="utf-8")
        total = make.build(open_project(root), None, make.Options(means=Means("local")))
        if total.exit_code:
            system.say("an article failed; run `make test`")
            return 1
        pages = [page for path in sorted((root / "outputs").glob("*/*.pdf")) for page in _pages(path)]
    sheet = _laid_out(pages)
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(SHEET, optimize=True)
    system.say(f"{SHEET.name}: {len(pages)} pages, {sheet.width} x {sheet.height}")
    return 0


def _pages(path: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.render(scale=SCALE).to_pil().convert("RGB") for page in pdf]


def _laid_out(pages: list[Image.Image]) -> Image.Image:
    width, height = (max(size) + GAP for size in zip(*(page.size for page in pages), strict=True))
    down = -(-len(pages) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * width + GAP, down * height + GAP), GROUND)
    for number, page in enumerate(pages):
        sheet.paste(page, (GAP + number % ACROSS * width, GAP + number // ACROSS * height))
    return sheet


if __name__ == "__main__":
    sys.exit(main())
