"""Makes ready what no clock is to see: articles read and decided, markup composed, style sheets, fonts.

usage: python benchmarks/ready.py PROJECT READY

``READY/<name>/`` then holds, of each source: ``article.pickle`` for our side, and for the others
``page.html`` with its ``sheets.json`` and ``page.css``, ``book/`` (the files of the EPUB), ``mail.html``,
``mail.css``, ``fragment.html`` and ``fragment.css``. ``READY/common/`` holds what all articles share.
"""

from __future__ import annotations

import io
import json
import pickle
import sys
import zipfile
from functools import partial
from multiprocessing import Pool
from pathlib import Path

from pcss_publish.builder.article import Article, open_article
from pcss_publish.builder.export import export_article
from pcss_publish.builder.project import Project, open_project
from pcss_publish.compose.mail import compose_fragment, compose_mail
from pcss_publish.compose.page import compose
from pcss_publish.theme import Theme

COMMON = "common"


def main(root: Path, folder: Path) -> None:
    """Make all articles of a project ready."""
    project = open_project(root)
    common = folder / COMMON
    common.mkdir(parents=True)
    (common / "fonts.css").write_text(_faces(project.theme), encoding="utf-8")
    (common / "book.css").write_text(project.theme.text("epub/book.css"), encoding="utf-8")
    with Pool(2) as pool:
        pool.map(partial(_ready, root, folder), project.discover(), chunksize=4)


def _faces(theme: Theme) -> str:
    rule = '@font-face{{font-family:"{}";src:url("{}");font-weight:{};font-style:{}}}'
    return "".join(rule.format(f.family, f.path.as_uri(), f.weight, f.style) for f in theme.fonts)


def _ready(root: Path, folder: Path, source: Path) -> None:
    project = open_project(root)
    article = open_article(source, project)
    here = folder / source.stem
    here.mkdir()
    (here / "article.pickle").write_bytes(pickle.dumps(article))
    _page(article, project, here, (folder / COMMON / "fonts.css").read_text(encoding="utf-8"))
    _book(article, project, here / "book")
    _mail(article, project, here)


def _page(article: Article, project: Project, here: Path, faces: str) -> None:
    """The page as it is designed, before any fitting."""
    page = compose(article.published, project.theme, project.config)
    (here / "page.html").write_text(page.markup, encoding="utf-8")
    (here / "sheets.json").write_text(json.dumps(page.styles), encoding="utf-8")
    (here / "page.css").write_text("\n".join((faces, *page.styles)), encoding="utf-8")


def _book(article: Article, project: Project, here: Path) -> None:
    data = export_article(article, project, "epub").products[".epub"].data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("EPUB/") and not name.endswith(".opf"):
                target = here / name.removeprefix("EPUB/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))


def _mail(article: Article, project: Project, here: Path) -> None:
    shown = len(article.published.document.comments.items)
    mail = compose_mail(article.published, project.theme, project.config, shown, {})
    fragment = compose_fragment(article.published, project.theme, project.config, {})
    for name, made in (("mail", mail), ("fragment", fragment)):
        (here / f"{name}.html").write_text(made.html, encoding="utf-8")
        (here / f"{name}.css").write_text(made.css, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
