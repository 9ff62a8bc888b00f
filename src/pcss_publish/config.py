"""``pcss.toml``: house policy, read and checked; ``settings`` has its keys.

Precedence: environment ``PCSS_<SECTION>_<KEY>`` over ``pcss.toml`` over the defaults. Unknown keys and
variables are refused with a suggestion.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from pcss_publish import toml
from pcss_publish.errors import ConfigError
from pcss_publish.settings import Config

FILE_NAME = "pcss.toml"
DEBUG = "PCSS_DEBUG"
NO_TUNING = "PCSS_NO_TUNING"  # read by engines/weasy_tuning.py
_PREFIX = "PCSS_"
#: What no format can print: controls, and the two code points that XML knows no way to write.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


class Origin(BaseModel):
    """Where a value came from, for ``pcss-publish config``."""

    key: str
    value: Any
    origin: str
    meaning: str


def keys() -> dict[str, tuple[Any, str]]:
    """Every ``section.key`` with its default and meaning."""
    found = {}
    for section, outer in Config.model_fields.items():
        for name, inner in type(outer.default).model_fields.items():
            found[f"{section}.{name}"] = (inner.default, inner.description or "")
    return found


def load(root: Path, environ: Mapping[str, str] | None = None) -> tuple[Config, tuple[Origin, ...]]:
    """Read the configuration of the project in ``root``.

    Args:
        root: folder that may hold ``pcss.toml``.
        environ: environment variables; only ``PCSS_…`` are looked at.

    Raises:
        ConfigError: unknown key or variable, wrong value, or not TOML; names file and line.
    """
    path = root / FILE_NAME
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.is_file() else ""
        table = toml.parse(text, str(path))
    except UnicodeDecodeError as error:
        what = f"not UTF-8 at byte {error.start}"
        raise ConfigError(what, place=str(path), hint="TOML knows no other encoding.") from error
    _refuse_unknown(table, path, text)
    variables = {f"{_PREFIX}{key.replace('.', '_')}".upper(): key for key in keys()}
    _refuse_unknown_variables(environ or {}, variables)
    origins = {key: FILE_NAME for key in keys() if key.split(".")[1] in table.get(key.split(".")[0], {})}
    for variable, key in variables.items():
        section, name = key.split(".")
        if environ and variable in environ:
            table.setdefault(section, {})[name] = _from_text(environ[variable], keys()[key][0])
            origins[key] = variable
    config = _validated(table, path, text, origins)
    for key in keys():
        if sign := control_character(_value(config, key)):
            hint = "Take it out: no format can print it."
            place = _place(key, path, text, origins)
            raise ConfigError(f"{key}: holds the control character {sign}", place=place, hint=hint)
    return config, tuple(
        Origin(key=k, value=_value(config, k), origin=origins.get(k, "default"), meaning=keys()[k][1])
        for k in keys()
    )


def _value(config: Config, key: str) -> Any:
    section, name = key.split(".")
    return getattr(getattr(config, section), name)


def _from_text(text: str, default: Any) -> Any:
    if isinstance(default, tuple):
        return [part.strip() for part in text.split(",") if part.strip()]
    return text  # numbers, and words for true and false, the models understand


def _refuse_unknown(table: dict[str, Any], path: Path, text: str) -> None:
    sections = list(Config.model_fields)
    for section, inner in table.items():
        if section not in sections or not isinstance(inner, dict):
            raise _unknown(section, sections, path, text, "section")
        known = [key.split(".")[1] for key in keys() if key.startswith(f"{section}.")]
        for name in inner:
            if name not in known:
                raise _unknown(name, known, path, text, f"key in [{section}]")


def _refuse_unknown_variables(environ: Mapping[str, str], variables: Mapping[str, str]) -> None:
    known = [*variables, DEBUG, NO_TUNING]
    for name in environ:
        if name.startswith(_PREFIX) and name not in known:
            close = difflib.get_close_matches(name, known, 1, 0.75)
            meant = f"Did you mean {close[0]}?" if close else "`pcss-publish config` lists all keys."
            raise ConfigError(f"unknown variable: {name}", place="environment", hint=f"{meant} Or unset it.")


def _unknown(name: str, known: list[str], path: Path, text: str, what: str) -> ConfigError:
    close = difflib.get_close_matches(name, known, 1, 0.5)
    hint = f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(known)}."
    return ConfigError(f"unknown {what}: {name!r}", place=f"{path}:{line_of(text, name)}", hint=hint)


def _validated(table: dict[str, Any], path: Path, text: str, origins: dict[str, str]) -> Config:
    try:
        return Config.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"][:2])
        what = first["msg"].partition(", unable")[0].replace("Input should", "must")
        what = what.replace("a valid boolean", "true or false")
        hint = keys().get(key, ("", ""))[1]
        place = _place(key, path, text, origins)
        raise ConfigError(f"{key}: {what}, not {first['input']!r}", place=place, hint=hint) from error


def _place(key: str, path: Path, text: str, origins: dict[str, str]) -> str:
    origin = origins.get(key, FILE_NAME)
    return f"{path}:{line_of(text, key.rsplit('.', maxsplit=1)[-1])}" if origin == FILE_NAME else origin


def control_character(value: object) -> str:
    """The first control character in a string or a list of them, as ``U+0007``; a line end or tab is none."""
    texts = value if isinstance(value, (list, tuple)) else [value]
    found = next((m for t in texts if isinstance(t, str) and (m := _CONTROL.search(t))), None)
    return f"U+{ord(found.group()):04X}" if found else ""


def line_of(text: str, name: str) -> int:
    """The 1-based line on which a key or table ``name`` stands in a TOML text, 1 if it is not found."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().lstrip("[\"'").startswith(name):
            return number
    return 1
