"""Our gate for PDF: every finished file is checked against PDF/UA-1 and PDF/A-3a before it is handed on.

It reads the file with pikepdf alone. It is no validator: what it covers and what it does not stands in
``docs/pdf.md``.
"""

from __future__ import annotations

from pcss_publish.exporters.pdfgate.file import File
from pcss_publish.exporters.pdfgate.table import CHECKS, Fault


def faults(data: bytes) -> tuple[Fault, ...]:
    """Every fault that the gate finds in a PDF; empty for one that passes."""
    with File(data) as file:
        return tuple(
            Fault(check.code, clause, message) for check in CHECKS for clause, message in check.find(file)
        )


__all__ = ["CHECKS", "Fault", "faults"]
