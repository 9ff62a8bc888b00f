"""How much the pipeline costs over the bare engines, as ratios measured in one run.

usage: python benchmarks/run.py [SOURCE] [--rounds N]

Rows
    cold pdf     `pcss-publish export SOURCE -t pdf` in a new process, gate and proof included, over a new
                 process that gives the same markup, styles and fonts to WeasyPrint
    warm all     all formats in one warm process, proof included, over WeasyPrint, EbookLib and css-inline
                 on the same ready markup in the same process
    no-op        `pcss-publish build` with nothing to do, over the same bare work
Each figure is the median of the rounds; the two sides of a row take turns.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import bare
import css_inline

from pcss_publish.builder import make
from pcss_publish.builder.article import Article, open_article
from pcss_publish.builder.export import export_article
from pcss_publish.builder.project import Project, open_project
from pcss_publish.builder.proving import proved
from pcss_publish.compose.mail import compose_mail
from pcss_publish.compose.page import compose
from pcss_publish.exporters.base import Product
from pcss_publish.theme import Theme

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sources" / "ask-the-pcss-expert-naltrexone-cravings.txt"
COMMAND = [sys.executable, "-c", "from pcss_publish.cli import main; main()"]
BARE = Path(__file__).with_name("bare.py")


def clock(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pair(ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of both, taking turns so that a busy moment of the machine falls on both."""
    both = [(clock(ours), clock(bare)) for _ in range(rounds)]
    return statistics.median(a for a, _ in both), statistics.median(b for _, b in both)


def faces(theme: Theme) -> str:
    """The theme's fonts as rules of a style sheet."""
    rule = '@font-face{{font-family:"{}";src:url("{}");font-weight:{};font-style:{}}}'
    return "".join(rule.format(f.family, f.path.as_uri(), f.weight, f.style) for f in theme.fonts)


class Bare:
    """The engines alone, on markup that is ready."""

    def __init__(self, article: Article, project: Project, folder: Path) -> None:
        page = compose(article.published, project.theme, project.config)
        self.folder = folder
        (folder / "page.html").write_text(page.markup, encoding="utf-8")
        (folder / "page.css").write_text(faces(project.theme) + "".join(page.styles), encoding="utf-8")
        shown = len(article.published.document.comments.items)
        self.mail = compose_mail(article.published, project.theme, project.config, shown, {})
        book = export_article(article, project, "epub").products[".epub"].data
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            self.files = {
                n: archive.read(n) for n in archive.namelist() if n.startswith("EPUB/") and ".opf" not in n
            }

    def cold_pdf(self) -> None:
        """WeasyPrint in a new process."""
        subprocess.run([sys.executable, str(BARE), str(self.folder)], check=True, capture_output=True)

    def warm(self) -> None:
        """WeasyPrint, EbookLib and css-inline in this process."""
        bare.main(self.folder)
        self._epub()
        css_inline.CSSInliner(extra_css=self.mail.css, load_remote_stylesheets=False).inline(self.mail.html)

    def _epub(self) -> None:
        from ebooklib import epub

        book: Any = epub.EpubBook()
        for name, data in self.files.items():
            kind = "application/xhtml+xml" if name.endswith(".xhtml") else "application/octet-stream"
            item = epub.EpubItem(uid=name.replace("/", "-"), file_name=name, media_type=kind, content=data)
            book.add_item(item)
            if name.endswith(".xhtml"):
                book.spine.append(item)
        epub.write_epub(io.BytesIO(), book, {"epub3_pages": False, "epub3_landmark": False})


def all_formats(article: Article, project: Project) -> None:
    """Every usual format, proved."""
    products: dict[str, Product] = {}
    for name in ("pdf", "epub", "newsletter"):
        products |= export_article(article, project, name).products
    proved(article, project, products)


def command(*args: object) -> None:
    """The command line in a new process."""
    subprocess.run([*COMMAND, *map(str, args)], check=True, capture_output=True, cwd=ROOT)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="Ratios of the pipeline to the bare engines.")
    parser.add_argument("source", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = open_project(ROOT, outputs=folder / "outputs")
        article = open_article(args.source, project)
        engines = Bare(article, project, folder)
        ours = partial(all_formats, article, project)
        ours()
        engines.warm()
        make.build(project, [args.source], make.Options())
        cold = partial(command, "export", args.source, "-t", "pdf", "-o", folder / "ours.pdf")
        idle = partial(command, "build", args.source, "--output-dir", folder / "outputs")
        rows = {
            "one article to PDF, cold process, gate and proof included": pair(
                cold, engines.cold_pdf, args.rounds
            ),
            "all formats, warm, gate and proof included": pair(ours, engines.warm, args.rounds),
            "nothing to do, cold process": pair(idle, engines.warm, args.rounds),
        }
    print("| what | seconds | bare engines | ratio |\n|---|---|---|---|")
    for what, (mine, theirs) in rows.items():
        print(f"| {what} | {mine:.2f} | {theirs:.2f} | {mine / theirs:.2f} |")


if __name__ == "__main__":
    main()
