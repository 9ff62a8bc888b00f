"""The tables that the check goes by: all of them are data, in ``data/preflight/``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pcss_publish.findings import Finding


class Told(NamedTuple):
    """What a rule found: a code, one sentence without its full stop, and the page, 0 for the whole file."""

    code: str
    text: str
    page: int = 0


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML table of ``data/preflight/`` by its name without ``.toml``."""
    path = files("pcss_publish").joinpath("data", "preflight", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def limit(name: str) -> float:
    """A bound of ``rules.toml``."""
    return float(table("rules")["limits"][name])


def profiles() -> dict[str, str]:
    """What a file may be held against: names, and what they stand for."""
    found: dict[str, str] = table("rules")["profiles"]
    return found


def findings(told: list[Told], profile: str, source: str) -> tuple[Finding, ...]:
    """As findings what counts in a profile: what is the same on several pages, once.

    Raises:
        KeyError: a code is not in the table.
    """
    pages: dict[tuple[str, str], list[int]] = {}
    for code, text, page in told:
        if profile in table("codes")[code]["of"]:
            pages.setdefault((code, text), []).append(page)
    return tuple(
        Finding(
            code=code,
            severity=table("codes")[code]["severity"],
            message=f"{_where(places)}{text}",
            hint=table("codes")[code]["hint"],
            source=source,
        )
        for (code, text), places in sorted(pages.items(), key=lambda item: (item[0][0], item[1], item[0][1]))
    )


def _where(pages: list[int]) -> str:
    """``pages 1, 2 and 9 more: ``; nothing for what is true of the whole file."""
    named = sorted({page for page in pages if page})
    if not named:
        return ""
    shown = ", ".join(map(str, named[:5]))
    more = f" and {len(named) - 5} more" if len(named) > 5 else ""
    return f"page{'s' if len(named) > 1 else ''} {shown}{more}: "
