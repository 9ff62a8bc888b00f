"""From bytes to decoded text: each kind of source is recognised by its content."""

from __future__ import annotations

from pcss_publish.readers.registry import read_bytes

__all__ = ["read_bytes"]
