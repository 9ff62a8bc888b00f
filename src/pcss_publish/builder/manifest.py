"""``outputs/manifest.json``: what was built from what, with which tools. No clock, no absolute path."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pcss_publish.builder import files

NAME = "manifest.json"


class Entry(BaseModel):
    """One product.

    Attributes:
        key: digest of everything that went into it.
        stale: whether it is of an earlier build than the rest of its article.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    sha256: str
    size: int
    key: str
    stale: bool = False


class ArticleEntry(BaseModel):
    """One article and its products by path below ``outputs/``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: str
    source_sha256: str
    decisions_sha256: str
    state: Literal["release", "proof"]
    products: dict[str, Entry]


class Manifest(BaseModel):
    """All articles by slug, and the versions of everything that took part."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_version: Literal["1"] = "1"
    tools: dict[str, str] = {}
    articles: dict[str, ArticleEntry] = {}


def read(outputs: Path) -> Manifest:
    """The manifest of the last build; an empty one if there is none that can be read."""
    try:
        return Manifest.model_validate_json((outputs / NAME).read_bytes())
    except (OSError, ValidationError):
        return Manifest()


def write(outputs: Path, manifest: Manifest) -> None:
    """Write the manifest, sorted.

    Raises:
        OutputError: it cannot be written.
    """
    text = json.dumps(manifest.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False)
    files.write(outputs / NAME, text.encode() + b"\n")
