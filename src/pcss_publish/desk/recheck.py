"""What cutting a comment settles: what the checks no longer find in the words that are left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from pcss_publish.desk.outcome import Record
from pcss_publish.findings import Finding
from pcss_publish.model import Document

Checks = Callable[[Document], Iterable[Finding]]

_CUT: Final = {"redacted", "excerpted"}
_OF_WORDS: Final = {"C003", "C006", "C009", "C012", "C015"}


def settle_cut(findings: Sequence[Finding], shown: Document, checks: Checks, record: Record) -> None:
    """Close findings on the words of redacted and excerpted comments that are not found in ``shown``."""
    cut = {comment.id for comment in shown.comments.items if comment.state in _CUT}
    if not cut:
        return
    left = {found.key for found in checks(shown)}
    for found in findings:
        if found.node in cut and found.code in _OF_WORDS and found.key not in left:
            record.close(found.node, (found.code,))
