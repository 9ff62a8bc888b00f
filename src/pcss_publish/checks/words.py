"""Small helpers on words that several rules share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_PLAIN: Final = str.maketrans("’‘“”", "''\"\"", "\u00ad")
_SPACE: Final = re.compile(r"\s+")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+")


def listed(texts: Iterable[str], limit: int = 5) -> str:
    """``texts`` once each, in quotation marks, shortened after ``limit``."""
    once = list(dict.fromkeys(" ".join(text.split()) for text in texts))
    more = f" and {len(once) - limit} more" if len(once) > limit else ""
    return ", ".join(f"“{text}”" for text in once[:limit]) + more


def folded(text: str) -> str:
    """``text`` for comparing: one space for any white space, no case, plain quotes."""
    plain = text.translate(_PLAIN)
    return _SPACE.sub(" ", plain).strip().casefold()


def sentences(text: str) -> list[str]:
    """A rough cut at sentence ends; good enough for comparing, not for printing."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def short(text: str, width: int = 60) -> str:
    """The beginning of ``text`` for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= width else plain[: width - 1].rstrip() + "…"
