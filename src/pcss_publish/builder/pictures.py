"""The pictures that the desk supplied: files below the folder of the sources, and nothing else."""

from __future__ import annotations

from pathlib import Path

from pcss_publish.errors import ConfigError
from pcss_publish.model import Published

_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
_LARGEST = 50_000_000  # bytes


def pictures_of(published: Published, folder: Path, desk: str) -> dict[str, bytes]:
    """Bytes of the pictures by the id of their figure.

    Args:
        published: figures with an ``asset`` name a file below ``folder``.
        folder: that of the source and its desk file.
        desk: name of the desk file, for messages.

    Raises:
        ConfigError: a file is missing, outside the folder, too large, or no PNG, JPEG or GIF.
    """
    found = {}
    for figure in published.document.figures:
        if figure.asset:
            found[figure.id] = picture(folder.resolve(), figure.asset, f"{desk} ({figure.id})")
    return found


def picture(folder: Path, asset: str, place: str) -> bytes:
    """Bytes of one picture below ``folder``.

    Raises:
        ConfigError: as for :func:`pictures_of`; names ``place``.
    """
    path = (folder / asset).resolve()
    hint = "Name a PNG, JPEG or GIF file in a folder below that of the sources."
    if not path.is_relative_to(folder):
        raise ConfigError(f"asset {asset!r} lies outside the folder of the sources", place=place, hint=hint)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _LARGEST else b""
    except OSError as error:
        raise ConfigError(f"asset {asset!r}: {error.strerror}", place=place, hint=hint) from error
    if not data.startswith(_STARTS):
        what = f"has {size} bytes, more than {_LARGEST}" if size > _LARGEST else "is no picture"
        raise ConfigError(f"asset {asset!r} {what}", place=place, hint=hint)
    return data
