"""What `ingest` says, in words: the table, what was left out, and what an editor has to decide."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pcss_publish.cli import summary
from pcss_publish.wording import counted

if TYPE_CHECKING:
    from pcss_publish.builder.ingest.report import Intake, Row, Understood

_HEADS = ("slug", "kind", "title", "byline", "date", "Q", "A", "statements", "awards", "comments", "open")
_NUMBERS = frozenset({"Q", "A", "statements", "awards", "comments", "open"})
_WIDEST = {"slug": 40, "title": 40, "byline": 24}
_WHOLE = 10  # articles whose open queries are printed in full
_SHOWN = 20  # files that are listed one by one, of those with one reason


def report(total: Intake, root: Path) -> Iterator[str]:
    """All lines but the last.

    Args:
        total: what became of each file.
        root: the project's folder.
    """
    new = [row for row in total.rows if row.status == "new"]
    if new:
        yield from _table(new)
        yield "Q questions, A answers; comments: found/stated; open: what keeps it from a release."
    for row in total.rows:
        if row.status == "there":
            why = f"; {row.why}" if row.why else ""
            yield f"{row.name}: there already as {summary.shown(root / row.file)}{why}"
    yield from _left([row for row in total.rows if row.status == "left"])
    for row in total.rows:
        if row.status == "failed":
            yield f"{row.name}: not taken: {row.why}"
    asked = [row for row in new if row.article and row.article.open]
    if asked:
        yield from _asked(asked, root, total.dry_run)


def result(total: Intake) -> str:
    """The sum."""
    counts = total.counts()
    words = {"new": "to be taken in" if total.dry_run else "taken in", "there": "there already"}
    return ", ".join(f"{number} {words.get(status, status)}" for status, number in counts.items())


def _table(rows: Sequence[Row]) -> Iterator[str]:
    cells = [list(_HEADS), *(_cells(row.slug, row.article) for row in rows if row.article)]
    for row in cells[1:]:
        row[:] = [_cut(cell, _WIDEST.get(head, 99)) for head, cell in zip(_HEADS, row, strict=True)]
    widths = [max(_width(row[n]) for row in cells) for n in range(len(_HEADS))]
    for row in cells:
        yield "  ".join(map(_padded, _HEADS, row, widths)).rstrip()


def _cells(slug: str, found: Understood) -> list[str]:
    stated = "?" if found.stated is None else str(found.stated)
    comments = f"{found.comments}/{stated}" if found.comments or found.stated is not None else "-"
    numbers = (found.questions, found.answers, found.statements, found.awards)
    return [
        slug, found.kind, found.title or "-", found.byline or "-", found.date[:10] or "-", *map(str, numbers),
        comments, str(len(found.open)),
    ]  # fmt: skip


def _cut(text: str, most: int) -> str:
    """A cell of one line that is not wider than ``most``; what controls the terminal is left out."""
    plain = " ".join("".join(c for c in text if unicodedata.category(c)[0] != "C" or c == "\t").split())
    while _width(plain) > most:
        plain = f"{plain.rstrip('…')[:-1].rstrip()}…"
    return plain


def _width(text: str) -> int:
    """Columns on a terminal (Unicode Standard Annex 11; marks stand over the sign before them)."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def _padded(head: str, text: str, width: int) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if head in _NUMBERS else text + blanks


def _left(rows: Sequence[Row]) -> Iterator[str]:
    """What was left, by reason: each of a few, the number of many."""
    for why, often in Counter(row.why for row in rows).items():
        yield f"left, {counted(often, 'file')}: {why}"
        names = [row.name for row in rows if row.why == why]
        yield from (f"  {name}" for name in names[:_SHOWN])
        if often > _SHOWN:
            yield f"  … and {often - _SHOWN} more"


def _asked(rows: Sequence[Row], root: Path, dry_run: bool) -> Iterator[str]:
    program = summary.program()
    yield f"To decide before a release, in {counted(len(rows), 'article')}:"
    for row in rows[:_SHOWN]:
        assert row.article
        often = Counter(one.key.partition(":")[0] for one in row.article.open)
        codes = ", ".join(f"{code} ×{n}" if n > 1 else code for code, n in often.items())
        yield f"  {row.slug}: {codes}"
        if len(rows) <= _WHOLE:
            for one in row.article.open:
                line = f"line {one.line}: " if one.line else ""
                yield f"    {one.key}: {line}{one.message}"
                yield f"      {one.hint}"
        if not dry_run:
            yield f"    {program} check --desk {summary.shown(root / row.file)}"
    if len(rows) > _SHOWN:
        yield f"  … and {len(rows) - _SHOWN} more; `{program} check` lists them."
    if not dry_run:
        yield "check --desk prints tables to decide by; paste them into sources/SLUG.desk.toml."
