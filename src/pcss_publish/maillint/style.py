"""Style sheets and style attributes, parsed with tinycss2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import tinycss2

_CONDITIONAL = frozenset({"media", "supports", "layer", "container"})


class Declaration(NamedTuple):
    """One declaration: name in lower case, value as written, and whether it is ``!important``."""

    name: str
    value: str
    important: bool


@dataclass(frozen=True)
class Rule:
    """A rule of a style sheet.

    Attributes:
        conditions: the at-rules around it, outermost first, as ``media (max-width: 520px)``.
        selector: as written; for an at-rule without rules in it (``@import``) empty.
        own: the at-rule itself, as ``import url(x.css)``, else empty.
        line: 1-based line in its sheet.
    """

    conditions: tuple[str, ...]
    selector: str
    declarations: tuple[Declaration, ...]
    own: str
    line: int


@lru_cache(maxsize=4096)  # elements of a mail share their few style attributes
def declarations(text: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute, or of a rule's block."""
    return tuple(_declarations(text))


def _declarations(content: Any) -> Iterator[Declaration]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            yield Declaration(one.lower_name, tinycss2.serialize(one.value).strip(), one.important)


@lru_cache(maxsize=64)
def rules(sheet: str) -> tuple[Rule, ...]:
    """Every rule of a sheet in order, those inside media queries too."""
    top = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    found: list[Rule] = []
    waiting: list[tuple[tuple[str, ...], Any]] = [((), one) for one in reversed(top)]
    while waiting:
        conditions, rule = waiting.pop()
        if rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            found.append(Rule(conditions, selector, tuple(_declarations(rule.content)), "", rule.source_line))
        elif rule.type == "at-rule":
            said = f"{rule.lower_at_keyword} {tinycss2.serialize(rule.prelude).strip()}".strip()
            found.append(Rule(conditions, "", (), said, rule.source_line))
            if rule.lower_at_keyword in _CONDITIONAL and rule.content:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                waiting += [((*conditions, said), one) for one in reversed(inner)]
    return tuple(found)
