"""What the products of an issue say about it, whatever the format: cards of its articles, and who paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pcss_publish.compose.house import word
from pcss_publish.compose.mail_view import preheader
from pcss_publish.model import Published, PublishedIssue, Statement, element_id, within
from pcss_publish.model.document import node_units

_ENDS = (".", "?", "!", "…", ":")
_SENTENCE = re.compile(r"[^\W\d_]{4}[.?!…][\"”’»)]?(?=\s)")  # not behind "Dr."


class Card(NamedTuple):
    """An article as it is announced.

    Attributes:
        number: its place.
        blurb: its standfirst, its subtitle, or its first words.
        language: of all these texts.
    """

    number: int
    title: str
    authors: tuple[str, ...]
    blurb: str
    language: str


class Group(NamedTuple):
    """The articles of one department; ``name`` is empty where they belong to none."""

    name: str
    cards: tuple[Card, ...]


class Grant(NamedTuple):
    """One award, or one funder without a number, as one article names it.

    Attributes:
        number: place of the article.
        title: its title.
        unit: id, in the issue, of the first text of the statement.
    """

    funder: str
    award: str
    number: int
    title: str
    unit: str


class Told(NamedTuple):
    """A statement that stands for all with the same words: where it is first, and who makes it."""

    number: int
    node: Statement
    titles: tuple[str, ...]


def groups(issue: PublishedIssue) -> tuple[Group, ...]:
    """The articles by department, in order."""
    cards = iter([card(n, one) for n, one in enumerate(issue.articles, 1)])
    return tuple(
        Group(department.name, tuple(next(cards) for _ in department.articles))
        for department in issue.issue.departments
    )


def card(number: int, published: Published) -> Card:
    """One article."""
    byline = published.document.byline
    authors = tuple(person.name for person in byline.names) if byline else ()
    blurb = preheader(published)
    subtitle = published.document.subtitle.text if published.document.subtitle else ""
    whole = " ".join((published.standfirst or subtitle).split())
    if blurb and blurb != whole and not blurb.endswith(_ENDS):
        ends = [match.end() for match in _SENTENCE.finditer(blurb)]
        blurb = blurb[: ends[-1]] if ends else f"{blurb} …"
    return Card(number, published.title, authors, blurb, published.document.language)


def grants(issue: PublishedIssue) -> tuple[Grant, ...]:
    """Every award and funder, by funder and number, each with the statement that names it."""
    found = dict.fromkeys(_grants(issue))
    return tuple(
        sorted(found, key=lambda one: (not one.funder, one.funder.casefold(), one.award, one.number))
    )


def _grants(issue: PublishedIssue) -> Iterator[Grant]:
    for n, one in enumerate(issue.articles, 1):
        first = {node.id: node_units(node)[0].id for node in one.document.statements if node_units(node)}
        for award in one.document.awards:
            number, funder = award.id or award.name or "", award.funder or ""
            if (number or funder) and award.statement in first:
                yield Grant(funder, number, n, one.title, within(n, first[award.statement]))


def issue_line(issue: PublishedIssue, language: str) -> str:
    """Volume, number and date; empty where none of them is given."""
    own = issue.issue
    counted = [
        word(language, key, count=count) for key in ("volume", "number") if (count := getattr(own, key))
    ]
    return " · ".join(part for part in (", ".join(counted), own.dated) if part)


def names(authors: tuple[str, ...], language: str) -> str:
    """Names as one line: with commas, and a word before the last."""
    *first, last = authors or ("",)
    joint = f" {word(language, 'and')} "
    return joint.join([f"{word(language, 'list-comma')} ".join(first), last] if first else [last])


def title_id(issue: PublishedIssue, number: int) -> str:
    """Id of the element with which an article begins."""
    one = issue.articles[number - 1]
    heads = (key for key in ("series", "title", "section") if getattr(one.document, key))
    return element_id(within(number, next(heads, "") or one.units()[0].id))


def distinct_statements(issue: PublishedIssue) -> tuple[Told, ...]:
    """The statements of all articles, those with the same words once, under the first of them."""
    found: dict[tuple[tuple[str, str], ...], Told] = {}
    for n, one in enumerate(issue.articles, 1):
        for node in one.document.statements:
            words = tuple((unit.role, unit.text) for unit in node_units(node))
            before = found.get(words, Told(n, node, ()))
            found[words] = before._replace(titles=tuple(dict.fromkeys((*before.titles, one.title))))
    return tuple(found.values())
