"""Markdown with front matter and fenced divs: the form in which an article is written by hand."""

from __future__ import annotations

from pcss_publish.readers.markdown.read import MEDIA_TYPE, read, recognise
from pcss_publish.readers.markdown.write import write

__all__ = ["MEDIA_TYPE", "read", "recognise", "write"]
