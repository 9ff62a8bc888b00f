"""Run EPUBCheck, Ace, axe, the Nu HTML Checker, lint-mail and own checks on products, and try the preview.

EPUBs are those of the project, and those of all test articles and of two issues of them.

Usage: ``python scripts/validate.py [--self-test] [OUTPUTS]``. Exit codes: 0 nothing to complain about;
1 complaints, each printed with its file; 66 no products; 69 a tool is missing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import system
from validators import Complaint, Products, book, book_faults, epub, faults, html, preview, specimens, tools

NO_INPUT = 66
UNAVAILABLE = 69
RUN: dict[str, Callable[[list[Path], tools.Tools], Iterator[Complaint]]] = {
    "EPUBCheck": epub.epubcheck,
    "own checks": book.check,
    "Ace": epub.ace,
    "axe": html.axe,
    "Nu HTML Checker": html.nu,
    "lint-mail": html.lint,
}
BOOKS = {"EPUBCheck", "own checks", "Ace"}


def main() -> int:
    """Validate, or plant the faults; return the exit code."""
    parser = argparse.ArgumentParser(description="Validate the built products.")
    parser.add_argument("outputs", type=Path, nargs="?", default=Path("outputs"))
    parser.add_argument("--self-test", action="store_true", help="plant faults and see each one found")
    arguments = parser.parse_args()
    products = Products.below(arguments.outputs)
    if not (products.epubs and products.mails):
        system.say(f"{arguments.outputs}: no EPUB or no newsletter to validate; run `make` first.")
        return NO_INPUT
    try:
        ready = tools.prepare()
    except system.SetUpError as failure:
        system.say(str(failure))
        return UNAVAILABLE
    return _self_test(products, ready) if arguments.self_test else _validate(products, ready)


def _validate(products: Products, ready: tools.Tools) -> int:
    with tempfile.TemporaryDirectory() as name:
        try:
            products.epubs.extend(specimens.built(Path(name)))
        except system.SetUpError as failure:
            system.say(str(failure))
            return 1
        complaints = list(_complaints(products, ready))
    for complaint in complaints:
        print(complaint)
    pages = len(products.mails) + len(products.fragments)
    print(f"{len(products.epubs)} EPUB, {pages} HTML files, the preview: {len(complaints)} complaints")
    return 1 if complaints else 0


def _complaints(products: Products, ready: tools.Tools) -> Iterator[Complaint]:
    for name, run in RUN.items():
        books = name in BOOKS
        yield from run(products.epubs if books else products.mails + products.fragments, ready)
    yield from preview.use(ready)


def _self_test(products: Products, ready: tools.Tools) -> int:
    unseen = 0
    with tempfile.TemporaryDirectory() as name:
        for number, fault in enumerate(book_faults.EPUB_FAULTS + faults.MAIL_FAULTS):
            found = _found(fault, products, Path(name) / str(number), ready)
            unseen += not found
            print(f"{'found ' if found else 'MISSED'}  {fault.validator}: {fault.what}", flush=True)
    for plant, what, expected in faults.PREVIEW_FAULTS:
        found = any(expected in complaint.message for complaint in preview.use(ready, plant))
        unseen += not found
        print(f"{'found ' if found else 'MISSED'}  preview: {what}", flush=True)
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
