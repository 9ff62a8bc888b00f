"""What this machine has of what a build needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from pcss_publish.errors import PublishError

PACKAGES = (
    "click", "pydantic", "Jinja2", "css-inline", "html5lib", "pikepdf", "weasyprint", "pypandoc_binary",
)  # fmt: skip


class Row(NamedTuple):
    """One thing that takes part: what was found, or what to do."""

    name: str
    ok: bool
    found: str
    hint: str = ""


def examine() -> Iterator[Row]:
    """Look at Python, the packages and the native libraries, one row each."""
    yield Row(
        "python", sys.version_info >= (3, 11), sys.version.split()[0], "Python 3.11 or later is needed."
    )
    for name in PACKAGES:
        yield _package(name, f"pip install {name}")
    yield _package("EbookLib", "pip install 'pcss-publish[epub]' (needed for EPUB only; see NOTICE)")
    yield from _native()


def _package(name: str, hint: str) -> Row:
    try:
        return Row(name, True, version(name))
    except PackageNotFoundError:
        return Row(name, False, "not installed", hint)


def _native() -> Iterator[Row]:
    from pcss_publish.engines import native, weasy

    found = native.versions()
    hint = weasy.how_to_install()
    for name in native.LIBRARIES:
        yield Row(name, name in found, found.get(name, "not found (needed for PDF only)"), hint)
    try:
        weasy.engine()
    except PublishError as error:
        yield Row("pdf engine", False, error.message, error.hint)
