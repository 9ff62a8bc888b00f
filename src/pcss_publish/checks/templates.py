"""N003: statements beside the wording that their funder asks for. Differences are shown, never mended.

Wording and sources: ``data/statement-templates.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import Final, NamedTuple

from pcss_publish.checks import passages
from pcss_publish.checks.federal import funders, is_federal, named_funders, namings
from pcss_publish.checks.lexicon import rows_of
from pcss_publish.checks.words import folded
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document, Span

_CLAUSE: Final = re.compile(r"(?<=[;.])\s+(?=\S)")
_ABBREVIATION: Final = re.compile(r"\b(?:no|u\.s|dr|st|inc|nos)\.$", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[%$]")
_ENDING: Final = 8  # code points in which the longest abbreviation and what stands before it fit
_SLOT: Final = re.compile(r"\((?:insert|enter)[^)]*\)|\[[^\]]*\]", re.IGNORECASE)
_FILES: Final = ("statement-templates.toml", "statement-templates-research.toml")
_HOLE: Final = "templateslot"
#: What levelled words are called in a message.
_SHOWN: Final = {"agencyname": "the agency’s name", "workkind": "the work"}
_SAME: Final = 0.62  # likeness of words from which a clause counts as meant to be the template's
_SAMPLE: Final = 0.75  # the same for wording that is only a sample, which a grantee may put otherwise
_ANCHOR: Final = 0.7  # and from which it shows that the template was followed at all
# What is compared of a statement; bounds the time. The longest template has less than a tenth of it.
_MEASURED: Final = 400  # words of a clause
_CLAUSES: Final = 200
_READ: Final = 20_000  # code points of a passage


class _Clause(NamedTuple):
    words: tuple[str, ...]
    text: str
    node: str = ""
    span: Span | None = None


class _Template(NamedTuple):
    id: str
    funder: str
    verbatim: bool
    only: frozenset[str]
    clauses: tuple[_Clause, ...]


class _Match(NamedTuple):
    wanted: _Clause
    given: _Clause | None
    likeness: float


def departures(document: Document) -> Iterable[Finding]:
    """N003, one for each clause that departs from the nearest template or is absent."""
    given = _given(document)
    if not given or not any(is_federal(clause.text) for clause in given):
        return
    named = named_funders(" ".join(clause.text for clause in given))
    own = [template for template in _templates() if not template.only or template.only & named]
    ranked = [(template, _matched(template, given)) for template in own]
    template, matches = max(ranked, key=lambda item: sum(m.likeness for m in item[1] if m.likeness >= _SAME))
    near = [match for match in matches if match.likeness >= _ANCHOR]
    if not near:
        return
    for match in matches:
        found = _departure(template, match, near[0])
        if found:
            yield found


def _departure(template: _Template, match: _Match, anchor: _Match) -> Finding | None:
    hint = "It stands as received; ask the publisher, or settle N003."
    if match.given is None or match.likeness < (_SAME if template.verbatim else _SAMPLE):
        if not template.verbatim or anchor.given is None:
            return None
        message = f"A clause of the {template.funder} wording is absent: “{match.wanted.text}”"
        return finding("N003", message, hint=hint, node=anchor.given.node, span=anchor.given.span)
    differ = word_differences(match.wanted.words, match.given.words)
    if not differ:
        return None
    message = f"The wording departs from the {template.funder} template: {'; '.join(differ)}."
    return finding("N003", message, hint=hint, node=match.given.node, span=match.given.span)


def word_differences(wanted: tuple[str, ...], given: tuple[str, ...]) -> list[str]:
    """Say where ``given`` differs from ``wanted``; what fills a hole of the template is no difference."""
    differ = []
    for kind, a, b, c, d in SequenceMatcher(None, wanted, given, autojunk=False).get_opcodes():
        old, new = wanted[a:b], given[c:d]
        near_hole = _HOLE in wanted[max(0, a - 1) : b + 1]
        if kind == "equal" or (near_hole and all(word == _HOLE for word in old)):
            continue
        shown_old = " ".join(_SHOWN.get(word, word) for word in old if word != _HOLE)
        shown_new = " ".join(_SHOWN.get(word, word) for word in new)
        if not shown_old:
            differ.append(f"“{shown_new}” added")
        elif not shown_new or _HOLE in old:
            differ.append(f"“{shown_old}” absent")
        else:
            differ.append(f"“{shown_new}” for “{shown_old}”")
    return differ


def _matched(template: _Template, given: list[_Clause]) -> list[_Match]:
    found = []
    for wanted in template.clauses:
        likest = max(given, key=lambda clause: _likeness(wanted.words, clause.words))
        found.append(_Match(wanted, likest, _likeness(wanted.words, likest.words)))
    return found


def _likeness(wanted: tuple[str, ...], given: tuple[str, ...]) -> float:
    fixed = tuple(word for word in wanted if word != _HOLE)
    matcher = SequenceMatcher(None, fixed, given, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    surplus = 0 if len(fixed) < len(wanted) else max(0, len(given) - len(fixed))
    return common / (len(fixed) + surplus) if fixed else 0.0


def _given(document: Document) -> list[_Clause]:
    found: list[_Clause] = []
    for statement in document.statements:
        for passage in passages.of_node(statement):
            at = 0
            for text in _clauses(passage.text[:_READ])[: _CLAUSES - len(found)]:
                start = passage.text.index(text, at)
                at = start + len(text)
                found.append(_clause(text, passage.node, passage.span(start, at)))
    return [clause for clause in found if clause.words]


@cache
def _templates() -> tuple[_Template, ...]:
    rows = [row for path in _FILES for row in rows_of(path, "template")]
    return tuple(
        _Template(
            row["id"], row["funder"], row["must"] == "verbatim", frozenset(row.get("only", ())),
            tuple(_clause(text) for text in _clauses(row["text"])),
        )
        for row in rows
    )  # fmt: skip


def _clauses(text: str) -> list[str]:
    parts: list[str] = []
    for part in _CLAUSE.split(text):
        if parts and _ABBREVIATION.search(parts[-1][-_ENDING:]):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return [part.strip() for part in parts if part.strip() in text and part.strip()]


def _clause(text: str, node: str = "", span: Span | None = None) -> _Clause:
    return _Clause(tuple(_levelled(text)[:_MEASURED]), text.strip(), node, span)


def _levelled(text: str) -> list[str]:
    """Words of ``text`` with what a grantee may rightly replace made alike."""
    holes = _SLOT.sub(f" {_HOLE} ", text)
    for naming in reversed(namings(holes)):
        holes = f"{holes[: naming.start]} agencyname {holes[naming.end :]}"
    plain = f" {' '.join(_WORD.findall(folded(holes)))} "
    for pattern, level in _equivalents():
        plain = pattern.sub(level, plain)
    return plain.split()


@cache
def _equivalents() -> tuple[tuple[re.Pattern[str], str], ...]:
    shorts = "|".join(sorted({re.escape(short.casefold()) for funder in funders() for short in funder.short}))
    rows = rows_of("template-equivalents.toml", "equivalent")
    made = [(re.compile(f" (?:{shorts})(?= )"), " agencyname")]
    made += [(re.compile(f" (?:{'|'.join(row['words'])})(?= )"), f" {row['as']}") for row in rows]
    return tuple(made)
