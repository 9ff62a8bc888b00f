"""Findings about one article of an issue: they say of which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcss_publish.findings import Finding
from pcss_publish.model import Published, within


def located(found: Iterable[Finding], number: int, published: Published) -> Iterator[Finding]:
    """The findings of the article at a place, under the ids that its nodes have in the issue."""
    name = published.document.sources[0].name if published.document.sources else published.document.id
    for one in found:
        node = within(number, one.node) if one.node else ""
        yield one.model_copy(update={"source": name, "node": node})
