"""Make the pictures of the themes in docs/themes.md, from the fictional article that a new project holds.

Usage: ``python scripts/theme_pictures.py [ARTICLE]`` (needs what ``make validate`` installs). For each theme
that ships: the first page of the PDF, the beginning of the EPUB's article, and of the mail.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image

import system
from pcss_publish.builder import make
from pcss_publish.builder.executors import Means
from pcss_publish.builder.project import open_project
from pcss_publish.theme import shipped
from validators import tools

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
ARTICLE = ROOT / "src" / "pcss_publish" / "data" / "starter" / "sources" / "ask-the-orchard-expert.txt"
POLICY = '[publication]\nname = "The Example Quarterly"\n[build]\ntheme = "{}"\n'
SCALE = 0.95  # of a page, in pixels a point
PHONE = (430, 760)
MAIL = (640, 830)
COLOURS = 255


def main(article: Path) -> int:
    """Make all pictures; return the exit code."""
    try:
        ready = tools.prepare()
    except system.SetUpError as failure:
        system.say(str(failure))
        return 69
    for name in shipped():
        with tempfile.TemporaryDirectory() as folder:
            _pictures(name, article, Path(folder), ready)
    return 0


def _pictures(theme: str, article: Path, root: Path, ready: tools.Tools) -> None:
    (root / "sources").mkdir()
    (root / "sources" / "article.txt").write_bytes(article.read_bytes())
    desk = article.with_suffix(".desk.toml")
    if desk.is_file():
        (root / "sources" / "article.desk.toml").write_bytes(desk.read_bytes())
    (root / "pcss.toml").write_text(POLICY.format(theme), encoding="utf-8")
    make.build(open_project(root), None, make.Options(means=Means("serial")))
    made = root / "outputs" / "article"
    with pypdfium2.PdfDocument(made / "article.pdf") as pdf:
        _keep(pdf[0].render(scale=SCALE).to_pil(), f"theme-{theme}-pdf")
    with zipfile.ZipFile(made / "article.epub") as packed:
        packed.extractall(root / "book")
    chapter = next((root / "book").rglob("article.xhtml"))
    for page, size, kind in ((chapter, PHONE, "epub"), (made / "article.newsletter.html", MAIL, "mail")):
        shot = root / "shot.png"
        system.run(ready.node, tools.HERE / "shot.mjs", ready.chromium, *map(str, size), page, shot)
        _keep(Image.open(io.BytesIO(shot.read_bytes())), f"theme-{theme}-{kind}")


def _keep(picture: Image.Image, name: str) -> None:
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)
    system.say(f"{name}.png {few.width} x {few.height}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ARTICLE))
