"""Our exporters, warm, as a build calls them, on articles that are read and decided.

usage: python benchmarks/ours.py WORK PROJECT READY OUT WORKERS FIRST

WORK is ``all`` (each usual format) or ``pdf``: rendered and written, the gate left out; or ``check``: the
gate and the proof of the PDFs that ``pdf`` wrote, and nothing else.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import warm
from pcss_publish.builder.article import Article
from pcss_publish.builder.executors import warm as _loaded  # noqa: F401 - as the workers of a build are
from pcss_publish.builder.export import export_article
from pcss_publish.builder.project import Project, open_project
from pcss_publish.builder.proving import proved
from pcss_publish.catalogue import in_order
from pcss_publish.exporters import pdfgate
from pcss_publish.exporters.base import Product


def begin(work: str, root: Path, ready: Path, out: Path) -> Callable[[str], None]:
    """What a worker does with an article's name."""
    project = open_project(root)
    if work == "check":
        return partial(_check, project, ready, out)
    formats = project.config.build.formats if work == "all" else ("pdf",)
    return _Rendering(project, ready, out, formats)


class _Rendering:
    """Renders without the gate, which has a row of its own."""

    def __init__(self, project: Project, ready: Path, out: Path, formats: Sequence[str]) -> None:
        self.project, self.ready, self.out = project, ready, out
        self.formats = in_order(formats, formats)
        self.asked = 0
        setattr(pdfgate, "faults", self._pass)  # noqa: B010 - typed as a function

    def _pass(self, _data: bytes) -> tuple[pdfgate.Fault, ...]:
        self.asked += 1
        return ()

    def __call__(self, name: str) -> None:
        article, artefacts = _article(self.ready, name), dict[str, bytes]()
        before = self.asked
        for fmt in self.formats:
            export = export_article(article, self.project, fmt, artefacts)
            artefacts |= export.artefacts
            for suffix, product in export.products.items():
                (self.out / f"{name}{suffix}").write_bytes(product.data)
                (self.out / f"{name}{suffix}.pickle").write_bytes(
                    pickle.dumps((product.house, product.left_out))
                )
        if self.asked != before + 1:
            raise AssertionError("the gate is not called as exporters.pdfgate.faults, once a PDF")


def _check(project: Project, ready: Path, out: Path, name: str) -> None:
    data = (out / f"{name}.pdf").read_bytes()
    said = pickle.loads((out / f"{name}.pdf.pickle").read_bytes())  # noqa: S301 - written a moment ago
    if pdfgate.faults(data):
        raise AssertionError(f"{name}: the gate refuses the PDF")
    proved(_article(ready, name), project, {".pdf": Product(data, *said)})


def _article(ready: Path, name: str) -> Article:
    article: Article = pickle.loads((ready / name / "article.pickle").read_bytes())  # noqa: S301 - as above
    return article


if __name__ == "__main__":
    _work, _root, _ready, _out, _width, _first = sys.argv[1:]
    warm.serve(partial(begin, _work, Path(_root), Path(_ready), Path(_out)), int(_width), _first)
