"""Our gate for PDF: every finished file is checked against PDF/UA-1 and PDF/A-3a before it is handed on.

It reads the file with pikepdf alone. It is no validator: what it covers stands in ``table.CHECKS``; glyph
widths, blending, ICC profiles and contrast are not looked at.
"""

from __future__ import annotations

from pcss_publish.exporters.pdfgate.file import File
from pcss_publish.exporters.pdfgate.table import CHECKS, Fault


def faults(data: bytes) -> tuple[Fault, ...]:
    """Every fault that the gate finds in a PDF; empty for one that passes."""
    with File(data) as file:
        return tuple(
            Fault(check.code, check.clause, message) for check in CHECKS for message in check.find(file)
        )


__all__ = ["CHECKS", "Fault", "faults"]
