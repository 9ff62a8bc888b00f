"""Reads plain text back: lines joined, no ids."""

from __future__ import annotations

from pcss_publish.proof.pieces import Piece, Reading, UnreadableError


def read(data: bytes) -> Reading:
    """Read a text file.

    Raises:
        UnreadableError: it is not UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"no UTF-8 text: {error}") from error
    return Reading("UTF-8 lines", (Piece("", text),), exact=False, flat=True)
