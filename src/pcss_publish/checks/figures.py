"""F: pictures that were not copied along, and credits that limit reuse."""

from __future__ import annotations

from collections.abc import Iterable

from pcss_publish.checks import passages
from pcss_publish.checks.lexicon import patterns
from pcss_publish.checks.words import short
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document, text_of


def missing_images(document: Document) -> Iterable[Finding]:
    """F001."""
    for figure in document.figures:
        if figure.asset is None:
            shown = figure.placeholder.text if figure.placeholder else text_of(figure.caption)
            spans = [figure.placeholder.span] if figure.placeholder else []
            spans += [p.whole for p in passages.of_node(figure)]
            named = f"“{short(shown)}”" if shown else figure.id
            said, how = "did not come with the text", "supply or drop"
            if figure.embedded:
                said = f"lies within the file, as {figure.embedded}"
                how = "supply it (`pcss-publish normalize SOURCE --pictures FOLDER` writes it) or drop"
            yield finding(
                "F001", f"The picture {named} {said}.",
                hint=f'Decide by [[figure]] figure = "{figure.id}": {how}.',
                node=figure.id, span=next((span for span in spans if span), None),
            )  # fmt: skip


def limited_credits(document: Document) -> Iterable[Finding]:
    """F003: caption or credit says that the picture may not simply be printed again."""
    limits = patterns("rights", "limits")
    for figure in document.figures:
        for passage in passages.of_node(figure):
            match = limits.search(passage.text)
            if match:
                yield finding(
                    "F003", f"The credit limits reuse: “{match.group()}”.",
                    hint="Ask for permission and record it as rights of the [[figure]], or drop the picture.",
                    node=figure.id, span=passage.span(match.start(), match.end()),
                )  # fmt: skip
