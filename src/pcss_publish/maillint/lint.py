"""All rules over one mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pcss_publish.errors import SourceError
from pcss_publish.findings import Finding
from pcss_publish.maillint import envelope, links, outlook, reading, sheets, structure
from pcss_publish.maillint.mail import Mail, read
from pcss_publish.maillint.support import Support, complaints, measure

RULES: tuple[Callable[[Mail], Iterator[Finding]], ...] = (
    sheets.size, sheets.charset, sheets.style_size, sheets.sheets, sheets.attributes, sheets.dropped,
    sheets.elements,
    structure.languages, structure.head, structure.headings, structure.tables, structure.pictures,
    structure.ids, structure.preheader, structure.widths,
    reading.contrast, reading.small_type, reading.link_lines,
    links.links, links.unsubscribe, links.tags, links.drafts,
    outlook.conditionals, outlook.ghost_table, outlook.buttons,
    envelope.message,
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What was found in one mail.

    Attributes:
        name: of the file.
        size: of its HTML, bytes.
        findings: by line, then by code.
    """

    name: str
    size: int
    support: Support
    findings: tuple[Finding, ...]

    def row(self) -> dict[str, Any]:
        """The report as data for other programs."""
        held = self.support
        return {
            "file": self.name,
            "html_bytes": self.size,
            "caniemail": held.snapshot,
            "score": round(held.score, 4),
            "clients": {name: round(value, 4) for name, value in held.clients.items()},
            "features": {name: round(value, 4) for name, value in held.features.items()},
            "not_essential": list(held.others),
            "lacking": list(held.lacking),
            "findings": [one.row() for one in self.findings],
        }


def lint(data: bytes, name: str) -> Report:
    """Hold a mail against all rules.

    Args:
        data: an HTML file, or a message (``.eml``).
        name: of the file, for the findings.

    Raises:
        SourceError: there is no HTML in it, or it is too large or too deep.
    """
    mail = read(data, name)
    try:
        support = measure(mail)
        found = [one for rule in RULES for one in rule(mail)] + list(complaints(support))
    except RecursionError as error:  # a selector of thousands of parts
        hint = "No mail needs that; look at its style elements."
        raise SourceError("has style nested too deep", place=name, hint=hint) from error
    placed = (one.model_copy(update={"source": name}) for one in found)
    return Report(name, mail.size, support, tuple(sorted(placed, key=lambda one: (one.line, one.code))))
