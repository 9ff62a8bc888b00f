"""What a ``theme.toml`` may say: each token known, and its value such as every format can take."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pcss_publish.errors import ConfigError

BESIDE: Final = ("base", "about", "font")
"""What stands in a ``theme.toml`` beside its tokens."""

_FORMS: Final = {
    "colour": (r"#[0-9a-fA-F]{6}", "a colour as # and six hexadecimal digits, such as \"#12505b\""),
    "family": (r"[^\"'<>{};\\]+", "the family of a [[font]]"),
    "points": (r"\d{1,3}(\.\d{1,3})?pt", "a length in points, such as \"9.9pt\""),
    "stack": (r"[A-Za-z0-9 ,-]+", "names of fonts with commas between them, without quotation marks"),
    "name": (r"[a-z]+", "the name of a token of [color], such as \"accent\""),
    "text": (r"[^\x00-\x1f]{1,200}", "a text of at most 200 characters on one line"),
    "file": (r"(?!/|.*\.\.)[\w./ +-]+\.(svg|SVG|png|PNG)", "an SVG or PNG file in the theme's folder"),
    "https": (
        r"(?i)(?!.*\.svg\b)https://[^\s\"'<>]+",
        "an https address of a PNG, JPEG or GIF; mails show no SVG",
    ),
}  # fmt: skip
_WHOLE: Final = frozenset(("pixels", "number"))
_INKS: Final = "cyan, magenta, yellow and black, each from 0 to 100, such as [90, 30, 40, 45]"


@cache
def known() -> Mapping[str, Mapping[str, Any]]:
    """All tokens by name (``color.ink``): kind, meaning, bounds."""
    return tomllib.loads(files("pcss_publish").joinpath("theme", "tokens.toml").read_text(encoding="utf-8"))


def flat(table: Mapping[str, Any], place: str, text: str) -> dict[str, Any]:
    """The tokens of a ``theme.toml`` by name.

    Args:
        table: the file, parsed.
        place: its name, for messages.
        text: the file, to name the line.

    Raises:
        ConfigError: a token is unknown or its value is not of its kind; names the line.
    """
    found = dict(_flat({key: value for key, value in table.items() if key not in BESIDE}))
    for name, value in found.items():
        where = f"{place}:{_line_of(text, name)}"
        if name not in known():
            raise _unknown(name, where)
        _refuse_wrong(name, value, where)
    return found


def _flat(table: Mapping[str, Any], start: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        name = f"{start}{key}"
        if isinstance(value, dict) and (value or name in _tables()):
            yield from _flat(value, f"{name}.")
        else:
            yield name, value


@cache
def _tables() -> frozenset[str]:
    """The names of all tables."""
    return frozenset(name[:end] for name in known() for end in (m.start() for m in re.finditer(r"\.", name)))


def _unknown(name: str, where: str) -> ConfigError:
    last = name.rpartition(".")[2]
    same = [one for one in known() if one.rpartition(".")[2] == last]
    names = same or [*known(), *_tables(), *BESIDE]
    close = difflib.get_close_matches(name, names, 1, 0.0 if same else 0.5)
    hint = f"Did you mean {close[0]!r}?" if close else "docs/themes.md lists all tokens."
    return ConfigError(f"unknown token: {name}", place=where, hint=hint)


def _refuse_wrong(name: str, value: Any, where: str) -> None:
    token = known()[name]
    kind, least, most = token["kind"], token.get("least"), token.get("most")
    if kind in _WHOLE:
        right, hint = isinstance(value, int) and not isinstance(value, bool), "a whole number"
    elif kind == "inks":
        right, hint = _are_inks(value), _INKS
    else:
        form, hint = _FORMS[kind]
        right = isinstance(value, str) and bool(re.fullmatch(form, value))
    if not right:
        raise ConfigError(f"{name}: {value!r} is not {hint}", place=where, hint=_meant(kind, value, token))
    size = float(str(value).removesuffix("pt")) if least is not None else 0.0
    if least is not None and most is not None and not least <= size <= most:
        raise ConfigError(
            f"{name}: {value!r} is not between {least} and {most}", place=where,
            hint=f"It is the {token['means']}.",
        )  # fmt: skip


def _are_inks(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 4 and all(map(_is_per_cent, value))


def _is_per_cent(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 100


def _meant(kind: str, value: Any, token: Mapping[str, Any]) -> str:
    short = re.fullmatch(r"#?([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])", str(value))
    if kind == "colour" and short:
        return f'Did you mean "#{"".join(digit * 2 for digit in short.groups())}"?'
    if kind == "colour" and re.fullmatch(r"[0-9a-fA-F]{6}", str(value)):
        return f'Did you mean "#{value}"?'
    return f"It is: {token['means']}."


def _line_of(text: str, name: str) -> int:
    """The line of a token, 1 where it stands in some other way than a line of its table."""
    table, _, key = name.rpartition(".")
    now = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[\s*([\w.\s\"-]+?)\s*\]", line):
            now = head[1].replace('"', "").replace(" ", "")
            if now == name:
                return number
        elif (now, line.partition("=")[0].strip(" \t\"'")) == (table, key) and "=" in line:
            return number
    return 1
