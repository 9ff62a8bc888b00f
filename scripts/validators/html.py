"""axe (accessibility, in a browser) and the Nu HTML Checker (markup) on finished mail."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import system

from . import Complaint
from .tools import HERE, JVM_FLAGS, Tools

# No way to unsubscribe: the sample's pcss.toml names none, and the build says so (P006).
UNCONFIGURED = "M205"
# A fragment is pasted into somebody else's page; this is the plainest such page.
HEAD = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page</title></head>'


def axe(files: list[Path], tools: Tools) -> Iterator[Complaint]:
    """Every violation of WCAG 2.2 A and AA at three widths, light and dark, with and without styles."""
    with _pages(files) as pages:
        if not pages:
            return
        done = system.attempt(tools.node, HERE / "axe.mjs", tools.chromium, *pages)
        if done.returncode:
            yield Complaint("axe", files[0], f"did not run: {done.stderr.strip()[-400:]}")
            return
        for told in json.loads(done.stdout):
            yield Complaint("axe", pages[Path(told["file"])], f"[{told['scenario']}] {told['message']}")


def lint(files: list[Path], tools: Tools) -> Iterator[Complaint]:  # noqa: ARG001 - as the others
    """Whatever ``pcss-publish lint-mail`` finds in whole mails, but what a house has still to configure."""
    from pcss_publish.maillint import lint as lint_mail

    for file in files:
        if not file.name.endswith(".fragment.html"):
            for one in lint_mail(file.read_bytes(), file.name).findings:
                if one.code != UNCONFIGURED:
                    yield Complaint("lint-mail", file, f"line {one.line}: {one.code} {one.message}")


def nu(files: list[Path], tools: Tools) -> Iterator[Complaint]:
    """Every error of markup, except what ``nu.filter`` says mail cannot do without."""
    with _pages(files) as pages:
        if not pages:
            return
        options = ["--filterfile", str(HERE / "nu.filter"), "--errors-only", "--format", "json", "--stdout"]
        done = system.attempt(tools.java, *JVM_FLAGS, "-jar", tools.nu, *options, *pages)
        if not done.stdout.strip():
            yield Complaint("Nu HTML Checker", files[0], f"did not run: {done.stderr.strip()[-400:]}")
            return
        by_url = {page.as_uri(): original for page, original in pages.items()}
        for told in json.loads(done.stdout)["messages"]:
            file = by_url.get(told.get("url", "").replace("file:/", "file:///", 1), files[0])
            yield Complaint("Nu HTML Checker", file, f"line {told.get('lastLine', '?')}: {told['message']}")


@contextlib.contextmanager
def _pages(files: list[Path]) -> Iterator[dict[Path, Path]]:
    """Whole pages to validate, and the product that each stands for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        pages = {}
        for number, file in enumerate(files):
            page = file.resolve()
            if file.name.endswith(".fragment.html"):
                page = folder / f"{number}.html"
                body = file.read_text(encoding="utf-8")
                page.write_text(f"{HEAD}<body>{body}</body></html>", encoding="utf-8")
            pages[page] = file
        yield pages
