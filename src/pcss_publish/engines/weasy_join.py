"""Pages of several documents in one file, as ``weasyprint.Document.copy`` allows, and where ids stand."""

from __future__ import annotations

from collections.abc import Sequence

from pcss_publish.engines.weasy import Layout


def joined(layouts: Sequence[Layout]) -> Layout:
    """The pages of all documents in order; metadata are those of the first.

    Ids must be unique in all of them together: links lead from one document into another.
    """
    pages = [page for layout in layouts for page in layout.document.pages]
    messages = dict.fromkeys(message for layout in layouts for message in layout.messages)
    return Layout(layouts[0].document.copy(pages), tuple(messages))


def count(layout: Layout) -> int:
    """How many pages there are."""
    return len(layout.document.pages)


def page_of(layout: Layout) -> dict[str, int]:
    """The page (from 1) on which the element of each id begins."""
    found: dict[str, int] = {}
    for number, page in enumerate(layout.document.pages, 1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found
