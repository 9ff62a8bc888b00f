"""C003: a third person's health. A word for a person close to the writer, and a health word near it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pcss_publish.checks import passages
from pcss_publish.checks.lexicon import patterns
from pcss_publish.checks.words import short
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document

_REACH: Final = 160  # code points after the person's word: about two sentences
_OWNED: Final = 25  # after "my brother's": the next words, since it may be his tractor that died
_BARE: Final = 40  # after a bare "he is"
_OWNER: Final = re.compile(r"['’]s\b")
_BEFORE: Final = 60  # and before it, in the same sentence
_STOP: Final = re.compile(r"[.!?;\n]")


def third_person(document: Document) -> Iterable[Finding]:
    """C003, once a comment; blocks, since consent is the editor's to find out."""
    for comment, body in passages.comments(document):
        hit = next(filter(None, (_hit(p) for p in body if not p.quoted)), None)
        if hit:
            passage, who, what = hit
            yield finding(
                "C003", f"{comment.called} seems to tell of another person's health: "
                f"“{who.group()}” … “{short(what.group(), 30)}”.",
                hint="Omit it, or cut the passage out (redact, excerpt). With that person's consent, publish "
                'it with reason = "consent".',
                node=comment.id, span=passage.span(who.start(), who.end()),
            )  # fmt: skip


def _hit(passage: passages.Passage) -> tuple[passages.Passage, re.Match[str], re.Match[str]] | None:
    health = patterns("health", "health")
    text = patterns("health", "harmless").sub(lambda match: " " * len(match.group()), passage.text)
    for who in patterns("health", "person").finditer(text):
        reach = _OWNED if _OWNER.match(text, who.end()) else _REACH
        what = health.search(text, who.end(), min(len(text), who.end() + reach))
        what = what or _in_sentence_before(health, text, who.start())
        if what:
            return passage, who, what
    if patterns("health", "animal").search(text):
        return None
    for who in patterns("health", "pronoun").finditer(text):
        what = health.search(text, who.end(), min(len(text), who.end() + _BARE))
        if what:
            return passage, who, what
    return None


def _in_sentence_before(health: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    start = max(0, end - _BEFORE)
    stops = [stop.end() for stop in _STOP.finditer(text, start, end)]
    return health.search(text, stops[-1] if stops else start, end)
