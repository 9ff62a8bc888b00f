"""The tables that the rules go by: all of them are data, in ``data/mail/``."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pcss_publish.findings import Finding


def _text(name: str) -> str:
    return files("pcss_publish").joinpath("data", "mail", name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML table of ``data/mail/`` by its name without ``.toml``."""
    return tomllib.loads(_text(f"{name}.toml"))


@cache
def caniemail() -> tuple[str, dict[str, dict[str, Any]]]:
    """The day of the vendored caniemail data, and its features by slug.

    A feature's ``stats`` are results by family, platform and version (``a #1``), its ``notes`` what #1 says.
    """
    held = json.loads(_text("caniemail.json"))
    return held["snapshot"], {one["slug"]: one for one in held["features"]}


@cache
def pattern(section: str, key: str, *, whole: bool = False) -> re.Pattern[str]:
    """A regular expression of ``rules.toml``, without regard to case."""
    source = table("rules")[section][key]
    return re.compile(rf"(?:{source})[.!…»›→>\s]*\Z" if whole else source, re.IGNORECASE)


def found(code: str, message: str, line: int = 0) -> Finding:
    """A finding of a code of ``codes.toml``, with that code's severity and hint.

    Args:
        code: for example ``M101``.
        message: one sentence about this case.
        line: 1-based line of the file, 0 where there is none.

    Raises:
        KeyError: there is no such code.
    """
    entry = table("codes")[code]
    return Finding(code=code, severity=entry["severity"], message=message, hint=entry["hint"], line=line)
