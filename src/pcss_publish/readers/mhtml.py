"""Saved web archives (MHTML, RFC 2557): the page is the first part that is HTML; nothing else is read."""

from __future__ import annotations

from pcss_publish.errors import SourceError
from pcss_publish.model.marks import Dropped, Place
from pcss_publish.model.nodes import Source
from pcss_publish.model.received import Received
from pcss_publish.readers import html

MEDIA_TYPE = "multipart/related"


def read(text: str, source: Source) -> Received:
    """The page of the archive; its pictures, styles and frames are listed as dropped.

    Raises:
        SourceError: no part of it is HTML, or that part cannot be read.
    """
    from email import message_from_string, policy

    parts = list(message_from_string(text, policy=policy.default).walk())
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise SourceError(
            "the archive holds no web page", place=source.name, hint="Save the page again, or copy its text."
        )
    try:
        content = page.get_content()
    except (LookupError, UnicodeError, ValueError) as error:
        raise SourceError(f"the archive's page cannot be decoded: {error}", place=source.name) from error
    address = str(page.get("Content-Location", ""))
    received = html.read(content, source, address=address)
    others = [part for part in parts if part is not page and not part.is_multipart()]
    dropped = tuple(
        Dropped(what=part.get_content_type(), place=Place(path=str(part.get("Content-Location", ""))),
                characters=len(str(part.get_payload())))
        for part in others
    )  # fmt: skip
    known = received.source.model_copy(update={"dropped": (*received.source.dropped, *dropped)})
    return received.model_copy(update={"source": known})
