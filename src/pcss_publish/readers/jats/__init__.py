"""JATS articles, as journals deposit them (NISO Z39.96)."""

from __future__ import annotations

from pcss_publish.readers.jats.article import MEDIA_TYPE, read, recognise

__all__ = ["MEDIA_TYPE", "read", "recognise"]
