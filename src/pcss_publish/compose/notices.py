"""Statements under heads that say what each is for, in the house's words where a statement has none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pcss_publish.compose.house import word
from pcss_publish.model import Statement, StatementRole


class Notice(NamedTuple):
    """Neighbouring statements under one head.

    Attributes:
        key: of the house words that head them; empty where the one statement has a heading of its own.
        words: the head in the house's language, or nothing.
        statements: one or several.
    """

    key: str
    words: str
    statements: tuple[Statement, ...]


def notices(statements: Iterable[Statement], language: str) -> tuple[Notice, ...]:
    """Heads for ``statements``, in their order; neighbours of like purpose stand under one."""
    found: list[Notice] = []
    for one in statements:
        key = "" if one.heading else "-".join(("statement", *_purpose(one)))
        if key and found and found[-1].key == key:
            found[-1] = found[-1]._replace(statements=(*found[-1].statements, one))
        else:
            found.append(Notice(key, "" if one.heading else _head(_purpose(one), language), (one,)))
    return tuple(found)


def _purpose(statement: Statement) -> tuple[StatementRole, ...]:
    """What a head names: two purposes that share a statement; of a mixture that in which it begins."""
    roles = tuple(dict.fromkeys(span.role for span in statement.roles)) or ("notice",)
    return roles if len(roles) == 2 and "about" not in roles else roles[:1]


def _head(purpose: tuple[StatementRole, ...], language: str) -> str:
    joint = f" {word(language, 'and')} "
    words = joint.join(word(language, f"statement-{role}") for role in purpose)
    return words[:1].upper() + words[1:]
