"""What every part of the model shares: frozen, closed classes and spans in the source."""

from __future__ import annotations

import re
from typing import Annotated, Final, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict

SCHEMA_VERSION: Final = "1"


class Model(BaseModel):
    """A frozen value; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


#: What XML cannot hold: control characters and surrogates.
NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _xml_text(text: str) -> str:
    if found := NOT_XML.search(text):
        raise ValueError(f"U+{ord(found[0]):04X} cannot stand in XML (https://www.w3.org/TR/xml/#charsets)")
    return text


Text = Annotated[str, AfterValidator(_xml_text)]
"""Text that every product can hold: no control characters, no surrogates."""


class Span(NamedTuple):
    """Half-open range of code points in the decoded source."""

    start: int
    end: int
