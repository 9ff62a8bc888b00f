"""What a reader hands to normalization: the decoded text of one source, or a document that it already was."""

from __future__ import annotations

from pcss_publish.model.base import Model
from pcss_publish.model.document import Document
from pcss_publish.model.nodes import Source


class Received(Model):
    """One source, decoded; not a code point of ``text`` differs from the file.

    ``document`` is set where the source was a document JSON: it keeps its own ledger and digest.
    """

    source: Source
    text: str
    document: Document | None = None
