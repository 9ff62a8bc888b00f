"""Read a desk file: TOML into closed models, every error with file, line and a suggestion."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from pcss_publish import toml
from pcss_publish.config import control_character
from pcss_publish.desk import schema
from pcss_publish.desk.places import Place, line_of, places
from pcss_publish.desk.schema import Desk
from pcss_publish.errors import ConfigError

_TABLES: Final[dict[str, type[schema.Decision | schema.ReadingFacts]]] = {
    "article": schema.ArticleDecision,
    "reading": schema.ReadingFacts,
    "comment": schema.CommentDecision,
    "link": schema.LinkDecision,
    "figure": schema.FigureDecision,
    "edit": schema.EditDecision,
    "settle": schema.SettleDecision,
    "drop": schema.DropDecision,
    "quote": schema.QuoteDecision,
}
#: Tables that there are once at most.
_SINGLE: Final = frozenset({"article", "reading"})
_SET_BY_LOADER: Final = {"line", "file"}
_BYTES: Final = 4_000_000


def load(path: Path, name: str | None = None) -> Desk:
    """Read the desk file at ``path``.

    Args:
        path: the file; an empty desk is returned where there is none.
        name: what findings and errors call it; its file name unless given.

    Raises:
        ConfigError: not UTF-8, not TOML, or not a desk file; names file and line.
    """
    shown = name or path.name
    if not path.is_file():
        return Desk(file=shown)
    try:
        if path.stat().st_size > _BYTES:
            raise ConfigError("is too large for a desk file", place=shown, hint="Is it another file?")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "Save it as UTF-8; TOML knows no other encoding."
        raise ConfigError(f"not UTF-8 at byte {error.start}", place=shown, hint=hint) from error
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise ConfigError(message, place=shown, hint="Check its rights.") from error
    return parse(text, shown)


def parse(text: str, name: str) -> Desk:
    """Read a desk file's text; a pure function.

    Raises:
        ConfigError: as for :func:`load`.
    """
    table = toml.parse(text, name)
    found = places(text)
    _refuse_unknown(table, found, name)
    _refuse_controls(table, found, name)
    try:
        return Desk.model_validate({**_with_lines(table, found), "file": name})
    except ValidationError as error:
        raise _explained(error, found, name) from error


def _refuse_unknown(table: dict[str, Any], found: dict[Place, int], name: str) -> None:
    known = set(Desk.model_fields) - _SET_BY_LOADER
    for key, value in table.items():
        if key not in known:
            raise _unknown(key, known, name, line_of(found, _shallow(key, found)))
        if key not in _TABLES:
            continue
        _shaped(key, value, found, name)
        keys = set(_TABLES[key].model_fields) - _SET_BY_LOADER
        rows = [((key,), value)] if key in _SINGLE else [((key, n), row) for n, row in enumerate(value)]
        for place, row in rows:
            for inner in row:
                if inner not in keys:
                    raise _unknown(inner, keys, name, line_of(found, (*place, inner)), within=key)


def _refuse_controls(table: dict[str, Any], found: dict[Place, int], name: str) -> None:
    for key, value in table.items():
        rows = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for number, row in rows:
            place = (key,) if number is None else (key, number)
            for inner, text in row.items() if isinstance(row, dict) else ():
                if sign := control_character(text):
                    raise ConfigError(
                        f"`{inner}` holds the control character {sign}",
                        place=f"{name}:{line_of(found, (*place, inner))}",
                        hint="Take it out: no format can print it.",
                    )


def _shaped(key: str, value: object, found: dict[Place, int], name: str) -> None:
    single = key in _SINGLE
    fits = isinstance(value, dict) if single else isinstance(value, list) and all(
        isinstance(row, dict) for row in value
    )  # fmt: skip
    if not fits:
        header = f"[{key}]" if single else f"[[{key}]]"
        place = f"{name}:{line_of(found, _shallow(key, found))}"
        raise ConfigError(f"`{key}` is not a table", place=place, hint=f"Begin it with a line {header}.")


def _shallow(key: str, found: dict[Place, int]) -> Place:
    return (key,) if (key,) in found else (key, 0)


def _unknown(key: str, known: set[str], name: str, line: int, within: str = "") -> ConfigError:
    near = difflib.get_close_matches(key, sorted(known), 1)
    where = f" in {within}" if within else ""
    hint = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(sorted(known))}."
    return ConfigError(f"unknown key `{key}`{where}", place=f"{name}:{line}", hint=hint)


def _with_lines(table: dict[str, Any], found: dict[Place, int]) -> dict[str, Any]:
    lined = dict(table)
    for key in _TABLES.keys() & table.keys():
        if key in _SINGLE:
            # What the reader finds wrong is where comments begin.
            lined[key] = {**table[key], "line": line_of(found, (key, "comments_from"))}
        else:
            lined[key] = [{**row, "line": line_of(found, (key, n))} for n, row in enumerate(table[key])]
    return lined


def _explained(error: ValidationError, found: dict[Place, int], name: str) -> ConfigError:
    first = error.errors(include_url=False)[0]
    place = tuple(part for part in first["loc"] if not str(part).startswith(("int", "str", "tuple")))
    key = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    where = f"{name}:{line_of(found, place)}"
    given = first.get("input")
    match first["type"]:
        case "missing" if key == "by":
            return ConfigError("`by` is missing", place=where, hint="Every decision says who made it.")
        case "missing" if key == "reason":
            return ConfigError("`reason` is missing", place=where, hint="Every decision says why.")
        case "missing":
            return ConfigError(f"`{key}` is missing", place=where, hint="See docs/desk-file.md.")
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", first["ctx"]["expected"])
            near = difflib.get_close_matches(str(given), allowed, 1)
            hint = f'Did you mean "{near[0]}"?' if near else f"One of: {', '.join(allowed)}."
            return ConfigError(f"`{key}` cannot be “{given}”", place=where, hint=hint)
        case "value_error":
            return ConfigError(str(first["ctx"]["error"]), place=where, hint="See docs/desk-file.md.")
    return ConfigError(f"`{key}`: {first['msg'].lower()}", place=where, hint="See docs/desk-file.md.")
