"""WeasyPrint, EbookLib and css-inline alone, warm, on ready markup, used as their documentation shows.

usage: python benchmarks/bare.py READY OUT WORKERS FIRST

Fonts and parsed style sheets are shared by all articles of a process. Nothing of pcss-publish is imported, so
that WeasyPrint is as its makers made it.
"""

from __future__ import annotations

import json
import mimetypes
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import warm

VARIANT = "pdf/a-3a"  # tagged, as ours is


def begin(ready: Path, out: Path) -> Callable[[str], None]:
    """What a worker does with an article's name."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = CSS(filename=str(ready / "common" / "fonts.css"), font_config=fonts)

    @cache
    def sheet(css: str) -> Any:
        return CSS(string=css, font_config=fonts)

    def make(name: str) -> None:
        here, target = ready / name, str(out / name)
        sheets = [faces, *map(sheet, json.loads((here / "sheets.json").read_text(encoding="utf-8")))]
        _pdf(here, target, sheets, fonts)
        _epub(here / "book", target)
        _mail(here, target)

    return make


def _pdf(here: Path, target: str, sheets: list[Any], fonts: Any) -> None:
    from weasyprint import HTML

    page = HTML(filename=str(here / "page.html"))
    page.write_pdf(f"{target}.pdf", stylesheets=sheets, font_config=fonts, pdf_variant=VARIANT)


def _epub(files: Path, target: str) -> None:
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_title(files.parent.name)
    for path in sorted(path for path in files.rglob("*") if path.is_file()):
        name = path.relative_to(files).as_posix()
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        item = epub.EpubItem(
            uid=name.replace("/", "-"), file_name=name, media_type=kind, content=path.read_bytes()
        )
        book.add_item(item)
        if name.endswith(".xhtml"):
            book.spine.append(item)
    epub.write_epub(f"{target}.epub", book, {"epub3_pages": False, "epub3_landmark": False})


def _mail(here: Path, target: str) -> None:
    import css_inline

    names = ("mail.html", "mail.css", "fragment.html", "fragment.css")
    texts = {name: (here / name).read_text(encoding="utf-8") for name in names}
    inliner = css_inline.CSSInliner(extra_css=texts["mail.css"], load_remote_stylesheets=False)
    Path(f"{target}.html").write_text(inliner.inline(texts["mail.html"]), encoding="utf-8")
    fragment = css_inline.inline_fragment(texts["fragment.html"], texts["fragment.css"])
    Path(f"{target}.fragment.html").write_text(fragment, encoding="utf-8")


if __name__ == "__main__":
    _ready, _out, _width, _first = sys.argv[1:]
    warm.serve(partial(begin, Path(_ready), Path(_out)), int(_width), _first)
