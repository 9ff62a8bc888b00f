"""Reads a document JSON back: the model in it shows its own units."""

from __future__ import annotations

from pydantic import ValidationError

from pcss_publish.model import Document, Published, PublishedIssue, element_id
from pcss_publish.proof.pieces import Aside, Piece, Reading, UnreadableError


def read(data: bytes) -> Reading:
    """Read a published view, of an article or an issue, or a document.

    Raises:
        UnreadableError: it is none of them.
    """
    model: type[Published | Document | PublishedIssue]
    errors = []
    for model in (Published, Document, PublishedIssue):
        try:
            units = model.model_validate_json(data).units()
        except ValidationError as error:
            errors.append(error)
        else:
            pieces = tuple(Piece(element_id(unit.id), unit.text) for unit in units)
            return Reading("pydantic", pieces, buried=(Aside("JSON", data.decode("utf-8")),), numbered=False)
    raise UnreadableError(f"no document JSON: {errors[0].error_count()} errors")
