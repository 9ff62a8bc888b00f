"""R004: the source itself says that it, or a part of it, was printed by somebody's permission."""

from __future__ import annotations

from collections.abc import Iterable

from pcss_publish.checks import passages
from pcss_publish.checks.lexicon import patterns
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document


def elsewhere_first(document: Document) -> Iterable[Finding]:
    """R004, once a node."""
    told, seen = patterns("rights", "elsewhere"), set[str]()
    for passage in passages.article(document):
        match = told.search(passage.text)
        if match and passage.node not in seen and not _own_licence(passage, match.group()):
            seen.add(passage.node)
            yield finding(
                "R004", f"Part of this was printed by permission or elsewhere before: “{match.group()}”.",
                hint="Find out whether that permission covers you, and record it; then settle R004.",
                node=passage.node, span=passage.span(match.start(), match.end()),
            )  # fmt: skip


def _own_licence(passage: passages.Passage, words: str) -> bool:
    """A licence that lets anybody reuse the text is no permission of somebody else's."""
    return "creative commons" in passage.text.casefold() and words.casefold() != "by kind permission"
