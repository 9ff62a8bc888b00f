"""Faults planted in an EPUB, each for the validators that have to find it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from .faults import FAINT, Change, Fault, after_body

PACKAGE, CONTENTS, COMMENTS = "content.opf", "nav.xhtml", "comments.xhtml"


def without(found: str) -> Change:
    """Take out what a pattern matches first."""
    return instead(found, "")


def instead(found: str, words: str) -> Change:
    """Put ``words`` in the place of what a pattern matches first."""
    return lambda text: re.sub(found, words, text, count=1, flags=re.DOTALL)


def said(words: str) -> Change:
    """Say more in the metadata."""
    return instead("</metadata>", f"{words}</metadata>")


def titled(words: str) -> Change:
    """Give a document another title."""
    return instead("<title>.*?</title>", f"<title>{words}</title>")


def turned(text: str) -> str:
    """The contents with their first two entries in each other's place."""
    contents, rest = text.split("</nav>", 1)
    first, second, *_ = re.findall(r'<a href="([^"]+)"', contents)
    places = {first: second, second: first}
    changed = re.sub(r'<a href="([^"]+)"', lambda one: f'<a href="{places.get(one[1], one[1])}"', contents)
    return f"{changed}</nav>{rest}"


TWICE = '<p id="twice">a</p><p id="twice">b</p>'
NOWHERE = '<p><a href="absent.xhtml">a</a></p>'
NO_ALT = '<p><img src="cover.png"/></p>'
VAGUE = '<p><a href="article.xhtml">CLICK HERE</a></p>'
LANGUAGE = ' lang="[^"]*" xml:lang="[^"]*"'
MARKER = '<span epub:type="pagebreak"[^>]*></span>'
PAGE = '<li><a href="[^"]*#page-1">1</a></li>'
SUMMARY = '<meta property="schema:accessibilitySummary">.*?</meta>'
SOURCE = '<meta property="pageBreakSource">.*?</meta>'
CLAIM = '<meta property="dcterms:conformsTo">{}</meta>'
NEARLY = CLAIM.format("EPUB Accessibility 1.1, nearly")
STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"

EPUB_FAULTS = (
    Fault("EPUBCheck", "an id given twice", "RSC-005", after_body(TWICE)),
    Fault("EPUBCheck", "a link into nothing", "RSC-007", after_body(NOWHERE)),
    Fault("EPUBCheck", "an empty title", "RSC-005", titled("")),
    Fault(
        "EPUBCheck", "a role that a list may not have", "RSC-005", instead("<ol>", '<ol role="doc-chapter">')
    ),
    Fault("EPUBCheck", "a page that leads nowhere", "RSC-012", instead("#page-1", "#page-0"), CONTENTS),
    Fault("EPUBCheck", "contents out of order", "NAV-011", turned, CONTENTS),
    Fault("Ace", "a document without language", "html-has-lang", without(LANGUAGE)),
    Fault("Ace", "faint text", "color-contrast", after_body(FAINT)),
    Fault("Ace", "a picture without alternative text", "image-alt", after_body(NO_ALT)),
    Fault("Ace", "a heading two levels too deep", "heading-order", after_body("<h1>a</h1><h4>b</h4>")),
    Fault("Ace", "a package without language", "epub-lang", without(' xml:lang="[^"]*"'), PACKAGE),
    Fault("Ace", "no summary of its accessibility", "accessibilitysummary", without(SUMMARY), PACKAGE),
    Fault("Ace", "a claim in other words", "conformsto", said(NEARLY), PACKAGE),
    Fault("Ace", "a page that is not listed", "pagelist", without(PAGE), CONTENTS),
    Fault("own checks", "a file name as title", "says nothing", titled("ch001.xhtml")),
    Fault(
        "own checks",
        "a title that stands twice",
        "has the title",
        instead("<title>[^—]*— ", "<title>"),
        COMMENTS,
    ),
    Fault("own checks", "a vague link", "the link", after_body(VAGUE)),
    Fault("own checks", "a page that is not listed", "in the page list", without(PAGE), CONTENTS),
    Fault("own checks", "a page that is not marked", "in the page list", without(MARKER)),
    Fault("own checks", "pages without a source", "metadata", without(SOURCE), PACKAGE),
    Fault("own checks", "a claim by nobody", "nobody", said(CLAIM.format(STANDARD)), PACKAGE),
)


def plant(epub: Path, target: Path, fault: Fault) -> None:
    """Write ``epub`` to ``target`` with ``fault`` in it.

    Raises:
        ValueError: the book has no place for it.
    """
    with zipfile.ZipFile(epub) as source, zipfile.ZipFile(target, "w") as written:
        names = [item.filename for item in source.infolist()]
        chapter = max(
            (name for name in names if name.endswith(".xhtml") and "nav" not in name and "cover" not in name),
            key=lambda name: source.getinfo(name).file_size,
        )
        for item in source.infolist():
            data = source.read(item)
            if item.filename == (f"EPUB/{fault.member}" if fault.member else chapter):
                changed = fault.change(data.decode("utf-8")).encode("utf-8")
                if changed == data:
                    raise ValueError(f"{fault.what}: nothing to change in {item.filename}")
                data = changed
            written.writestr(item, data)
