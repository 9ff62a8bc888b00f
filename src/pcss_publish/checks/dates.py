"""D: dates that are absent, doubled, partial or relative."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pcss_publish.checks import passages
from pcss_publish.checks.lexicon import patterns
from pcss_publish.checks.words import listed
from pcss_publish.findings import Finding, finding
from pcss_publish.model import Document
from pcss_publish.wording import counted

_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_STOPS: Final = (". ", "! ", "? ", "\n")
_SENTENCE: Final = 300  # code points on either side in which its ends are looked for
_NOT_PROSE: Final = {"statement", "references", "credit", "section", "series"}


def no_date(document: Document) -> Iterable[Finding]:
    """D001."""
    if not document.published:
        yield finding(
            "D001", "The page gives no date of publication.",
            hint='Give it one, date = "…" under [article]; or settle D001 once you know that there is none.',
        )  # fmt: skip


def no_zone(document: Document) -> Iterable[Finding]:
    """D002: stamps with a time of day and no zone."""
    stamps = [c.stamp for c in document.comments.items if c.stamp]
    timed = [s for s in stamps if s.precision in {"minute", "second"} and not s.zone]
    if timed:
        yield finding(
            "D002", f"No zone is given for {counted(len(timed), 'time')}, printed as posted.",
            hint="Say in editors_note whose time it is if readers need it; then settle D002.",
            span=timed[0].span,
        )  # fmt: skip


def stale_time(document: Document) -> Iterable[Finding]:
    """D003: one finding a node, with the words whose meaning hangs on the day of writing."""
    relative = patterns("time", "relative")
    published = document.published
    since = published.raw if published else "a date that the page does not give"
    found: dict[str, list[tuple[str, passages.Passage, int]]] = {}
    for passage in passages.article(document):
        if passage.role not in _NOT_PROSE:
            for match in relative.finditer(passage.text):
                if not _fixed(passage.text, match.start(), match.end()):
                    found.setdefault(passage.node, []).append((match.group(), passage, match.start()))
    for node, hits in found.items():
        word, passage, at = hits[0]
        yield finding(
            "D003", f"{listed(hit[0] for hit in hits)}: relative to {since}.",
            hint="Say in editors_note when it was written, if readers need it; then settle D003.",
            node=node, span=passage.span(at, at + len(word)),
        )  # fmt: skip


def _fixed(text: str, start: int, end: int) -> bool:
    """Whether a year in the same sentence says when."""
    before = text[max(0, start - _SENTENCE) : start]
    after = text[end : end + _SENTENCE]
    cut = max((before.rfind(stop) for stop in _STOPS), default=-1)
    stops = [at for stop in _STOPS if (at := after.find(stop)) >= 0]
    return bool(_YEAR.search(before[cut + 1 :] + " " + after[: min(stops, default=len(after))]))


def several_dates(document: Document) -> Iterable[Finding]:
    """D005: more than one date claims the article."""
    if len(document.dates) > 1:
        raw = listed(date.raw for date in document.dates)
        yield finding(
            "D005", f"The article bears several dates: {raw}.",
            hint="The first one given as published is the article’s; settle D005 if that is right.",
            span=document.dates[1].span,
        )  # fmt: skip


def partial_stamps(document: Document) -> Iterable[Finding]:
    """D006: stamps that give no full date (relative ones, no year), or none at all beside others."""
    stamped = [c for c in document.comments.items if c.stamp]
    partial = [c for c in stamped if c.stamp and c.stamp.precision in {"none", "year", "month"}]
    if partial:
        shown = listed(sorted({c.stamp.raw for c in partial if c.stamp}), limit=3)
        yield finding(
            "D006", f"No full date to order by stands at {counted(len(partial), 'comment')} ({shown}).",
            hint="Set order = \"as-shown\" under [article] if that reads better; then settle D006.",
            span=partial[0].stamp.span if partial[0].stamp else None,
        )  # fmt: skip
