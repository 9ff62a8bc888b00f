"""Checks on the content of pages and on how the structure tree owns it."""

from __future__ import annotations

from collections.abc import Iterator

from pcss_publish.exporters.pdfgate.file import Content, File


def _pages(file: File) -> Iterator[tuple[int, Content]]:
    for number, page in enumerate(file.pages, 1):
        yield number, file.content[page.objgen]


def artefact_in_tagged(file: File) -> Iterator[str]:
    """An artefact stands inside tagged content."""
    return (f"page {n}: {c.artefact_in_tagged}" for n, c in _pages(file) if c.artefact_in_tagged)


def tagged_in_artefact(file: File) -> Iterator[str]:
    """Tagged content stands inside an artefact."""
    return (f"page {n}: {c.tagged_in_artefact}" for n, c in _pages(file) if c.tagged_in_artefact)


def unmarked(file: File) -> Iterator[str]:
    """Something is painted that is neither tagged nor an artefact."""
    return (f"page {n}: {', '.join(c.unmarked[:5])}" for n, c in _pages(file) if c.unmarked)


def unbalanced(file: File) -> Iterator[str]:
    """Marked content is opened and not closed, or the other way round."""
    return (f"page {n}" for n, c in _pages(file) if c.unbalanced)


def notdef(file: File) -> Iterator[str]:
    """A glyph for no character is shown."""
    return (f"page {n}: {c.notdef} characters without a glyph" for n, c in _pages(file) if c.notdef)


def mcid_unowned(file: File) -> Iterator[str]:
    """Marked content that no structure element reaches."""
    for number, page in enumerate(file.pages, 1):
        for mcid in file.content[page.objgen].mcids:
            if (page.objgen, mcid) not in file.owners:
                yield f"page {number}: content {mcid} is in no structure element"


def mcid_twice(file: File) -> Iterator[str]:
    """One number for two stretches of content, or two owners of one."""
    for number, content in _pages(file):
        for mcid, times in content.mcids.items():
            if times > 1:
                yield f"page {number}: content {mcid} is opened {times} times"
    for (_, mcid), owners in file.owners.items():
        if len(owners) > 1:
            yield f"content {mcid} belongs to {len(owners)} structure elements"


def mcid_unused(file: File) -> Iterator[str]:
    """A structure element names content that is not there."""
    for (page, mcid), owners in file.owners.items():
        if page not in file.content or mcid not in file.content[page].mcids:
            yield f"a {owners[0].type} names content {mcid}, which is not on its page"


def parent_tree(file: File) -> Iterator[str]:
    """The parent tree disagrees with the structure tree."""
    tree = file.parent_tree()
    for number, page in enumerate(file.pages, 1):
        key = page.get("/StructParents")
        if key is None or int(key) not in tree:
            yield f"page {number} is not in the parent tree"
            continue
        row = tree[int(key)]
        for mcid in file.content[page.objgen].mcids:
            owner = file.owners.get((page.objgen, mcid))
            entry = row[mcid] if mcid < len(row) else None
            if owner and (entry is None or entry.objgen != owner[0].node.objgen):
                yield f"page {number}: content {mcid} has another parent in the parent tree"
