"""Read an issue file: TOML into the closed model, every error with file, line and a suggestion."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pcss_publish import toml
from pcss_publish.config import control_character
from pcss_publish.desk.places import Place, line_of, places
from pcss_publish.errors import ConfigError
from pcss_publish.model import Department, Issue, Post

_BYTES: Final = 1_000_000
_SEE: Final = "See docs/issues.md."
_Text = Annotated[str, Field(min_length=1)]

_STARTER: Final = """\
# An issue: docs/issues.md explains every key. What is left out is left out in print.

title = {title}
# volume = "1"
# number = "1"
# date = "2031-04"               # for programs: a year, a month or a day
# printed_date = "April 2031"    # as it is printed
# issn = "1234-5679"
# cover = "cover.jpg"            # beside this file; without it a cover is drawn
# cover_alt = "What the cover shows, in words"

# Articles in order, named as their sources without the ending. Those of a department go below it.
articles = [
{articles}]

# [[department]]
# name = "Ask the expert"
# articles = []

# [[masthead]]
# role = "Editor"
# names = []
"""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Post(_Table):
    role: _Text
    names: Annotated[list[_Text], Field(min_length=1)]


class _Department(_Table):
    name: _Text
    articles: Annotated[list[_Text], Field(min_length=1)]


class _File(_Table):
    title: _Text
    volume: str | int = ""
    number: str | int = ""
    date: Annotated[str, Field(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")] = ""
    printed_date: str = ""
    issn: str = ""
    cover: str = ""
    cover_alt: str = ""
    articles: list[_Text] = []
    masthead: list[_Post] = []
    department: list[_Department] = []


_TABLES: Final[dict[str, type[_Table]]] = {"masthead": _Post, "department": _Department}


def parse(data: bytes, name: str) -> Issue:
    """Read the bytes of an issue file; a pure function.

    Raises:
        ConfigError: it is no issue file; names file and line.
    """
    if len(data) > _BYTES:
        raise ConfigError("is too large for an issue file", place=name, hint="Is it another file?")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "Save it as UTF-8; TOML knows no other encoding."
        raise ConfigError(f"not UTF-8 at byte {error.start}", place=name, hint=hint) from error
    table, found = _plain(toml.parse(text, name)), places(text)
    _refuse_controls(table, (), found, name)
    try:
        read = _File.model_validate(table)
    except ValidationError as error:
        raise _explained(error, found, name) from error
    issue = _issue(read)
    _refuse_doubtful(issue, found, text, name)
    return issue


def starter(title: str, slugs: Iterable[str]) -> str:
    """An issue file to start from, with these articles in it."""
    listed = "".join(f"  {_quoted(slug)},\n" for slug in slugs)
    return _STARTER.format(title=_quoted(title), articles=listed)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # TOML's basic strings have the escapes of JSON's


def line_naming(data: bytes, slug: str) -> int:
    """The line on which an issue file names an article, the last one if it stands there twice."""
    quoted = re.compile(rf"""["']{re.escape(slug)}["']""")
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return max((n for n, line in enumerate(lines, 1) if quoted.search(line)), default=1)


def _plain(table: dict[str, Any]) -> dict[str, Any]:
    """TOML has dates of its own; a date is taken whether it stands in quotation marks or not."""
    given = table.get("date")
    return table | {"date": given.isoformat()} if isinstance(given, date) else table


def _issue(read: _File) -> Issue:
    first = (Department(articles=tuple(read.articles)),) if read.articles else ()
    return Issue(
        **read.model_dump(include={"title", "date", "printed_date", "issn", "cover", "cover_alt"}),
        volume=str(read.volume),
        number=str(read.number),
        masthead=tuple(Post(role=one.role, names=tuple(one.names)) for one in read.masthead),
        departments=(
            *first,
            *(Department(name=one.name, articles=tuple(one.articles)) for one in read.department),
        ),
    )


def _refuse_doubtful(issue: Issue, found: dict[Place, int], text: str, name: str) -> None:
    """What each key allows and all of them together do not."""
    if not issue.articles:
        raise ConfigError("there are no articles", place=f"{name}:1", hint=f"List them in `articles`. {_SEE}")
    twice = next((slug for slug in issue.articles if issue.articles.count(slug) > 1), "")
    if twice:
        place = f"{name}:{line_naming(text.encode(), twice)}"
        raise ConfigError(f"the article {twice} is named twice", place=place, hint="Leave one of them out.")
    if issue.issn and not _is_issn(issue.issn):
        place = f"{name}:{line_of(found, ('issn',))}"
        hint = "It has the form 1234-5679; the last sign is its check digit (ISO 3297)."
        raise ConfigError(f"`issn`: {issue.issn!r} is no ISSN", place=place, hint=hint)
    if issue.cover and not issue.cover_alt:
        place = f"{name}:{line_of(found, ('cover',))}"
        raise ConfigError("`cover_alt` is missing", place=place, hint="Say in words what the cover shows.")


def _is_issn(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{3}[\dX]", text):
        return False
    values = [10 if sign == "X" else int(sign) for sign in text.replace("-", "")]
    return sum(value * weight for value, weight in zip(values, range(8, 0, -1), strict=True)) % 11 == 0


def _refuse_controls(value: Any, place: Place, found: dict[Place, int], name: str) -> None:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        _refuse_controls(one, (*place, key), found, name)
    if sign := control_character(value):
        where = f"{name}:{line_of(found, place)}"
        raise ConfigError(
            f"holds the control character {sign}", place=where, hint="Take it out: no format can print it."
        )


def _explained(error: ValidationError, found: dict[Place, int], name: str) -> ConfigError:
    first = error.errors(include_url=False)[0]
    place = tuple(part for part in first["loc"] if part not in {"str", "int"})
    key = next((part for part in reversed(place) if isinstance(part, str)), "")
    where = f"{name}:{line_of(found, place)}"
    match first["type"]:
        case "missing":
            return ConfigError(f"`{key}` is missing", place=where, hint=_SEE)
        case "extra_forbidden":
            table = _TABLES.get(str(place[0]), _File) if len(place) > 1 else _File
            known = sorted(table.model_fields)
            near = difflib.get_close_matches(key, known, 1)
            hint = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
            return ConfigError(f"unknown key `{key}`", place=where, hint=hint)
        case "string_pattern_mismatch":
            hint = "Write it as 2031-04-15, 2031-04 or 2031; `printed_date` says how it is printed."
            return ConfigError(f"`{key}`: {first['input']!r} is no date", place=where, hint=hint)
    return ConfigError(f"`{key}`: {first['msg'].lower()}", place=where, hint=_SEE)
