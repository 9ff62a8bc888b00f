"""R004: the source itself says that it, or a part of it, was printed by somebody's permission."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pcss_publish.checks import passages
from pcss_publish.checks.lexicon import patterns
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document

#: Where a text speaks of itself; an answer that says where a book first appeared does not.
_ABOUT_ITSELF: Final = {"statement", "subtitle", "intro", "notes", "body", "aside"}


def elsewhere_first(document: Document) -> Iterable[Finding]:
    """R004, once a node."""
    told, permitted = patterns("rights", "elsewhere"), patterns("rights", "permitted")
    seen: set[str] = set()
    for passage in passages.article(document):
        match = told.search(passage.text) if passage.role in _ABOUT_ITSELF else None
        match = match or permitted.search(passage.text)
        if match and passage.node not in seen:
            seen.add(passage.node)
            yield finding(
                "R004", f"Part of this was printed by permission or elsewhere before: “{match.group()}”.",
                hint="Find out whether that permission covers you, and record it; then settle R004.",
                node=passage.node, span=passage.span(match.start(), match.end()),
            )  # fmt: skip
