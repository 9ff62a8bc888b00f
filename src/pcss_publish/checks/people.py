"""C012, C015, C016, A010: children, and people who are in the article themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pcss_publish.checks import passages
from pcss_publish.checks.lexicon import patterns
from pcss_publish.checks.words import folded, listed
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document, Question

_OF_AGE: Final = 18
_NUMBER: Final = re.compile(r"\d{1,3}")


def minors(document: Document) -> Iterable[Finding]:
    """C012: the writer seems to be a child, a pupil or a school class."""
    speaking = patterns("people", "minor")
    for comment, body in passages.comments(document):
        head = (passages.passage(comment.id, "name", (comment.name,)),) if comment.name else ()
        for passage in (*head, *(p for p in body if not p.quoted)):
            match = next((m for m in speaking.finditer(passage.text) if _young(m.group())), None)
            if match:
                yield finding(
                    "C012", f"{comment.called} may be a child's or a class's (“{match.group()}”).",
                    hint="Ask for the parents' or the school's consent, anonymise it, or settle C012.",
                    node=comment.id, span=passage.span(match.start(), match.end()),
                )  # fmt: skip
                break


def known_persons(document: Document) -> Iterable[Finding]:
    """C015: the writer says that he is somebody whom the article describes without a name."""
    speaking = patterns("people", "known")
    for comment, body in passages.comments(document):
        for passage in body:
            match = None if passage.quoted else speaking.search(passage.text)
            if match:
                yield finding(
                    "C015", f"{comment.called} says “{match.group()}”: somebody of the article?",
                    hint="The article does not name that person: ask, anonymise, or settle C015.",
                    node=comment.id, span=passage.span(match.start(), match.end()),
                )  # fmt: skip
                break


def names_of_the_article(document: Document) -> Iterable[Finding]:
    """C016: author, expert or interviewee among the writers; or somebody of the same name."""
    byline = " ".join(person.name for person in document.byline.names) if document.byline else ""
    text = folded(" ".join([byline, *(passage.text for passage in passages.article(document))]))
    for comment in document.comments.items:
        shown = comment.name.text if comment.name else ""
        name = folded(shown)
        if len(name.split()) > 1 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield finding(
                "C016", f"Comment {comment.ordinal} is signed “{shown}”, a name of the article.",
                hint='If it is the same person, print it with reason = "author-reply"; else settle C016.',
                node=comment.id, span=comment.name.span if comment.name else None,
            )  # fmt: skip


def children_named(document: Document) -> Iterable[Finding]:
    """A010: the article names children with their age."""
    named = patterns("people", "named_age")
    found: list[tuple[str, passages.Passage | None, int, int]] = []
    for node in document.nodes():
        if isinstance(node, Question) and node.label:
            found += [(m.group(), None, 0, 0) for m in named.finditer(node.label.text) if _young(m.group())]
        for passage in passages.of_node(node):
            hits = (m for m in named.finditer(passage.text) if _young(m.group()))
            found += [(m.group(), passage, *m.span()) for m in hits]
    if found:
        first = next((hit for hit in found if hit[1]), None)
        yield finding(
            "A010", f"Children are named with their age: {listed(hit[0] for hit in found)}.",
            hint="Record the parents' consent, or change the names by an [[edit]]; then settle A010.",
            span=first[1].span(first[2], first[3]) if first and first[1] else None,
        )  # fmt: skip


def _young(text: str) -> bool:
    numbers = [int(number) for number in _NUMBER.findall(text)]
    return not numbers or min(numbers) < _OF_AGE
