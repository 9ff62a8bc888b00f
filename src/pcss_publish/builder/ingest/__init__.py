"""Taking files into a project's ``sources/``: bytes kept as they are, and nothing overwritten."""

from __future__ import annotations

from pcss_publish.builder.ingest.report import Intake, Row
from pcss_publish.builder.ingest.run import Wishes, ingest

__all__ = ["Intake", "Row", "Wishes", "ingest"]
