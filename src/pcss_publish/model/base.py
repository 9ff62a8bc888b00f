"""What every part of the model shares: frozen, closed classes and spans in the source."""

from __future__ import annotations

from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION: Final = "1"


class Model(BaseModel):
    """A frozen value; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(NamedTuple):
    """Half-open range of code points in the decoded source."""

    start: int
    end: int
