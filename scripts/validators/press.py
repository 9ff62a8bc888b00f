"""Press editions of all test articles: our preflight, QPDF, and the plates that Ghostscript makes."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cmyk_profile
import system

from . import Complaint
from .tools import HERE, Tools

CASES = HERE.parents[1] / "tests" / "cases"
LIMIT = 300  # per cent of ink, the default of `press.ink_limit`
FULL, NONE = 12, 243  # of 255: a plate is nearly full, or nearly bare, where its picture is below, or above
DATE = "1893456000"  # for articles that have no date, which PDF/X asks for
Plant = Callable[[bytes], bytes]


def examine(tools: Tools, plant: Plant | None = None) -> Iterator[Complaint]:
    """Build, and hold every file against all three; ``plant`` spoils the first press edition instead."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        articles = [path for kind in ("articles", "articles-tuning") for path in (CASES / kind).glob("*.txt")]
        yield from _build(root, sorted(articles)[: 1 if plant else None])
        for path in sorted((root / "outputs").rglob("*.*.pdf")):
            data = path.read_bytes()
            if plant:
                path.write_bytes(data := plant(data))
            yield from _preflight(path, data)
            yield from _qpdf(path, data)
            yield from _plates(path, tools)


def _build(root: Path, articles: list[Path]) -> Iterator[Complaint]:
    (root / "sources").mkdir()
    for path in articles:
        (root / "sources" / path.name).write_bytes(path.read_bytes())
    (root / "press.icc").write_bytes(cmyk_profile.profile())
    (root / "pcss.toml").write_text('[press]\noutput_profile = "press.icc"\n', encoding="utf-8")
    command = Path(sys.executable).with_name("pcss-publish")
    done = system.attempt(
        command, "build", "-t", "press,archive", cwd=root, env={**os.environ, "SOURCE_DATE_EPOCH": DATE}
    )
    if done.returncode:
        yield Complaint(
            "press", root, f"the build ended with {done.returncode}: {done.stderr.strip()[-400:]}"
        )


def _preflight(path: Path, data: bytes) -> Iterator[Complaint]:
    from pcss_publish.preflight import preflight

    for one in preflight(data, path.name, ink_limit=LIMIT).findings:
        yield Complaint("preflight", path, f"{one.code} {one.message}")


def _qpdf(path: Path, data: bytes) -> Iterator[Complaint]:
    """As ``qpdf --check``, of the QPDF that pikepdf brings."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file:
        yield from (Complaint("QPDF", path, told) for told in file.check_pdf_syntax())


def _plates(path: Path, tools: Tools) -> Iterator[Complaint]:
    """Another program's separations: no ink beside full black, and no place with too much ink."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "page-%d.tif"
        done = system.attempt(
            tools.ghostscript, "-q", "-dSAFER", "-dUseTrimBox", "-r72", "-sDEVICE=tiffsep", "-o", out, path
        )
        if done.returncode:
            yield Complaint("Ghostscript", path, f"did not run: {(done.stdout + done.stderr).strip()[-300:]}")
        for black in sorted(Path(name).glob("*(Black).tif")):
            yield from (Complaint("Ghostscript", path, told) for told in _held(black))


def _held(black: Path) -> Iterator[str]:
    from PIL import Image, ImageMath

    def plate(name: str) -> Any:
        with Image.open(black.with_name(black.name.replace("Black", name))) as image:
            return image.convert("L")

    names = ("Cyan", "Magenta", "Yellow", "Black")
    plates = {name: plate(name) for name in names}
    page = black.name.partition("(")[0].removesuffix(".tif")
    text = plates["Black"].point(lambda value: 255 if value <= FULL else 0)
    white = Image.new("L", text.size, 255)
    for name in names[:3]:
        beside: Any = Image.composite(plates[name], white, text)
        least, _ = beside.getextrema()
        if least < NONE:
            yield f"{page}: {name} of {100 - least * 100 // 255} % under full black"
    total = ImageMath.lambda_eval(
        lambda a: 1020 - a["Cyan"] - a["Magenta"] - a["Yellow"] - a["Black"], **plates
    )
    _, most = total.getextrema()
    if most * 100 / 255 > LIMIT + 2:
        yield f"{page}: {most * 100 / 255:.0f} % of ink"
