"""What a person says about how a source is to be read, where a copied text leaves it open."""

from __future__ import annotations

from pcss_publish.model.base import Model


class Guidance(Model):
    """Facts about a source that its text does not show.

    Attributes:
        profile: the system that printed its comments, a key of ``profiles.profiles()``; empty: not known.
        comments_from: the file's line where the comments begin, from 1; 0: not known.
        place: where this was said, for messages: a desk file with its line, or options of a command.
        by_file: whether that is a file.
    """

    profile: str = ""
    comments_from: int = 0
    place: str = ""
    by_file: bool = False
