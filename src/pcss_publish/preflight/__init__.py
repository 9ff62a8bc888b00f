"""What a PDF would meet at a printer's: our own check of finished files of anybody, and no validator."""

from __future__ import annotations

from pcss_publish.preflight.check import NOTE, Report, preflight

__all__ = ["NOTE", "Report", "preflight"]
