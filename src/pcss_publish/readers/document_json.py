"""A document JSON as a source: it keeps the ledger and the digest that it was made from."""

from __future__ import annotations

import json

from pydantic import ValidationError

from pcss_publish.errors import SourceError
from pcss_publish.model.document import Document
from pcss_publish.model.ledger import faults, joined
from pcss_publish.model.nodes import Source
from pcss_publish.model.received import Received

# No article begins with a brace and names our schema in its first lines.
_PROBE = 4096
MEDIA_TYPE = "application/vnd.pcss-publish.document+json"


def recognise(text: str) -> bool:
    """Whether ``text`` is JSON: a document of ours, of any version, or of a kind that is no article."""
    head = text[:_PROBE].lstrip("\ufeff \t\r\n")
    return head.startswith(("{", "[")) and ('"schema_version"' in head or _is_json(text))


def _is_json(text: str) -> bool:
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def read(text: str, source: Source) -> Received:
    """The document, and as text what its ledger holds.

    Raises:
        SourceError: the JSON is broken, of another version, or its ledger does not add up.
    """
    try:
        document = Document.model_validate_json(text.lstrip("\ufeff"))
    except ValidationError as error:
        raise _refused(error, text, source.name) from error
    original = joined(document.ledger)
    wrong = faults(document.ledger, original)
    if wrong or not document.sources:
        why = wrong[0] if wrong else "it names no source"
        raise SourceError(f"the document's ledger does not add up: {why}", place=source.name)
    return Received(source=document.sources[0], text=original, document=document)


def _refused(error: ValidationError, text: str, name: str) -> SourceError:
    try:
        json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as broken:
        return SourceError(
            f"the document JSON is broken: {broken.msg}",
            place=f"{name}:{broken.lineno}:{broken.colno}",
            hint="Mend it there, or write it again with pcss-publish normalize.",
        )
    except RecursionError:
        return SourceError(
            "the document JSON is nested too deeply",
            place=name,
            hint="No article needs that; look at the file.",
        )
    first = error.errors()[0]
    where, what = ".".join(str(step) for step in first["loc"]), first["msg"]
    return SourceError(
        f"the document JSON does not fit the schema at {where or 'its root'}: {what}",
        place=name,
        hint="pcss-publish schema prints the schema that it must fit.",
    )
