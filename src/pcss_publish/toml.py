"""TOML as people write it: errors with file and line, in words that help."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from pcss_publish.errors import ConfigError

_LINE: Final = re.compile(r" \(at line (\d+), column \d+\)")
_OPEN: Final = "Illegal character '\\n'"


def parse(text: str, place: str) -> dict[str, Any]:
    """Read TOML.

    Raises:
        ConfigError: it is none; names ``place`` and the line.
    """
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        what, hint = str(error), "Mend the line that is named."
        if what.startswith(_OPEN):
            what = "a quotation mark is not closed"
            hint = 'Close it on the line that is named; a text of several lines stands between """ and """.'
        at = _LINE.search(str(error))
        raise ConfigError(
            f"not TOML: {what}", place=f"{place}:{at.group(1)}" if at else place, hint=hint
        ) from error
