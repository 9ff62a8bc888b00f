"""C006: words that point at another comment by its place, which an edition in another order breaks."""

from __future__ import annotations

from collections.abc import Iterable

from pcss_publish.checks import passages
from pcss_publish.checks.lexicon import patterns
from pcss_publish.checks.words import listed
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document


def order_words(document: Document) -> Iterable[Finding]:
    """C006, once a comment."""
    pointing, harmless = patterns("order", "pointing"), patterns("order", "harmless")
    for comment, body in passages.comments(document):
        hits = [
            (passage, match)
            for passage in body
            if not passage.quoted
            for match in pointing.finditer(harmless.sub(lambda m: " " * len(m.group()), passage.text))
        ]
        if hits:
            passage, match = hits[0]
            words = listed(hit.group() for _, hit in hits)
            yield finding(
                "C006", f"{comment.called} says {words}; what that is depends on the order.",
                hint='Read it in the order of print, or set order = "as-shown"; then settle C006.',
                node=comment.id, span=passage.span(match.start(), match.end()),
            )  # fmt: skip
