"""The pictures that the desk supplied, as files of the package (core media types, EPUB 3.3 §3.2)."""

from __future__ import annotations

from typing import Final

from pcss_publish.engines.ebook import Item
from pcss_publish.exporters.base import Job
from pcss_publish.theme import Theme

# Told by their first bytes; a file of another kind is not packed, its alternative text is printed instead.
_KINDS: Final = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
)


def pictures(job: Job) -> dict[str, Item]:
    """Files by the id of their figure; figures without a picture that can be packed are left out."""
    found = {}
    for figure in job.published.document.figures:
        item = packed(f"picture-{figure.id}", job.pictures.get(figure.id, b"")) if figure.asset else None
        if item:
            found[figure.id] = item
    return found


def logo(theme: Theme) -> tuple[Item, ...]:
    """The theme's logo as a file of the package; nothing where it has none."""
    if not theme.logo:
        return ()
    media_type = "image/svg+xml" if theme.logo.suffix == "svg" else "image/png"
    return (Item("logo", f"logo.{theme.logo.suffix}", media_type, theme.logo.data),)


def packed(name: str, data: bytes) -> Item | None:
    """A picture as a file of the package; None where it is of no kind that can be packed."""
    for start, suffix, media_type in _KINDS:
        if data.startswith(start):
            return Item(name, f"{name}.{suffix}", media_type, data)
    return None
