"""The JSON Schemas that the package publishes."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> dict[str, Any]:
    """JSON Schema 2020-12 of a kind: ``document``, ``published``, ``issue``, ``certificate``, and so on.

    Raises:
        KeyError: there is no such kind.
    """
    from pcss_publish.builder.ingest.report import Intake
    from pcss_publish.builder.manifest import Manifest
    from pcss_publish.model import Document, Published, PublishedIssue
    from pcss_publish.proof import Certificate

    kinds: dict[str, type[BaseModel]] = {
        "document": Document, "published": Published, "issue": PublishedIssue,
        "certificate": Certificate, "manifest": Manifest, "ingest": Intake,
    }  # fmt: skip
    return {"$schema": DIALECT, **kinds[kind].model_json_schema()}
