"""The lines of a Markdown source: front matter, fenced divs, and what stands between them.

A fenced div (https://pandoc.org/MANUAL.html#divs-and-spans) names one part of the article; divs do not nest.
Values in quotation marks are JSON strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pcss_publish.errors import SourceError

KINDS: Final = ("intro", "question", "answer", "section", "statement", "cta", "picture", "comment")
_FENCE: Final = re.compile(r":{3,}\s*(?P<open>\{.*\}|\w[\w-]*)?\s*")
_CODE: Final = re.compile(r"`{3,}")  # What a code block holds opens and closes no div.
_ATTRIBUTE: Final = re.compile(
    r'\s*(?:\.(?P<kind>[\w-]+)|#(?P<id>[\w-]+)|(?P<key>[\w-]+)=(?P<value>"(?:[^"\\]|\\.)*"|[^\s"}]+))(?=\s|$)'
)
#: By what parts name others, and the kind of those.
_TARGETS: Final = {"answer": ("answers", "question"), "comment": ("to", "comment")}
_RULE: Final = re.compile(r"---[ \t]*")


class Div(NamedTuple):
    """A part of the article. ``kind`` is empty between divs; ``line`` is the file's where ``text`` begins."""

    kind: str
    id: str
    attributes: dict[str, str]
    text: str
    line: int


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Front matter (empty where there is none), body, and the number of the body's first line."""
    lines = text.split("\n")
    if not _RULE.fullmatch(lines[0]):
        return "", text, 1
    end = next((n for n, line in enumerate(lines[1:], 1) if _RULE.fullmatch(line) or line == "..."), 0)
    if not end:
        return "", text, 1
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def is_opening(line: str) -> bool:
    """Whether a line opens a div of a kind that articles have."""
    match = _FENCE.fullmatch(line)
    opened = match["open"] if match else None
    words = re.findall(r"[\w-]+", opened or "")
    return bool(words) and words[0] in KINDS


def divs(text: str, first: int, name: str) -> Iterator[Div]:
    """The parts of a body in order.

    Raises:
        SourceError: a div is not closed, not of a known kind, stands in another, or has a broken attribute.
    """
    held: list[str] = []
    start = first
    opened: Div | None = None
    code = ""
    for number, line in enumerate(text.split("\n"), first):
        ticks = _CODE.match(line)
        if ticks and (not code or (len(ticks[0]) >= len(code) and line.strip() == ticks[0])):
            code = "" if code else ticks[0]
        match = None if code else _FENCE.fullmatch(line)
        if match is None:
            held.append(line)
            continue
        place = f"{name}:{number}"
        if opened is None or match["open"]:
            if opened is not None:
                raise SourceError(
                    "a div begins in another",
                    place=place,
                    hint=f"Close the one of line {opened.line - 1} with :::.",
                )
            if match["open"] is None:
                raise SourceError(
                    "::: closes nothing", place=place, hint="Take it out, or name what it opens."
                )
            yield Div("", "", {}, "\n".join(held), start)
            opened = _opened(match["open"], place, number + 1)
        else:
            yield opened._replace(text="\n".join(held))
            opened = None
        held, start = [], number + 1
    if opened is not None:
        raise SourceError(
            "a div is not closed",
            place=f"{name}:{opened.line - 1}",
            hint="Put ::: on a line of its own at its end.",
        )
    yield Div("", "", {}, "\n".join(held), start)


def check_ids(parts: Sequence[Div], name: str) -> None:
    """See that each question and comment has an id of its own, and that each id that a part names is one.

    Raises:
        SourceError: an id stands twice, or is nobody's; says the line.
    """
    known: dict[tuple[str, str], int] = {}
    for part in parts:
        key = (part.kind, part.id)
        if not part.id or part.kind not in {kind for _, kind in _TARGETS.values()}:
            continue
        if key in known:
            raise SourceError(
                f"a second {part.kind} has the id {part.id}", place=f"{name}:{part.line - 1}",
                hint=f"Give it another; line {known[key]} has this one.",
            )  # fmt: skip
        known[key] = part.line - 1
    for part in parts:
        attribute, kind = _TARGETS.get(part.kind, ("", ""))
        for target in part.attributes.get(attribute, "").split():
            if (kind, target) not in known:
                listed = ", ".join(one for of, one in known if of == kind) or "none"
                raise SourceError(
                    f"{attribute}={target} names no {kind} of this file", place=f"{name}:{part.line - 1}",
                    hint=f"Write #{target} in the {kind} that is meant, or name one with an id: {listed}.",
                )  # fmt: skip


def _opened(said: str, place: str, line: int) -> Div:
    if not said.startswith("{"):
        said = f"{{.{said}}}"
    kind = ident = ""
    attributes: dict[str, str] = {}
    inner, at = said[1:-1].strip(), 0
    while at < len(inner):
        match = _ATTRIBUTE.match(inner, at)
        if match is None:
            raise SourceError(
                f"the attribute at {inner[at : at + 30].strip()!r} is broken", place=place,
                hint='Write .kind, #id and key="value", with blanks between them.',
            )  # fmt: skip
        kind, ident = match["kind"] or kind, match["id"] or ident
        if match["key"]:
            attributes[match["key"]] = _value(match["value"], place)
        at = match.end()
    if kind not in KINDS:
        raise SourceError(
            f"{kind!r} is no part of an article", place=place, hint=f"Take one of {', '.join(KINDS)}."
        )
    return Div(kind, ident, attributes, "", line)


def _value(text: str, place: str) -> str:
    if not text.startswith('"'):
        return text
    try:
        return str(json.loads(text))
    except ValueError as error:
        raise SourceError(f"{text} is no JSON string: {error}", place=place) from error
