"""What a mail is weak at: hard rules of mail clients, and how they support what it uses."""

from __future__ import annotations

from pcss_publish.maillint.lint import Report, lint

__all__ = ["Report", "lint"]
