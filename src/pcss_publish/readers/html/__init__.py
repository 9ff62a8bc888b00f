"""Saved web pages: HTML read from its own tree, nothing run and nothing fetched."""

from __future__ import annotations

from pcss_publish.errors import SourceError
from pcss_publish.model.nodes import Source
from pcss_publish.model.received import Received
from pcss_publish.readers.html.article import find_article
from pcss_publish.readers.html.comments import find_comments
from pcss_publish.readers.html.metadata import base_of, claims_of
from pcss_publish.readers.html.notes import Notes
from pcss_publish.readers.html.tree import Places, code_of, parse, strip_code
from pcss_publish.readers.html.walk import lay_out

MEDIA_TYPE = "text/html"


def read(text: str, source: Source, *, address: str = "") -> Received:
    """The page's text as one would copy it, and what its markup knows.

    Args:
        text: the page's code.
        source: the record of its file.
        address: where the page was, if an archive tells; else what the page says of itself.

    Raises:
        SourceError: nothing to read is in it, or it is nested deeper or holds more than any page does.
    """
    page = parse(text, source.name)
    notes = Notes(base=address or base_of(page, text))
    claims = claims_of(page)
    places = Places(page)
    dropped = code_of(page, places)
    strip_code(page)
    comments = find_comments(page, notes)
    find_article(page, comments, claims, notes)
    layout = lay_out(page, notes, places)
    words, markup = layout.done((*claims, *notes.claims), tuple(notes.doubts))
    if not words.strip():
        raise SourceError(
            "the page holds no text; perhaps a script writes it", place=source.name,
            hint="Open the page in a browser, and save it as it is shown: complete, or as copied text.",
        )  # fmt: skip
    return Received(source=source.model_copy(update={"dropped": dropped}), text=words, markup=markup)
