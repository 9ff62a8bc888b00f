"""What a reader hands to normalization: the text of one source, or a document that it already was."""

from __future__ import annotations

from pcss_publish.model.base import Model
from pcss_publish.model.document import Document
from pcss_publish.model.marks import Markup
from pcss_publish.model.nodes import Source


class Received(Model):
    """One source as text.

    Of copied text ``text`` is the file, code point for code point. Of a structured source it is the file's
    text nodes, laid out in lines as a person would copy them, and ``markup`` is what the file knows of them.
    ``document`` is set where the source was a document JSON: it keeps its own ledger and digest.
    """

    source: Source
    text: str
    markup: Markup | None = None
    document: Document | None = None
