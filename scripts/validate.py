"""Run EPUBCheck, Ace, axe, the Nu HTML Checker and lint-mail on products; try the preview and the press.

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
from validators import Complaint, Products, epub, faults, html, press, preview, tools

NO_INPUT = 66
UNAVAILABLE = 69
RUN: dict[str, Callable[[list[Path], tools.Tools], Iterator[Complaint]]] = {
    "EPUBCheck": epub.epubcheck,
    "Ace": epub.ace,
    "axe": html.axe,
    "Nu HTML Checker": html.nu,
    "lint-mail": html.lint,
}


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
    complaints = list(_complaints(products, ready))
    for complaint in complaints:
        print(complaint)
    pages = len(products.mails) + len(products.fragments)
    told = f"{len(complaints)} complaints"
    print(f"{len(products.epubs)} EPUB, {pages} HTML files, the preview, press editions: {told}")
    return 1 if complaints else 0


def _complaints(products: Products, ready: tools.Tools) -> Iterator[Complaint]:
    for name, run in RUN.items():
        books = name in {"EPUBCheck", "Ace"}
        yield from run(products.epubs if books else products.mails + products.fragments, ready)
    yield from preview.use(ready)
    yield from press.examine(ready)


def _self_test(products: Products, ready: tools.Tools) -> int:
    unseen = 0
    with tempfile.TemporaryDirectory() as name:
        for number, fault in enumerate(faults.EPUB_FAULTS + faults.MAIL_FAULTS):
            found = _found(fault, products, Path(name) / str(number), ready)
            unseen += not found
            print(f"{'found ' if found else 'MISSED'}  {fault.validator}: {fault.what}", flush=True)
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
    if fault in faults.EPUB_FAULTS:
        target = folder / "planted.epub"
        faults.plant_in_epub(products.epubs[0], target, fault)
    else:
        target = folder / "planted.newsletter.html"
        faults.plant_in_html(products.mails[0], target, fault)
    return any(fault.expected in complaint.message for complaint in RUN[fault.validator]([target], ready))


if __name__ == "__main__":
    sys.exit(main())
