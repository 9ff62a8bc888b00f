"""Pandoc and the Typst wheel, warm: another engine and a plainer page, in two columns and the same fonts.

usage: python benchmarks/typeset.py READY OUT PANDOC FONTS FIRST
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import warm

PLAIN = """#set page(paper: "us-letter", columns: 2, margin: 0.7in)
#set text(font: "Source Serif 4", size: 9.9pt)
#set par(justify: false)
#let horizontalrule = line(length: 100%)
"""


def begin(ready: Path, out: Path, pandoc: str, fonts: str) -> Callable[[str], None]:
    """What the worker does with an article's name."""
    import typst

    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[fonts])
    compiler = typst.Compiler(font_paths=found, ignore_system_fonts=True)

    def make(name: str) -> None:
        command = [pandoc, str(ready / name / "page.html"), "--from=html-native_divs", "--to=typst"]
        done = subprocess.run(command, capture_output=True, check=True)
        data: object = compiler.compile(input=PLAIN.encode() + done.stdout, format="pdf")
        assert isinstance(data, bytes)
        (out / f"{name}.pdf").write_bytes(data)

    return make


if __name__ == "__main__":
    _ready, _out, _pandoc, _fonts, _first = sys.argv[1:]
    warm.serve(partial(begin, Path(_ready), Path(_out), _pandoc, _fonts), 1, _first)
