"""Checks on the content of pages and on how the structure tree owns it."""

from __future__ import annotations

from collections.abc import Iterator

from pcss_publish.exporters.pdfgate.file import File, Found
from pcss_publish.exporters.pdfgate.marks import Content

_OWNERS = "ISO 32000-1, 14.7.4"


def _pages(file: File) -> Iterator[tuple[int, Content]]:
    for number, page in enumerate(file.pages, 1):
        yield number, file.content[page.objgen]


def nested(file: File) -> Found:
    """An artefact stands inside tagged content, or the other way round."""
    for n, content in _pages(file):
        if content.artefact_in_tagged:
            yield "MP 01-003", f"page {n}: {content.artefact_in_tagged} artefacts inside tagged content"
        if content.tagged_in_artefact:
            yield "MP 01-004", f"page {n}: {content.tagged_in_artefact} times tagged content in an artefact"


def unmarked(file: File) -> Found:
    """Something is painted that is neither tagged nor an artefact."""
    return (("MP 01-005", f"page {n}: {', '.join(c.unmarked[:5])}") for n, c in _pages(file) if c.unmarked)


def unbalanced(file: File) -> Found:
    """Marked content is opened and not closed, or the other way round."""
    return (("ISO 32000-1, 14.6", f"page {n}") for n, content in _pages(file) if content.unbalanced)


def mcid_unowned(file: File) -> Found:
    """Marked content that no structure element reaches."""
    for number, page in enumerate(file.pages, 1):
        for mcid in file.content[page.objgen].mcids:
            if (page.objgen, mcid) not in file.owners:
                yield "MP 01-005", f"page {number}: content {mcid} is in no structure element"


def mcid_twice(file: File) -> Found:
    """One number for two stretches of content, or two owners of one."""
    for number, content in _pages(file):
        for mcid, times in content.mcids.items():
            if times > 1:
                yield _OWNERS, f"page {number}: content {mcid} is opened {times} times"
    for (_, mcid), owners in file.owners.items():
        if len(owners) > 1:
            yield _OWNERS, f"content {mcid} belongs to {len(owners)} structure elements"


def mcid_unused(file: File) -> Found:
    """A structure element names content that is not there."""
    for (page, mcid), owners in file.owners.items():
        if page not in file.content or mcid not in file.content[page].mcids:
            yield _OWNERS, f"a {owners[0].type} names content {mcid}, which is not on its page"


def parent_tree(file: File) -> Found:
    """The parent tree disagrees with the structure tree."""
    tree = file.parent_tree()
    for number, page in enumerate(file.pages, 1):
        key = page.get("/StructParents")
        if key is None or int(key) not in tree:
            yield f"{_OWNERS}.4", f"page {number} is not in the parent tree"
            continue
        row = tree[int(key)]
        for mcid in file.content[page.objgen].mcids:
            owner = file.owners.get((page.objgen, mcid))
            entry = row[mcid] if mcid < len(row) else None
            if owner and (entry is None or entry.objgen != owner[0].node.objgen):
                yield f"{_OWNERS}.4", f"page {number}: content {mcid} has another parent in the parent tree"


def inks(file: File) -> Found:
    """A colour in printing inks, of which the profile for the screen knows nothing."""
    for n, content in _pages(file):
        if content.inks:
            yield "A 6.2.4.3", f"page {n}: a colour in CMYK"


def forms(file: File) -> Found:
    """Forms that bring in other files, or that bear tags: their content would belong to several places."""
    for key, content in file.forms.items():
        if "/Ref" in file.pdf.get_object(key):
            yield "MP 30-001", "a form refers to another file"
        if content.mcids:
            twice = file.painted[key] > 1
            yield "MP 30-002" if twice else _OWNERS, f"a form with tags is painted {file.painted[key]} times"
