"""Small helps with the objects of a PDF."""

from __future__ import annotations

from typing import Any


def drop(node: Any, *keys: str) -> None:
    """Delete entries of a dictionary or stream; those that it does not have are no matter."""
    for key in keys:
        if key in node:
            del node[key]
