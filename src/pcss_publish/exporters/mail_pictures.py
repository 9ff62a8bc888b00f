"""The pictures that the desk supplied, as a mail can show them: by addresses on the web."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from pcss_publish.compose.mail_view import Hosted
from pcss_publish.exporters.base import Job
from pcss_publish.findings import Finding, finding

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG's frame header (ISO/IEC 10918-1, table B.1)."""


def hosted(job: Job) -> Mapping[str, Hosted]:
    """Addresses and widths by the id of their figure; nothing where no address is configured."""
    base = job.config.newsletter.image_base.replace("{slug}", job.published.document.id).rstrip("/")
    if not base:
        return {}
    return {
        figure.id: Hosted(f"{base}/{quote(figure.asset)}", width(job.pictures.get(figure.id, b"")))
        for figure in job.published.document.figures
        if figure.asset
    }


def left_out(job: Job) -> Iterator[Finding]:
    """One finding for each picture that the mail describes instead of showing."""
    shown = hosted(job)
    for figure in job.published.document.figures:
        if figure.asset and figure.id not in shown:
            yield finding(
                "P005",
                f"the mail describes the picture {figure.asset} in words, since it knows no address for it",
                hint="Put the pictures on the web, and their folder's address into newsletter.image_base.",
                node=figure.id,
            )


def width(data: bytes) -> int:
    """Width in pixels of a PNG, GIF or JPEG; 0 where it cannot be told."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return int.from_bytes(data[16:20], "big")
    if data.startswith(b"GIF8"):
        return int.from_bytes(data[6:8], "little")
    return _jpeg_width(data) if data.startswith(b"\xff\xd8") else 0


def _jpeg_width(data: bytes) -> int:
    """Goes from segment to segment up to the frame header, which holds the size."""
    at = 2
    while data[at : at + 1] == b"\xff" and at + 9 <= len(data):
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9], "big")
        at += 1 if kind == 0xFF else 2 + max(length, 2)
    return 0
