"""``pcss-publish schema``."""

from __future__ import annotations

import json

import click

from pcss_publish.cli import console


@click.command("schema")
@click.argument(
    "kind",
    type=click.Choice(["document", "published", "issue", "certificate", "manifest", "ingest"]),
    default="document",
)
def command(kind: str) -> int:
    """Print the JSON Schema (2020-12) of the document model, or of what builds and `ingest` write."""
    from pcss_publish.builder.schemas import schema

    console.output(json.dumps(schema(kind), indent=1, ensure_ascii=False).encode() + b"\n")
    return 0
