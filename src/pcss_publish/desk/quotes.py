"""Pull quotes: words of the article that its pages show once more in large type, character for character."""

from __future__ import annotations

from collections.abc import Iterable

from pcss_publish.desk.outcome import Record
from pcss_publish.desk.schema import QuoteDecision
from pcss_publish.model import Answer, Document, Para, PullQuote, Section, text_of


def pull_quotes(document: Document, decisions: Iterable[QuoteDecision], record: Record) -> None:
    """Record the quotes that stand in the article as printed; K001 for any other, and a second in a place."""
    paragraphs = dict(_paragraphs(document))
    for decision in decisions:
        text = paragraphs.get(decision.unit)
        if text is None:
            record.unfit(
                f"“{decision.unit}” is no paragraph of an answer or of the running text.", decision.line
            )
        elif decision.text not in text:
            record.unfit(f"“{decision.text}” does not stand so in {decision.unit}.", decision.line)
        elif any(one.unit == decision.unit for one in record.pull_quotes):
            record.unfit(f"{decision.unit} has a pull quote already.", decision.line)
        else:
            record.pull_quotes.append(PullQuote(unit=decision.unit, text=decision.text))


def _paragraphs(document: Document) -> Iterable[tuple[str, str]]:
    nodes: list[Answer | Section] = [
        *document.answers,
        *(one for one in document.sections if one.kind == "body"),
    ]
    for node in nodes:
        for number, block in enumerate(node.blocks, 1):
            if isinstance(block, Para):
                yield f"{node.id}-{number}", text_of(block.inlines)
