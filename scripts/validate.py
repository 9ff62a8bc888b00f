"""Run EPUBCheck, Ace, axe, Nu, lint-mail, outloud and own checks; try the preview and the press.

Products are those of the project, and, in each theme, of all test articles and of two issues of them.
veraPDF reads the PDFs where there is one.

Usage: ``python scripts/validate.py [--self-test] [--verapdf PATH] [OUTPUTS]``. Exit codes: 0 nothing to
complain about; 1 complaints, each printed with its file; 66 no products; 69 a tool is missing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import system
from validators import (
    Complaint,
    Products,
    book,
    book_faults,
    epub,
    faults,
    html,
    pdf,
    press,
    preview,
    specimens,
    tools,
)  # fmt: skip

NO_INPUT = 66
UNAVAILABLE = 69
RUN: dict[str, Callable[[list[Path], tools.Tools], Iterator[Complaint]]] = {
    "EPUBCheck": epub.epubcheck,
    "own checks": book.check,
    "Ace": epub.ace,
    "axe": html.axe,
    "Nu HTML Checker": html.nu,
    "lint-mail": html.lint,
    "outloud": pdf.outloud,
}
BOOKS = {"EPUBCheck", "own checks", "Ace"}


def main() -> int:
    """Validate, or plant the faults; return the exit code."""
    parser = argparse.ArgumentParser(description="Validate the built products.")
    parser.add_argument("outputs", type=Path, nargs="?", default=Path("outputs"))
    parser.add_argument("--self-test", action="store_true", help="plant faults and see each one found")
    parser.add_argument(
        "--verapdf",
        metavar="PATH",
        default=shutil.which("verapdf"),
        help="veraPDF's command, to be asked too; by default `verapdf` if that is on the path",
    )
    arguments = parser.parse_args()
    products = Products.below(arguments.outputs)
    if not (products.epubs and products.mails and products.pdfs):
        system.say(f"{arguments.outputs}: no EPUB, PDF or newsletter to validate; run `make` first.")
        return NO_INPUT
    try:
        ready = tools.prepare()
    except system.SetUpError as failure:
        system.say(str(failure))
        return UNAVAILABLE
    if arguments.self_test:
        return _self_test(products, ready)
    try:
        return _validate(products, ready, arguments.verapdf)
    except system.SetUpError as failure:
        system.say(str(failure))
        return 1


def _validate(products: Products, ready: tools.Tools, verapdf: str | None) -> int:
    with tempfile.TemporaryDirectory() as name:
        made = products + specimens.built(Path(name))
        complaints = list(_complaints(made, ready, verapdf))
    for complaint in complaints:
        print(complaint)
    pages = len(made.mails) + len(made.fragments)
    asked = "outloud and veraPDF" if verapdf else "outloud; veraPDF is not here"
    print(
        f"{len(made.epubs)} EPUB, {pages} HTML files, {len(made.pdfs)} PDF ({asked}), preview, press:"
        f" {len(complaints)} complaints"
    )
    return 1 if complaints else 0


def _complaints(products: Products, ready: tools.Tools, verapdf: str | None) -> Iterator[Complaint]:
    for name, run in RUN.items():
        yield from run(_files_for(name, products), ready)
    if verapdf:
        yield from pdf.verapdf(products.pdfs, verapdf)
    yield from preview.use(ready)
    yield from press.examine(ready)


def _files_for(name: str, products: Products) -> list[Path]:
    if name in BOOKS:
        return products.epubs
    return products.pdfs if name == "outloud" else products.mails + products.fragments


def _self_test(products: Products, ready: tools.Tools) -> int:
    unseen = 0
    with tempfile.TemporaryDirectory() as name:
        for number, fault in enumerate(book_faults.EPUB_FAULTS + faults.MAIL_FAULTS):
            found = _found(fault, products, Path(name) / str(number), ready)
            unseen += not found
            print(f"{'found ' if found else 'MISSED'}  {fault.validator}: {fault.what}", flush=True)
        for what, expected, key in faults.PDF_FAULTS:
            target = Path(name) / "planted.pdf"
            faults.plant_in_pdf(products.pdfs[0], target, key)
            found = any(expected in complaint.message for complaint in pdf.outloud([target], ready))
            unseen += not found
            print(f"{'found ' if found else 'MISSED'}  outloud: {what}", flush=True)
    for plant, what, expected in faults.PREVIEW_FAULTS:
        found = any(expected in complaint.message for complaint in preview.use(ready, plant))
        unseen += not found
        print(f"{'found ' if found else 'MISSED'}  preview: {what}", flush=True)
    for damage, what, expected in faults.PRESS_FAULTS:
        found = any(expected in complaint.message for complaint in press.examine(ready, damage))
        unseen += not found
        print(f"{'found ' if found else 'MISSED'}  press: {what}", flush=True)
    return 1 if unseen else 0


def _found(fault: faults.Fault, products: Products, folder: Path, ready: tools.Tools) -> bool:
    folder.mkdir()
    if fault in book_faults.EPUB_FAULTS:
        target = folder / "planted.epub"
        book_faults.plant(products.epubs[0], target, fault)
    else:
        target = folder / "planted.newsletter.html"
        faults.plant_in_html(products.mails[0], target, fault)
    return any(fault.expected in complaint.message for complaint in RUN[fault.validator]([target], ready))


if __name__ == "__main__":
    sys.exit(main())
