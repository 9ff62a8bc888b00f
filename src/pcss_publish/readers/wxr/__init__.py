"""WordPress exports (WXR 1.0 to 1.2): one post an article; of many, each is taken out first (``split``)."""

from __future__ import annotations

from pcss_publish.readers.wxr.post import MEDIA_TYPE, read, recognise

__all__ = ["MEDIA_TYPE", "read", "recognise"]
